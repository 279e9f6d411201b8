#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "CFuzzSupport.h"

static volatile uint64_t current_seed;
static volatile uint64_t current_index;
static const char *volatile current_format = "";

/// Only what POSIX allows in a signal handler, which printf is not.
static void put(const char *text) {
  if (write(STDERR_FILENO, text, strlen(text)) < 0) return;
}

static void put_number(uint64_t number) {
  char digits[21];
  char *start = digits + sizeof digits - 1;
  *start = '\0';
  do {
    *--start = (char)('0' + number % 10);
    number /= 10;
  } while (number > 0);
  put(start);
}

static const char *name_of(int signal_number) {
  switch (signal_number) {
    case SIGILL: return "a trap (SIGILL)";
    case SIGTRAP: return "a trap (SIGTRAP)";
    case SIGABRT: return "an abort (SIGABRT)";
    case SIGSEGV: return "an invalid access or an exhausted stack (SIGSEGV)";
    case SIGBUS: return "an invalid access (SIGBUS)";
    case SIGFPE: return "an arithmetic error (SIGFPE)";
    case SIGALRM: return "no end in sight (SIGALRM)";
    default: return "a signal";
  }
}

static void handle(int signal_number) {
  put("\nfuzz: input ");
  put_number(current_index);
  put(" (");
  put(current_format);
  put("): expected a dataset or an error, got ");
  put(name_of(signal_number));
  put("; reproduce it with --seed ");
  put_number(current_seed);
  put(" --first ");
  put_number(current_index);
  put(" --inputs 1\n");
  signal(signal_number, SIG_DFL);
  raise(signal_number);
}

void fuzz_guard(size_t memory_limit) {
  // An exhausted stack leaves no room for the handler, so it has one of its own.
  static char handler_stack[1 << 16];
  stack_t stack = {.ss_sp = handler_stack, .ss_size = sizeof handler_stack};
  sigaltstack(&stack, NULL);

  const int signals[] = {SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGALRM};
  struct sigaction action = {.sa_handler = handle, .sa_flags = SA_ONSTACK | SA_NODEFER};
  sigemptyset(&action.sa_mask);
  for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
    sigaction(signals[i], &action, NULL);
  }
  struct rlimit limit = {.rlim_cur = memory_limit, .rlim_max = memory_limit};
  setrlimit(RLIMIT_AS, &limit);
}

void fuzz_input_begins(uint64_t seed, uint64_t index, const char *format, unsigned seconds) {
  current_seed = seed;
  current_index = index;
  current_format = format;
  alarm(seconds);
}
