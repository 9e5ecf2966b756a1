/* Makes a year folder of any size to measure with: bench/folder DIR PARTICIPANTS CODES sorted|shuffled. The
 * same arguments give the same bytes. Half the codes belong to each of two stages, which the groups weigh
 * differently; one score in a hundred is NA. */
#include <config.h>

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>

enum { GROUPS = 4, CODES_PER_ITEM = 5, MAX_POINTS = 10 };

typedef struct {
    const char *dir;
    guint participants;
    guint codes;
    gboolean shuffled;
    guint agencies;
} Folder;

/* Splitmix64: one good random number from any other. */
static guint64
scatter(guint64 number)
{
    number += G_GUINT64_CONSTANT(0x9E3779B97F4A7C15);
    number = (number ^ (number >> 30)) * G_GUINT64_CONSTANT(0xBF58476D1CE4E5B9);
    number = (number ^ (number >> 27)) * G_GUINT64_CONSTANT(0x94D049BB133111EB);
    return number ^ (number >> 31);
}

/* Ends the program if the file cannot be made: there is nothing to measure then. */
static FILE *
create(const Folder *folder, const char *name)
{
    g_autofree char *path = g_build_filename(folder->dir, name, NULL);
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        g_printerr("bench/folder: cannot write %s\n", path);
        exit(EXIT_FAILURE);
    }
    return file;
}

static void
finish(FILE *file)
{
    if (fclose(file) == 0)
        return;
    g_printerr("bench/folder: the disk is full\n");
    exit(EXIT_FAILURE);
}

static void
write_plan(const Folder *folder)
{
    FILE *file = create(folder, "report.yaml");
    fputs("report:\n  year: 111\n  title: 111 年度報告\n  publisher: 數位發展部\n  synthetic: yes\n"
          "scoring:\n  decimals: 2\n  good: 75\n  pass: 60\n"
          "stages:\n  - { id: technical, name: 技術檢測 }\n  - { id: onsite, name: 實地稽核 }\n"
          "groups:\n",
          file);
    for (guint group = 1; group <= GROUPS; group++)
        fprintf(file,
                "  - { id: %u, name: 第 %u 分組, stages: [ { stage: technical, weight: %u }, "
                "{ stage: onsite, weight: %u } ] }\n",
                group, group, 10 * group, 100 - 10 * group);
    finish(file);
}

static void
write_items(const Folder *folder)
{
    FILE *file = create(folder, "items.csv");
    fputs("stage,facet,item,name,part,code,max\n", file);
    for (guint code = 0; code < folder->codes; code++) {
        guint item = code / CODES_PER_ITEM + 1, part = code % CODES_PER_ITEM + 1;
        fprintf(file, "%s,構面 %u,%u,項目 %u,第 %u 部分,C%03u,%u\n",
                code < folder->codes / 2 ? "technical" : "onsite", item % 2 + 1, item, item, part, code,
                MAX_POINTS);
    }
    finish(file);
}

static void
write_participants(const Folder *folder)
{
    FILE *file = create(folder, "participants.csv");
    fputs("participant,group,label\n", file);
    for (guint participant = 0; participant < folder->participants; participant++)
        fprintf(file, "P%06u,%u,機關 %u\n", participant, participant % GROUPS + 1, participant);
    finish(file);
}

/* The rows in the order in which they are written: each is participant × codes + code. */
static guint32 *
order_rows(const Folder *folder)
{
    guint32 rows = folder->participants * folder->codes;
    guint32 *order = g_new(guint32, rows);
    for (guint32 i = 0; i < rows; i++)
        order[i] = i;
    for (guint32 i = rows; folder->shuffled && i > 1; i--) {
        guint32 other = (guint32)(scatter(i) % i), former = order[i - 1];
        order[i - 1] = order[other];
        order[other] = former;
    }
    return order;
}

static void
write_scores(const Folder *folder)
{
    FILE *file = create(folder, "scores.csv");
    g_autofree guint32 *order = order_rows(folder);
    fputs("participant,code,score\n", file);
    for (guint32 i = 0; i < folder->participants * folder->codes; i++) {
        guint participant = order[i] / folder->codes, code = order[i] % folder->codes;
        guint64 luck = scatter(order[i] + G_MAXUINT32);
        fprintf(file, "P%06u,C%03u,", participant, code);
        if (luck % 100 == 0)
            fputs("NA\n", file);
        else
            fprintf(file, "%u.%02u\n", (guint)(luck >> 8) % MAX_POINTS, (guint)(luck >> 40) % 100);
    }
    finish(file);
}

/* Two rows of tables in the report for each. */
static void
write_agencies(const Folder *folder)
{
    FILE *file = create(folder, "agencies.csv");
    fputs("no,name,consultant,certifier,scope,onsite_date\n", file);
    for (guint agency = 1; agency <= folder->agencies; agency++)
        fprintf(
            file,
            "%u,第 %u 號機關,資訊股份有限公司,檢驗科技股份有限公司,全機關資通系統及機房之維運,2022-07-%02u\n",
            agency, agency, agency % 28 + 1);
    finish(file);
}

int
main(int argc, char **argv)
{
    if (argc != 6) {
        g_printerr("usage: bench/folder DIR PARTICIPANTS CODES sorted|shuffled AGENCIES\n");
        return EXIT_FAILURE;
    }
    const Folder folder = {argv[1], (guint)atoi(argv[2]), (guint)atoi(argv[3]),
                           g_str_equal(argv[4], "shuffled"), (guint)atoi(argv[5])};
    g_mkdir_with_parents(folder.dir, 0777);
    write_plan(&folder);
    write_items(&folder);
    write_participants(&folder);
    write_scores(&folder);
    if (folder.agencies > 0)
        write_agencies(&folder);
    return EXIT_SUCCESS;
}
