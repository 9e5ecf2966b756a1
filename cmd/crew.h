/* Worker processes: tasks run side by side, each in a process of its own, and send back what they made. A
 * task shares, unwritten, what was loaded before. */
#pragma once

#include "scores/problem.h"

#include <gio/gio.h>

/* What a worker sends through. */
typedef struct ApWire ApWire;

/* Sends `body` (sunk) under `name`; a worker whose parent is gone ends. */
void ap_wire_send(ApWire *wire, const char *name, GVariant *body);

/* Sends what went wrong, for ap_crew_take_trouble. */
void ap_wire_send_trouble(ApWire *wire, const ApProblems *problems, const GError *error);

typedef struct {
    /* In the worker, which ends when this returns. */
    void (*work)(guint task, ApWire *wire, gpointer data);
    /* In the parent, for each message that a worker sent, in its order. */
    void (*take)(guint task, const char *name, GVariant *body, gpointer data);
    /* In the parent, once a worker has ended; `error` tells if it was killed or fell. NULL if nobody minds.
     */
    void (*done)(guint task, const GError *error, gpointer data);
    gpointer data;
} ApCrew;

/* Runs tasks 0 to `n_tasks` - 1, in their order, at most `n_workers` at a time. FALSE with `error` if a
 * worker could not be started; the others are then ended. */
gboolean ap_crew_run(const ApCrew *crew, guint n_tasks, guint n_workers, GError **error);

/* Adds what a worker sent to `problems` and, unless there is an error already, `error`. FALSE if the message
 * is none of this kind. */
gboolean ap_crew_take_trouble(const char *name, GVariant *body, ApProblems *problems, GError **error);
