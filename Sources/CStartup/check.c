#include "CStartup.h"

#ifdef __linux__

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
  /// Beyond the libraries, which are there already: Swift's runtime, a dozen stacks, what every
  /// command reads. Measured: 200 MB do for each command that trains nothing. What training needs is
  /// asked for when it is known.
  needed_megabytes = 256,
  /// A store has three files and some connections, a report five pictures. Seen: 14.
  needed_descriptors = 32,
  /// Those of the dispatcher and of the BLAS library. Seen: 6.
  needed_threads = 8,
  /// Above it, so few are not worth a try with that many processes.
  large_thread_limit = 1024,
  /// The stack of each thread follows the limit of the first one's. Seen to end in the middle of
  /// training: 128 KB.
  needed_stack_kilobytes = 512,
};

/// One line, without the C library's buffers: nothing has been set up yet.
static void refuse(const char *expected, int count, const char *unit, const char *advice) {
  char line[256];
  int length = snprintf(
      line, sizeof line, "gradscope: expected %s of at least %d %s, got less; %s\n", expected,
      count, unit, advice);
  if (length > 0) {
    ssize_t written = write(STDERR_FILENO, line, (size_t)length);
    (void)written;
  }
  _exit(startup_exit_code);
}

static int has_memory(void) {
  size_t size = (size_t)needed_megabytes << 20;
  void *room = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (room == MAP_FAILED) return 0;
  munmap(room, size);
  return 1;
}

static int has_descriptors(void) {
  int opened[needed_descriptors];
  int count = 0;
  while (count < needed_descriptors) {
    int descriptor = open("/", O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) break;
    opened[count++] = descriptor;
  }
  int is_limit = count < needed_descriptors && (errno == EMFILE || errno == ENFILE);
  for (int i = 0; i < count; i++) close(opened[i]);
  return !is_limit;
}

/// Threads cannot be made this early; processes count the same.
static int has_threads(void) {
  struct rlimit limit;
  // The limit does not hold for root.
  if (geteuid() == 0 || getrlimit(RLIMIT_NPROC, &limit) != 0
      || limit.rlim_cur > large_thread_limit) {
    return 1;
  }
  // Each ends at once, and counts until somebody has asked how it ended: should this process be killed
  // meanwhile, nothing of them stays.
  pid_t children[needed_threads];
  int count = 0;
  while (count < needed_threads) {
    pid_t child = fork();
    if (child == 0) _exit(0);
    if (child < 0) break;
    children[count++] = child;
  }
  for (int i = 0; i < count; i++) {
    while (waitpid(children[i], NULL, 0) < 0 && errno == EINTR) {
    }
  }
  return count == needed_threads;
}

static int has_stack(void) {
  struct rlimit limit;
  return getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY
      || limit.rlim_cur / 1024 >= needed_stack_kilobytes;
}

static void check(int count, char **arguments, char **environment) {
  (void)count;
  (void)arguments;
  (void)environment;
  if (!has_memory()) {
    refuse("room in memory", needed_megabytes, "MB", "raise the limit (ulimit -v)");
  }
  if (!has_descriptors()) {
    refuse("a limit on open files", needed_descriptors, "files", "raise the limit (ulimit -n)");
  }
  if (!has_stack()) {
    refuse("a stack", needed_stack_kilobytes, "KB", "raise the limit (ulimit -s)");
  }
  if (!has_threads()) {
    refuse("a limit on threads", needed_threads, "threads", "raise the limit (ulimit -u)");
  }
}

/// The loader calls this before the constructors of the libraries.
__attribute__((section(".preinit_array"), used)) static void (*const run_check)(
    int, char **, char **) = check;

#endif
