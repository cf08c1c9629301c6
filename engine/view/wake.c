#include "view/wake.h"

#include "base/arena.h"

#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/signalfd.h>
#endif

enum { BELL, SIGNALS, SOCKETS };
enum { GRACE_MS = 2000 };

struct Wake {
    sigset_t held, before;
    int signals; // readable when one of those held came; -1
    bool ending; // one came
    int bell[2]; // a byte: the news are taken; its end: enough
    int n;
    struct pollfd *on; // BELL, SIGNALS and the sockets
    SDL_Thread *listener;
    SDL_sem *pushed; // where the video driver cannot wait: posted for every event; NULL
};

// Elsewhere signals end the program at once, as they do without a window.
#ifdef __linux__
static int signals_open(const sigset_t *held) {
    return signalfd(-1, held, SFD_CLOEXEC | SFD_NONBLOCK);
}

static bool signal_came(int signals) {
    struct signalfd_siginfo came;
    return signals >= 0 && read(signals, &came, sizeof came) > 0;
}
#else
static int signals_open(const sigset_t *held) {
    (void)held;
    return -1;
}

static bool signal_came(int signals) {
    (void)signals;
    return false;
}
#endif

Wake *wake_new(void) {
    static const int asking[] = {SIGINT, SIGTERM, SIGHUP};
    Wake *w = memory_grow(NULL, sizeof *w);
    *w = (Wake){.signals = -1, .bell = {-1, -1}};
    sigemptyset(&w->held);
    for (int i = 0; i < 3; i++) {
        struct sigaction now;
        if (sigaction(asking[i], NULL, &now) == 0 && now.sa_handler != SIG_IGN)
            sigaddset(&w->held, asking[i]);
    }
    pthread_sigmask(SIG_BLOCK, &w->held, &w->before);
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    return w;
}

void wake_free(Wake *w) {
    if (!w) return;
    if (!w->ending) pthread_sigmask(SIG_SETMASK, &w->before, NULL);
    free(w->on);
    free(w);
}

static void push(Uint32 type) {
    SDL_Event e = {.type = type};
    SDL_PushEvent(&e);
}

// Enough time for the window to close: terminals and timeout(1) send a signal twice, and the second
// must not interrupt the end that the first one began. After that it is meant.
static int see_end(Wake *w) {
    char taken;
    while (poll(w->on, SIGNALS, GRACE_MS) != 0)
        if (w->on[BELL].revents && read(w->bell[0], &taken, 1) != 1) return 0;
    pthread_sigmask(SIG_UNBLOCK, &w->held, NULL);
    while (read(w->bell[0], &taken, 1) == 1) continue;
    return 0;
}

// Sleeps until there are news, and again once they are taken.
static int listen_on(void *wake) {
    Wake *w = wake;
    bool told = false;
    for (;;) {
        char taken;
        if (poll(w->on, told ? SOCKETS : (nfds_t)(SOCKETS + w->n), -1) < 0) continue;
        if (w->on[BELL].revents) {
            if (read(w->bell[0], &taken, 1) != 1) return 0;
            told = false;
        } else if (w->on[SIGNALS].revents) {
            w->ending = signal_came(w->signals);
            if (!w->ending) continue;
            push(SDL_QUIT);
            return see_end(w);
        } else {
            push(SDL_USEREVENT);
            told = true;
        }
    }
}

// SDL marks the end of what there is by an event of its own, each time that it is asked.
static int post(void *wake, SDL_Event *e) {
    if (e->type != SDL_POLLSENTINEL) SDL_SemPost(((Wake *)wake)->pushed);
    return 0;
}

// Drivers without a screen have nothing to sleep on, and SDL looks every millisecond.
static bool driver_waits(void) {
    const char *driver = SDL_GetCurrentVideoDriver();
    return driver && strcmp(driver, "dummy") != 0 && strcmp(driver, "offscreen") != 0;
}

void wake_begin(Wake *w, const int *sockets, int n) {
    if (pipe(w->bell) != 0) {
        pthread_sigmask(SIG_SETMASK, &w->before, NULL);
        return;
    }
    w->signals = signals_open(&w->held);
    w->n = n;
    w->on = memory_grow(NULL, sizeof *w->on * (size_t)(SOCKETS + n));
    w->on[BELL] = (struct pollfd){.fd = w->bell[0], .events = POLLIN};
    w->on[SIGNALS] = (struct pollfd){.fd = w->signals, .events = POLLIN};
    for (int i = 0; i < n; i++)
        w->on[SOCKETS + i] = (struct pollfd){.fd = sockets[i], .events = POLLIN};
    if (!driver_waits()) {
        w->pushed = SDL_CreateSemaphore(0);
        SDL_AddEventWatch(post, w);
    }
    w->listener = SDL_CreateThread(listen_on, "news", w);
    if (w->listener && w->signals >= 0) return;
    pthread_sigmask(SIG_SETMASK, &w->before, NULL); // nobody hears them: they end the program
}

void wake_end(Wake *w) {
    if (w->bell[0] < 0) return;
    close(w->bell[1]);
    if (w->listener) SDL_WaitThread(w->listener, NULL);
    if (w->pushed) {
        SDL_DelEventWatch(post, w);
        SDL_DestroySemaphore(w->pushed);
    }
    close(w->bell[0]);
    while (signal_came(w->signals)) continue;
    if (w->signals >= 0) close(w->signals);
    w->bell[0] = -1;
}

bool wake_wait(Wake *w, SDL_Event *e, int ms) {
    if (SDL_PollEvent(e)) return true;
    if (ms == 0) return false;
    if (!w->pushed) return SDL_WaitEventTimeout(e, ms);
    SDL_SemWaitTimeout(w->pushed, ms < 0 ? SDL_MUTEX_MAXWAIT : (Uint32)ms);
    return SDL_PollEvent(e);
}

void wake_taken(Wake *w) {
    ssize_t n = w->bell[0] < 0 ? 0 : write(w->bell[1], "", 1);
    (void)n;
}
