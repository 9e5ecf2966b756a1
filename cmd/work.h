/* The work of a command on one year folder: the line from the folder to the laid-out charts, with what went
 * wrong on the way. */
#pragma once

#include "charts/chart.h"
#include "cmd/command.h"
#include "cmd/timings.h"
#include "document/template.h"
#include "document/tree.h"
#include "render/digest.h"
#include "render/inputs.h"
#include "scores/store.h"

/* What has been made so far, each from those before it; a step that fails leaves the later ones NULL. */
typedef struct {
    const char *dir;    /* borrowed */
    gsize limit;        /* bytes a file of the year may have; 0: no limit */
    ApTimings *timings; /* NULL: nobody asks what the stages take */
    gboolean has_fonts; /* it is known how fontconfig is set up */
    ApProblems *problems;
    GError *error;
    ApYear *year;
    ApStore *store;
    ApTemplate *template;
    ApInputs *inputs;
    ApDigests *digests; /* of the outputs; never NULL */
    ApDocument *document;
    ApChartStyle *chart_style;
    GPtrArray *charts; /* ApChart, as ApYear.figures */
} ApWork;

ApWork *ap_work_new(const char *dir);
void ap_work_free(ApWork *work);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApWork, ap_work_free)

/* Tells the terminal and the timings what is being done from here on. */
void ap_work_begin(ApWork *work, const char *what);

/* Reads the folder and computes the store. FALSE if that failed: ap_work_finish tells why. */
gboolean ap_work_read(ApWork *work);

/* Chooses the edition, whatever report.yaml says. What was composed of another edition goes; what was read
 * stays, as no number depends on the edition. */
void ap_work_set_edition(ApWork *work, gboolean internal);

/* Chooses the template, whatever report.yaml says. */
void ap_work_set_template(ApWork *work, const char *name);

/* Opens the template, unless that was done. FALSE if that failed. */
gboolean ap_work_open_template(ApWork *work);

/* The same, and hashes all files that were read, unless that was done. FALSE if that failed. */
gboolean ap_work_hash_inputs(ApWork *work);

/* Makes sure that there are fonts to choose from. FALSE if that failed. */
gboolean ap_work_prepare_fonts(ApWork *work);

/* Opens the template and reads how charts look. FALSE if that failed. */
gboolean ap_work_style(ApWork *work);

/* Holds the store against published.csv, and the rows of published.csv against each other. FALSE if they
 * disagree. */
gboolean ap_work_reconcile(ApWork *work);

/* Opens the template, assembles the document and lays out the charts. FALSE if that failed. */
gboolean ap_work_compose(ApWork *work);

/* TRUE if an error of the input or of the system has been met. */
gboolean ap_work_failed(const ApWork *work);

/* An empty table of outputs: name → GBytes, both its own. */
GHashTable *ap_work_outputs_new(void);

/* Whether the folder `out` holds a sealed report, which nothing may change; a complaint of `command` says so.
 */
gboolean ap_work_is_sealed(const char *command, const char *out);

/* More than the files themselves, where outputs are published. */
typedef struct {
    guint keep;               /* so many former builds stay beside the folder; 0: as they are */
    GBytes *note;             /* for the next build, lent; NULL for none */
    GHashTable *pages;        /* files that come after the outputs, name → GBytes, lent; NULL for none */
    const GPtrArray *retired; /* names of more files that go, lent; NULL for none */
    guint kept;               /* set: how many of the outputs were there already, byte for byte */
} ApPublishing;

/* Publishes `outputs` (name → GBytes) together in the folder `out`. Where they have a build.json, figures
 * and the page of a former build that they lack go. `how` may be NULL. FALSE with work->error. */
gboolean ap_work_publish(ApWork *work, GHashTable *outputs, const char *out, ApPublishing *how);

/* Shows the error of the system, if any; returns the exit status that error and problems amount to. */
ApExit ap_work_status(const ApWork *work);

/* Shows the problems first. */
ApExit ap_work_finish(ApWork *work);
