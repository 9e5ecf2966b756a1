/* The commands of the program: what each is called and where it starts. One file a command; main.c holds the
 * table. */
#pragma once

/* The exit statuses, as the manual promises them. */
typedef enum {
    AP_EXIT_DONE = 0,
    AP_EXIT_INPUT = 1,  /* the input is wrong; nothing was written */
    AP_EXIT_USAGE = 2,  /* the command line is wrong */
    AP_EXIT_SYSTEM = 3, /* disk, memory, font; nothing half-written is left */
} ApExit;

/* Each runs with argv[0] as the command's name. */
ApExit ap_command_build(int argc, char **argv);
ApExit ap_command_check(int argc, char **argv);
ApExit ap_command_context(int argc, char **argv);
ApExit ap_command_correct(int argc, char **argv);
ApExit ap_command_corrections(int argc, char **argv);
ApExit ap_command_diff(int argc, char **argv);
ApExit ap_command_figure(int argc, char **argv);
ApExit ap_command_nightly(int argc, char **argv);
ApExit ap_command_new(int argc, char **argv);
ApExit ap_command_stats(int argc, char **argv);
ApExit ap_command_verify(int argc, char **argv);
