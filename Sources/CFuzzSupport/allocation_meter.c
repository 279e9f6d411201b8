/// Counts what is allocated, exactly and in every thread, by standing in for glibc's malloc. The
/// size of the process in memory would be no measure: memory that is asked for and not touched
/// does not appear in it, and memory that was freed does.

#include "CFuzzSupport.h"

#if !defined(__GLIBC__) || __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)

// Sanitizers stand in for malloc themselves.
int fuzz_meter_is_available(void) { return 0; }
void fuzz_meter_start(void) {}
size_t fuzz_meter_peak(void) { return 0; }

#else

#include <errno.h>
#include <malloc.h>
#include <stdatomic.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *pointer, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);
extern void __libc_free(void *pointer);

static atomic_size_t current_bytes;
static atomic_size_t peak_bytes;
static size_t start_bytes;

static void *added(void *pointer) {
  if (pointer == NULL) return NULL;
  size_t size = malloc_usable_size(pointer);
  size_t current = atomic_fetch_add_explicit(&current_bytes, size, memory_order_relaxed) + size;
  size_t peak = atomic_load_explicit(&peak_bytes, memory_order_relaxed);
  while (current > peak && !atomic_compare_exchange_weak(&peak_bytes, &peak, current)) {}
  return pointer;
}

static void subtract(size_t size) {
  atomic_fetch_sub_explicit(&current_bytes, size, memory_order_relaxed);
}

void *malloc(size_t size) { return added(__libc_malloc(size)); }

void *calloc(size_t count, size_t size) { return added(__libc_calloc(count, size)); }

void *realloc(void *pointer, size_t size) {
  size_t old_size = pointer == NULL ? 0 : malloc_usable_size(pointer);
  void *result = __libc_realloc(pointer, size);
  // Without a result, the old block is still there, unless it was to be freed.
  if (result != NULL || size == 0) subtract(old_size);
  return added(result);
}

void *memalign(size_t alignment, size_t size) { return added(__libc_memalign(alignment, size)); }

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **result, size_t alignment, size_t size) {
  void *pointer = memalign(alignment, size);
  if (pointer == NULL) return ENOMEM;
  *result = pointer;
  return 0;
}

void free(void *pointer) {
  if (pointer == NULL) return;
  subtract(malloc_usable_size(pointer));
  __libc_free(pointer);
}

int fuzz_meter_is_available(void) { return 1; }

void fuzz_meter_start(void) {
  start_bytes = atomic_load(&current_bytes);
  atomic_store(&peak_bytes, start_bytes);
}

size_t fuzz_meter_peak(void) { return atomic_load(&peak_bytes) - start_bytes; }

#endif
