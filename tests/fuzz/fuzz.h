/* What the fuzz targets share. A target is a file that defines LLVMFuzzerTestOneInput; with libFuzzer it
 * looks for inputs that break the program, with replay.c it reads those of corpus/ again. */
#pragma once

#include "document/mustache.h"
#include "scores/problem.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A copy of the files of the folder `from` of the sources, in a temporary folder that is removed when the
 * program ends. Lent. */
const char *fuzz_folder(const char *from);

/* Writes a file of a folder; its folder is made if need be. */
void fuzz_write(const char *dir, const char *name, const char *text, gsize length);
void fuzz_remove(const char *dir, const char *name);

/* Takes the first line off the input, which says what the rest is. Caller frees. */
char *fuzz_take_line(const char **text, gsize *length);

/* Text as the engine gives it that nothing was put into. Caller frees. */
ApRendered *fuzz_literal(const char *text, gsize length);

/* Ends the program if a problem is not fit to be printed. */
void fuzz_check_problems(ApProblems *problems);

/* Reads the year folder, and if nothing is wrong with it, does everything that `check` and `stats` do. Ends
 * the program if the statistics contradict each other. */
void fuzz_read_year(const char *dir);
