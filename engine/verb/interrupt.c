#include "verb/verb.h"

#include <signal.h>
#include <unistd.h>

static void leave(int signal_number) {
    _exit(128 + signal_number);
}

static void both(sigset_t *set) {
    sigemptyset(set);
    sigaddset(set, SIGINT);
    sigaddset(set, SIGTERM);
}

void interrupt_watch(void) {
    struct sigaction action = {.sa_handler = leave};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

void interrupt_hold(bool hold) {
    sigset_t set;
    both(&set);
    sigprocmask(hold ? SIG_BLOCK : SIG_UNBLOCK, &set, NULL);
}
