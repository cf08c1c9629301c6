#include "view/worker.h"

#include "view/desk.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define REGION_BYTES ((size_t)1 << 32) // of address space; memory only where it is written
#define HEAP_BYTES ((rlim_t)2 << 30)   // assumed: far above what a script of any use needs
#define LAST_FD 1024

struct Worker {
    Region *region;
    pid_t process; // 0: ended
    int socket;    // -1: ended
    char end[80];
};

#ifndef __SANITIZE_ADDRESS__
enum { N_CRASHES = 5 };
static const int CRASHES[N_CRASHES] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT};
#endif

// Nothing of the window is kept open, and the worker does not outlive it. In a group of its own: a
// terminal's signals are the window's, and whatever the worker starts is ended with it.
static _Noreturn void become_worker(int socket, pid_t parent, Region *region,
                                    const char *path) {
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(0);
    for (int fd = 3; fd < LAST_FD; fd++)
        if (fd != socket) close(fd);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGTERM, SIG_DFL);
#ifndef __SANITIZE_ADDRESS__
    for (int i = 0; i < N_CRASHES; i++) signal(CRASHES[i], SIG_DFL); // whoever had taken them
    setrlimit(RLIMIT_DATA, &(struct rlimit){HEAP_BYTES, HEAP_BYTES});
#endif
    desk_serve(socket, region, path);
}

Worker *worker_start(const char *path, Faults *faults) {
    Worker *w = memory_grow(NULL, sizeof *w);
    *w = (Worker){.socket = -1, .region = region_new(REGION_BYTES)};
    int ends[2] = {-1, -1};
    pid_t parent = getpid(), process = -1;
    prctl(PR_SET_CHILD_SUBREAPER, 1); // what a worker started is ours to end
    fflush(NULL);                     // what is not yet written is written once
    if (w->region && socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == 0)
        process = fork();
    if (process == 0) become_worker(ends[1], parent, w->region, path);
    if (ends[1] >= 0) close(ends[1]);
    w->socket = ends[0];
    if (process > 0) {
        setpgid(process, process); // whichever of the two is first
        w->process = process;
        return w;
    }
    fault_add_kind(faults, FAULT_LIMIT, path, 0,
                   "cannot be run: no process can be started for it (%s)", strerror(errno));
    if (w->socket >= 0) close(w->socket);
    region_free(w->region);
    free(w);
    return NULL;
}

static void describe(Worker *w, int status) {
    if (WIFSIGNALED(status))
        snprintf(w->end, sizeof w->end, "was ended by signal %d (%s)", WTERMSIG(status),
                 strsignal(WTERMSIG(status)));
    else if (WIFEXITED(status) && WEXITSTATUS(status) == 3)
        snprintf(w->end, sizeof w->end, "needs more memory than there is");
    else
        snprintf(w->end, sizeof w->end, "ended with status %d", WEXITSTATUS(status));
}

// Of the worker, and of what it had started, which is ours when it is gone.
static void reap(Worker *w) {
    siginfo_t ended;
    int status = 0;
    if (w->process && waitid(P_PID, (id_t)w->process, &ended, WEXITED | WNOWAIT) == 0) {
        kill(-w->process, SIGKILL); // as long as its number is no other's
        if (waitpid(w->process, &status, 0) == w->process) describe(w, status);
        while (waitpid(-w->process, NULL, 0) > 0) continue;
    }
    if (w->socket >= 0) close(w->socket);
    w->process = 0;
    w->socket = -1;
}

void worker_kill(Worker *w) {
    if (w && w->process && kill(-w->process, SIGKILL) != 0) kill(w->process, SIGKILL);
}

void worker_stop(Worker *w) {
    if (!w) return;
    worker_kill(w);
    reap(w);
}

void worker_free(Worker *w) {
    if (!w) return;
    worker_stop(w);
    region_free(w->region);
    free(w);
}

bool worker_lives(const Worker *w) {
    return w && w->process != 0;
}

int worker_socket(const Worker *w) {
    return w->socket;
}

bool worker_holds(const Worker *w, const void *p) {
    return w && region_holds(w->region, p);
}

const char *worker_end(const Worker *w) {
    return w->end;
}

bool worker_tell(Worker *w, const void *question, size_t size) {
    if (!worker_lives(w)) return false;
    ssize_t n;
    do n = send(w->socket, question, size, MSG_NOSIGNAL | MSG_DONTWAIT);
    while (n < 0 && errno == EINTR);
    return n == (ssize_t)size;
}

void worker_wait(Worker *w, int ms) {
    struct pollfd on = {.fd = w->socket, .events = POLLIN};
    if (worker_lives(w)) poll(&on, 1, ms);
}

Heard worker_hear(Worker *w, Answer *out) {
    if (!worker_lives(w)) return HEARD_NOTHING;
    ssize_t n = recv(w->socket, out, sizeof *out, MSG_DONTWAIT);
    if (n == (ssize_t)sizeof *out) return HEARD_ANSWER;
    if (n < 0 && (errno == EAGAIN || errno == EINTR)) return HEARD_NOTHING;
    reap(w);
    return HEARD_END;
}
