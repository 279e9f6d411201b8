#ifndef CPNG_ATOMIC_FILE_H
#define CPNG_ATOMIC_FILE_H

#include "CPNG.h"

/// A file that appears under its name only when it is complete.
///
/// begin, then append any number of times, then commit; abandon after any failure. Abandoning
/// twice, or after a commit, does nothing.
typedef struct {
  int descriptor;
  char *final_path;
  char *temporary_path;
  uint8_t *buffer;
  size_t used;
} cpng_atomic_file;

cpng_status cpng_atomic_begin(cpng_atomic_file *file, const char *path, cpng_error *error);
cpng_status cpng_atomic_append(
    cpng_atomic_file *file, const uint8_t *bytes, size_t count, cpng_error *error);
cpng_status cpng_atomic_commit(cpng_atomic_file *file, cpng_error *error);
void cpng_atomic_abandon(cpng_atomic_file *file);

#endif
