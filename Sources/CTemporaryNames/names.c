#include "CTemporaryNames.h"

#include <limits.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

#ifndef PATH_MAX
#define PATH_MAX 4096
#endif

enum { slot_count = 64, slot_free = 0, slot_filling = 1, slot_used = 2 };

static struct {
  atomic_int state;
  char path[PATH_MAX];
} slots[slot_count];

int temporary_name_enter(const char *path) {
  size_t length = strlen(path);
  if (length >= PATH_MAX) return -1;
  for (int i = 0; i < slot_count; i++) {
    int expected = slot_free;
    if (!atomic_compare_exchange_strong(&slots[i].state, &expected, slot_filling)) continue;
    memcpy(slots[i].path, path, length + 1);
    atomic_store(&slots[i].state, slot_used);
    return i;
  }
  return -1;
}

void temporary_name_leave(int slot) {
  if (slot >= 0 && slot < slot_count) atomic_store(&slots[slot].state, slot_free);
}

void temporary_names_remove(void) {
  for (int i = 0; i < slot_count; i++) {
    if (atomic_load(&slots[i].state) == slot_used) unlink(slots[i].path);
  }
}

static void end(int number) {
  temporary_names_remove();
  // Not `exit`: it would run what other threads still use.
  _exit(128 + number);
}

void temporary_names_watch_signals(void) {
  static const int numbers[] = {SIGHUP, SIGINT, SIGTERM};
  for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
    struct sigaction action;
    if (sigaction(numbers[i], NULL, &action) != 0) continue;
    // nohup ignores SIGHUP and means it. A shell ignores SIGINT for what a script runs in the background,
    // and whoever sends one to it all the same means that too.
    if (numbers[i] == SIGHUP && action.sa_handler == SIG_IGN) continue;
    memset(&action, 0, sizeof action);
    action.sa_handler = end;
    sigemptyset(&action.sa_mask);
    sigaction(numbers[i], &action, NULL);
  }
}
