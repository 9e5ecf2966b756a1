/* A template: a folder of texts and a style, with the year's own texts laid over it. */
#pragma once

#include "document/glossary.h"
#include "document/words.h"
#include "scores/year.h"

typedef struct ApTemplate ApTemplate;

/* A folder may lean on another: its template.yaml says
 *
 *     base: annual       # what the folder lacks (texts, style.yaml, terms.yaml, stylesheets) is that
 * template's selection: yes     # the report shows a part of the year: no need to show every figure and text
 *
 * The base leans on no other. */

/* Opens the template that `year` names: a folder in the year folder, else one in `templates_dir`. The year's
 * text/NAME.md replaces the template's NAME.md. NULL if it is not there or not whole; the problems say why.
 * `error` is for failures of the system. */
ApTemplate *ap_template_load(const ApYear *year, const char *templates_dir, ApProblems *problems,
                             GError **error);
void ap_template_free(ApTemplate *template);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApTemplate, ap_template_free)

/* The source of the text `name` (without ".md") and its path, lent; FALSE if there is none. */
gboolean ap_template_text(const ApTemplate *template, const char *name, const char **file,
                          const char **source);

/* The names of all texts (char *), sorted, and those among them that the year gives. Lent. */
const GPtrArray *ap_template_names(const ApTemplate *template);
const GPtrArray *ap_template_own_names(const ApTemplate *template);

/* The stylesheet `name` ("report.css") of the template's folder and its path, lent; FALSE if there is none.
 */
gboolean ap_template_sheet(const ApTemplate *template, const char *name, const char **file,
                           const char **source);

/* Whether the report shows but a selection of the year's figures. */
gboolean ap_template_is_selection(const ApTemplate *template);

/* Whether the template has a text `name`, which the year's replaces, if it has one. */
gboolean ap_template_has_part(const ApTemplate *template, const char *name);

/* style.yaml, lent: each room reads its own section. */
ApYaml *ap_template_style(const ApTemplate *template);

/* The words of style.yaml, lent. */
const ApWords *ap_template_words(const ApTemplate *template);

/* terms.yaml, lent; without terms if the template has no such file. */
const ApGlossary *ap_template_glossary(const ApTemplate *template);

/* Paths of all files that were read, for build.json. */
const GPtrArray *ap_template_inputs(const ApTemplate *template);
