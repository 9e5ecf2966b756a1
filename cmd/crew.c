/* Worker processes over fork and pipes. A message is its length and a GVariant "(sv)". */
#include <config.h>

#include "cmd/crew.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define MESSAGE_TYPE "(sv)"
#define PROBLEM "problem"
#define PROBLEM_TYPE "(bsuus)"
#define TROUBLE "trouble"
#define CHUNK 65536

struct ApWire {
    int fd;
};

typedef struct {
    guint task;
    pid_t pid;
    int fd;
    GByteArray *received; /* what no whole message is yet */
} Worker;

typedef struct {
    const ApCrew *crew;
    GPtrArray *workers; /* Worker */
} Run;

/* ---- In the worker. ---- */

static void
write_all(int fd, const void *bytes, gsize length)
{
    for (const char *at = bytes; length > 0;) {
        ssize_t written = write(fd, at, length);
        if (written < 0 && errno != EINTR)
            _exit(EXIT_FAILURE); /* nobody listens any more */
        if (written > 0) {
            at += written;
            length -= (gsize)written;
        }
    }
}

void
ap_wire_send(ApWire *wire, const char *name, GVariant *body)
{
    g_autoptr(GVariant) message = g_variant_ref_sink(g_variant_new(MESSAGE_TYPE, name, body));
    guint64 length = g_variant_get_size(message);
    write_all(wire->fd, &length, sizeof length);
    write_all(wire->fd, g_variant_get_data(message), length);
}

void
ap_wire_send_trouble(ApWire *wire, const ApProblems *problems, const GError *error)
{
    for (guint i = 0; i < ap_problems_count(problems); i++) {
        const ApProblem *problem = ap_problems_at(problems, i);
        ap_wire_send(wire, PROBLEM,
                     g_variant_new(PROBLEM_TYPE, problem->severity == AP_ERROR, problem->file, problem->line,
                                   problem->column, problem->message));
    }
    if (error != NULL)
        ap_wire_send(wire, TROUBLE, g_variant_new_string(error->message));
}

static void
be_worker(const Run *run, guint task, int fd, pid_t parent)
{
    ApWire wire = {fd};
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL); /* a worker that nobody waits for is none */
    if (getppid() != parent)
        _exit(EXIT_FAILURE);
    (void)signal(SIGPIPE, SIG_IGN);
    run->crew->work(task, &wire, run->crew->data);
    _exit(EXIT_SUCCESS);
}

/* ---- In the parent. ---- */

static void
worker_free(gpointer data)
{
    Worker *worker = data;
    close(worker->fd);
    g_byte_array_unref(worker->received);
    g_free(worker);
}

static gboolean
start(Run *run, guint task, GError **error)
{
    int ends[2];
    pid_t parent = getpid();
    if (pipe2(ends, O_CLOEXEC) != 0) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, _("cannot start a worker process: %s"),
                    g_strerror(errno));
        return FALSE;
    }
    (void)fflush(NULL); /* else a worker would have what was not yet written, too */
    pid_t pid = fork();
    if (pid == 0)
        be_worker(run, task, ends[1], parent);
    close(ends[1]);
    if (pid < 0) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, _("cannot start a worker process: %s"),
                    g_strerror(errno));
        close(ends[0]);
        return FALSE;
    }
    Worker *worker = g_new0(Worker, 1);
    *worker = (Worker){task, pid, ends[0], g_byte_array_new()};
    g_ptr_array_add(run->workers, worker);
    return TRUE;
}

/* Hands over the whole messages among what a worker has sent. */
static void
take_messages(const Run *run, Worker *worker)
{
    gsize at = 0;
    for (;;) {
        guint64 length = 0;
        if (worker->received->len - at < sizeof length)
            break;
        memcpy(&length, worker->received->data + at, sizeof length);
        if (worker->received->len - at - sizeof length < length)
            break;
        g_autoptr(GBytes) bytes = g_bytes_new(worker->received->data + at + sizeof length, length);
        g_autoptr(GVariant) message =
            g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE(MESSAGE_TYPE), bytes, TRUE));
        const char *name;
        g_autoptr(GVariant) body = NULL;
        g_variant_get(message, "(&sv)", &name, &body);
        run->crew->take(worker->task, name, body, run->crew->data);
        at += sizeof length + length;
    }
    g_byte_array_remove_range(worker->received, 0, (guint)at);
}

/* TRUE while more may come. */
static gboolean
receive(const Run *run, Worker *worker)
{
    guint before = worker->received->len;
    g_byte_array_set_size(worker->received, before + CHUNK);
    ssize_t got = read(worker->fd, worker->received->data + before, CHUNK);
    gboolean interrupted = got < 0 && errno == EINTR;
    g_byte_array_set_size(worker->received, before + (guint)MAX(got, 0));
    take_messages(run, worker);
    return got > 0 || interrupted;
}

/* Waits for the end of a worker that sends no more, and forgets it. */
static void
finish(const Run *run, Worker *worker)
{
    g_autoptr(GError) error = NULL;
    guint task = worker->task;
    int status = 0;
    while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    if (WIFSIGNALED(status))
        g_set_error(&error, G_IO_ERROR, G_IO_ERROR_FAILED, _("a worker process was ended by signal %d (%s)"),
                    WTERMSIG(status), g_strsignal(WTERMSIG(status)));
    else if (!WIFEXITED(status) || WEXITSTATUS(status) != EXIT_SUCCESS)
        g_set_error(&error, G_IO_ERROR, G_IO_ERROR_FAILED, _("a worker process ended before its time"));
    g_ptr_array_remove(run->workers, worker);
    if (run->crew->done != NULL)
        run->crew->done(task, error, run->crew->data);
}

/* Waits until a worker has sent something or ended, and takes that. */
static void
attend(const Run *run)
{
    guint n = run->workers->len;
    g_autofree struct pollfd *ends = g_new0(struct pollfd, n);
    for (guint i = 0; i < n; i++)
        ends[i] = (struct pollfd){((Worker *)run->workers->pdata[i])->fd, POLLIN, 0};
    if (poll(ends, n, -1) <= 0)
        return;
    for (guint i = n; i-- > 0;) {
        Worker *worker = run->workers->pdata[i];
        if (ends[i].revents != 0 && !receive(run, worker))
            finish(run, worker);
    }
}

static void
end_all(const Run *run)
{
    for (guint i = 0; i < run->workers->len; i++) {
        const Worker *worker = run->workers->pdata[i];
        (void)kill(worker->pid, SIGKILL);
        (void)waitpid(worker->pid, NULL, 0);
    }
}

gboolean
ap_crew_run(const ApCrew *crew, guint n_tasks, guint n_workers, GError **error)
{
    g_autoptr(GPtrArray) workers = g_ptr_array_new_with_free_func(worker_free);
    Run run = {crew, workers};
    for (guint next = 0; next < n_tasks || workers->len > 0;) {
        if (next == n_tasks || workers->len >= MAX(n_workers, 1)) {
            attend(&run);
        } else if (!start(&run, next++, error)) {
            end_all(&run);
            return FALSE;
        }
    }
    return TRUE;
}

gboolean
ap_crew_take_trouble(const char *name, GVariant *body, ApProblems *problems, GError **error)
{
    if (strcmp(name, TROUBLE) == 0) {
        if (error != NULL && *error == NULL)
            g_set_error_literal(error, G_IO_ERROR, G_IO_ERROR_FAILED, g_variant_get_string(body, NULL));
        return TRUE;
    }
    if (strcmp(name, PROBLEM) != 0)
        return FALSE;
    gboolean is_error;
    const char *message;
    ApPlace place;
    g_variant_get(body, "(b&suu&s)", &is_error, &place.file, &place.line, &place.column, &message);
    if (is_error)
        ap_problems_error(problems, place, "%s", message);
    else
        ap_problems_warning(problems, place, "%s", message);
    return TRUE;
}
