/* auditpress nightly: builds the drafts of several year folders, each by the command `build` in a worker
 * process of its own that may write below its own folder alone; one line of log each, and a page of all. */
#include <config.h>

#include "cmd/crew.h"
#include "cmd/options.h"
#include "cmd/paths.h"
#include "cmd/sandbox.h"
#include "cmd/terminal.h"
#include "render/drafts.h"
#include "render/output.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define PAGE "index.html"
#define BUILT "built"
#define BUILT_TYPE "(idss)"

/* A year folder and what came of it. */
typedef struct {
    const char *folder; /* as it was given */
    char *name;         /* of its own folder in the output folder */
    char *home;         /* that folder */
    ApExit status;
    double seconds;
    char *said;     /* on standard output */
    char *messages; /* on standard error */
} Task;

typedef struct {
    const char *out;
    GPtrArray *tasks; /* Task */
    gboolean watched; /* the log is read by people */
    ApExit worst;
} Night;

static void
task_free(gpointer data)
{
    Task *task = data;
    g_free(task->name);
    g_free(task->home);
    g_free(task->said);
    g_free(task->messages);
    g_free(task);
}

static Task *
task_at(const Night *night, guint index)
{
    return g_ptr_array_index(night->tasks, index);
}

/* ---- In the worker. ---- */

/* Lets the stream behind `fd` go to a file without a name, which is returned; -1 with errno. */
static int
redirect(int fd)
{
    int file = memfd_create("log", MFD_CLOEXEC);
    return file >= 0 && dup2(file, fd) >= 0 ? file : -1;
}

/* What was written into the file; "" if it cannot be read. */
static char *
read_back(int file)
{
    g_autoptr(GString) text = g_string_new(NULL);
    char chunk[4096];
    ssize_t got = lseek(file, 0, SEEK_SET);
    while ((got = read(file, chunk, sizeof chunk)) > 0)
        g_string_append_len(text, chunk, got);
    return g_utf8_make_valid(text->str, (gssize)text->len);
}

/* Builds the draft as the command line would. */
static ApExit
run_build(const Task *task)
{
    g_autoptr(GError) error = NULL;
    gboolean confined;
    g_autofree char *draft = g_build_filename(task->home, AP_DRAFT_FOLDER, NULL);
    const char *arguments[] = {"build", "--draft", "--html", "-o", draft, "--", task->folder, NULL};
    char *argv[G_N_ELEMENTS(arguments)];
    memcpy(argv, arguments, sizeof arguments);
    g_setenv("TMPDIR", task->home, TRUE);
    if (!ap_sandbox_enter(task->home, &confined, &error)) {
        ap_terminal_complain("auditpress: %s", error->message);
        return AP_EXIT_SYSTEM;
    }
    if (!confined)
        ap_terminal_complain(_("auditpress nightly: this kernel has no Landlock of version 2; the worker is "
                               "kept from the network, but not from other folders"));
    return ap_command_build(G_N_ELEMENTS(arguments) - 1, argv);
}

static void
work_folder(guint index, ApWire *wire, gpointer data)
{
    const Task *task = task_at(data, index);
    gint64 started = g_get_monotonic_time();
    int said = redirect(STDOUT_FILENO), messages = redirect(STDERR_FILENO);
    if (said < 0 || messages < 0)
        exit(EXIT_FAILURE);
    ApExit status = run_build(task);
    fflush(NULL);
    g_autofree char *out = read_back(said), *err = read_back(messages);
    double seconds = (double)(g_get_monotonic_time() - started) / G_USEC_PER_SEC;
    ap_wire_send(wire, BUILT, g_variant_new(BUILT_TYPE, (gint)status, seconds, out, err));
}

/* ---- The log. ---- */

static ApDraftState
state_of(const Task *task)
{
    return task->status == AP_EXIT_DONE    ? AP_DRAFT_DONE
           : task->status == AP_EXIT_INPUT ? AP_DRAFT_INPUT
                                           : AP_DRAFT_SYSTEM;
}

static void
log_for_people(const Task *task)
{
    static const char *const states[] = {[AP_DRAFT_DONE] = N_("done"),
                                         [AP_DRAFT_INPUT] = N_("the input is wrong"),
                                         [AP_DRAFT_SYSTEM] = N_("the system failed")};
    g_autofree char *line =
        g_strdup_printf(_("%s: %s, in %.1f s\n"), task->folder, _(states[state_of(task)]), task->seconds);
    ap_terminal_progress(NULL);
    ap_terminal_print(line, strlen(line));
    ap_terminal_show(task->messages);
}

static json_t *
json_lines(const char *text)
{
    json_t *list = json_array();
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++)
        if (*lines[i] != '\0')
            json_array_append_new(list, json_string(lines[i]));
    return list;
}

static void
log_for_machines(const Task *task)
{
    static const char *const states[] = {
        [AP_DRAFT_DONE] = "done", [AP_DRAFT_INPUT] = "input", [AP_DRAFT_SYSTEM] = "system"};
    json_t *entry = json_pack("{ss ss si sf so so}", "folder", task->folder, "state", states[state_of(task)],
                              "status", (int)task->status, "seconds", task->seconds, "changes",
                              json_lines(task->said), "messages", json_lines(task->messages));
    char *text = json_dumps(entry, JSON_COMPACT | JSON_REAL_PRECISION(4));
    g_autofree char *line = g_strconcat(text, "\n", NULL);
    ap_terminal_print(line, strlen(line));
    free(text);
    json_decref(entry);
}

/* ---- In the parent. ---- */

static void
take_message(guint index, const char *name, GVariant *body, gpointer data)
{
    Task *task = task_at(data, index);
    gint status;
    g_return_if_fail(strcmp(name, BUILT) == 0);
    g_variant_get(body, BUILT_TYPE, &status, &task->seconds, &task->said, &task->messages);
    task->status = status == AP_EXIT_DONE || status == AP_EXIT_INPUT ? (ApExit)status : AP_EXIT_SYSTEM;
}

/* A worker that fell has said nothing: that is a failure of the system, as the task was from the start. */
static void
finish_task(guint index, const GError *error, gpointer data)
{
    Night *night = data;
    Task *task = task_at(night, index);
    if (task->said == NULL) {
        task->said = g_strdup("");
        task->messages = g_strdup_printf("auditpress: %s\n",
                                         error != NULL ? error->message : _("the worker said nothing"));
    }
    night->worst = MAX(night->worst, task->status);
    (night->watched ? log_for_people : log_for_machines)(task);
}

static gboolean
is_taken(const Night *night, const char *name)
{
    gboolean taken = strcmp(name, PAGE) == 0;
    for (guint i = 0; i < night->tasks->len; i++)
        taken = taken || strcmp(task_at(night, i)->name, name) == 0;
    return taken;
}

/* The name of a folder, and a number behind it where another has the same. */
static char *
choose_name(const Night *night, const char *folder)
{
    g_autofree char *whole = g_canonicalize_filename(folder, NULL);
    g_autofree char *base = g_path_get_basename(whole);
    char *name = g_strdup(base);
    for (guint count = 2; is_taken(night, name); count++) {
        g_free(name);
        name = g_strdup_printf("%s-%u", base, count);
    }
    return name;
}

/* FALSE after a complaint. */
static gboolean
add_task(Night *night, const char *folder)
{
    Task *task = g_new0(Task, 1);
    task->folder = folder;
    task->name = choose_name(night, folder);
    task->home = g_build_filename(night->out, task->name, NULL);
    task->status = AP_EXIT_SYSTEM;
    g_ptr_array_add(night->tasks, task);
    if (g_mkdir_with_parents(task->home, 0777) == 0)
        return TRUE;
    ap_terminal_complain(_("auditpress: cannot make the folder %s: %s"), task->home, g_strerror(errno));
    return FALSE;
}

static gboolean
is_there(const char *home, const char *file, gint64 *when)
{
    g_autofree char *path = g_build_filename(home, AP_DRAFT_FOLDER, file, NULL);
    GStatBuf status;
    gboolean there = g_stat(path, &status) == 0;
    if (there && when != NULL)
        *when = status.st_mtime;
    return there;
}

static void
describe(const Task *task, ApDraft *draft)
{
    *draft = (ApDraft){.name = task->name,
                       .folder = task->folder,
                       .state = state_of(task),
                       .said = task->said,
                       .messages = task->messages,
                       .has_page = is_there(task->home, "report.html", NULL),
                       .has_changes = is_there(task->home, "changes.md", NULL)};
    draft->has_report = is_there(task->home, "report.pdf", &draft->published);
}

/* Seconds since 1970 from SOURCE_DATE_EPOCH, if that is set, else the present. Caller unrefs. */
static GDateTime *
present(void)
{
    const char *fixed = g_getenv("SOURCE_DATE_EPOCH");
    gint64 seconds = 0;
    if (fixed != NULL && g_ascii_string_to_signed(fixed, 10, 0, G_MAXINT32, &seconds, NULL))
        return g_date_time_new_from_unix_local(seconds);
    return g_date_time_new_now_local();
}

static gboolean
publish_page(const Night *night, GError **error)
{
    g_autofree char *templates = ap_paths_templates_dir();
    g_autofree char *file = g_build_filename(templates, "nightly", PAGE, NULL);
    g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GDateTime) now = present();
    for (guint i = 0; i < night->tasks->len; i++) {
        ApDraft *draft = g_new(ApDraft, 1);
        describe(task_at(night, i), draft);
        g_ptr_array_add(drafts, draft);
    }
    g_autoptr(GBytes) page = ap_drafts_page(file, drafts, now, error);
    if (page == NULL)
        return FALSE;
    g_autoptr(ApOutput) output = ap_output_new(night->out);
    ap_output_add(output, PAGE, page);
    return ap_output_publish(output, error);
}

static ApExit
run_night(Night *night, guint n_workers)
{
    g_autoptr(GError) error = NULL;
    const ApCrew crew = {work_folder, take_message, finish_task, night};
    ap_terminal_progress(_("building the drafts…"));
    gboolean published =
        ap_crew_run(&crew, night->tasks->len, n_workers, &error) && publish_page(night, &error);
    ap_terminal_progress(NULL);
    if (!published)
        ap_terminal_complain("auditpress: %s", error->message);
    return published ? night->worst : AP_EXIT_SYSTEM;
}

ApExit
ap_command_nightly(int argc, char **argv)
{
    g_autofree char *out = NULL;
    g_auto(GStrv) folders = NULL;
    int jobs = 0;
    const GOptionEntry entries[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_("the folder to write to (default: drafts)"),
         "OUT"},
        {"jobs", 'j', 0, G_OPTION_ARG_INT, &jobs,
         N_("how many folders at once (default: one for each processor)"), "N"},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &folders, NULL, NULL},
        G_OPTION_ENTRY_NULL,
    };
    ApExit status;
    if (!ap_options_parse(
            argc, argv, entries, "DIR…",
            _("Builds a draft of each year folder in OUT/NAME/draft, and OUT/index.html, which tells "
              "what changed and what is wrong. A draft that fails leaves the last good one."),
            &status))
        return status;
    if (folders == NULL || jobs < 0) {
        ap_terminal_complain(jobs < 0 ? _("auditpress nightly: --jobs takes a number of processes from 1")
                                      : _("auditpress nightly: name the year folders"));
        return AP_EXIT_USAGE;
    }
    g_autoptr(GPtrArray) tasks = g_ptr_array_new_with_free_func(task_free);
    Night night = {out != NULL ? out : "drafts", tasks, ap_terminal_is_watched(), AP_EXIT_DONE};
    for (guint i = 0; folders[i] != NULL; i++)
        if (!add_task(&night, folders[i]))
            return AP_EXIT_SYSTEM;
    return run_night(&night, jobs > 0 ? (guint)jobs : g_get_num_processors());
}
