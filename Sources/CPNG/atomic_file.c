#include "atomic_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "failure.h"

enum { buffer_size = 1 << 16, name_attempts = 100 };

static atomic_uint next_name;

/// The folder part of a path, "." where there is none. The caller frees it.
static char *folder_of(const char *path) {
  const char *slash = strrchr(path, '/');
  if (slash == NULL) return strdup(".");
  if (slash == path) return strdup("/");
  return strndup(path, (size_t)(slash - path));
}

/// Where the bytes must finally be: rename would replace a symbolic link itself, so links are
/// followed first. Devices and folders are refused, because rename would replace a device.
static cpng_status resolve(const char *path, char **resolved, cpng_error *error) {
  struct stat information;
  if (lstat(path, &information) == 0 && S_ISLNK(information.st_mode)) {
    *resolved = realpath(path, NULL);
    if (*resolved == NULL) {
      return cpng_fail(error, CPNG_CANNOT_OPEN, errno, "cannot follow the symbolic link");
    }
  } else {
    *resolved = strdup(path);
    if (*resolved == NULL) return cpng_fail(error, CPNG_OUT_OF_MEMORY, 0, "out of memory");
  }
  if (stat(*resolved, &information) == 0 && !S_ISREG(information.st_mode)) {
    return cpng_fail(
        error, CPNG_CANNOT_OPEN, S_ISDIR(information.st_mode) ? EISDIR : EINVAL,
        "exists and is not a regular file");
  }
  return CPNG_OK;
}

/// Creates the temporary file. Its name is short and does not contain the final name, which may
/// already be as long as the file system allows.
static cpng_status create_temporary(cpng_atomic_file *file, cpng_error *error) {
  char *folder = folder_of(file->final_path);
  size_t capacity = folder == NULL ? 0 : strlen(folder) + 64;
  file->temporary_path = folder == NULL ? NULL : malloc(capacity);
  if (file->temporary_path == NULL) {
    free(folder);
    return cpng_fail(error, CPNG_OUT_OF_MEMORY, 0, "out of memory");
  }
  for (int attempt = 0; attempt < name_attempts; attempt++) {
    snprintf(
        file->temporary_path, capacity, "%s/.picture-%ld-%u.tmp", folder, (long)getpid(),
        atomic_fetch_add(&next_name, 1));
    file->descriptor = open(file->temporary_path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file->descriptor >= 0) break;
    if (errno != EEXIST && errno != EINTR) break;
  }
  int reason = errno;
  free(folder);
  if (file->descriptor >= 0) return CPNG_OK;
  // Nothing was created, so abandon must not unlink what another process may own.
  free(file->temporary_path);
  file->temporary_path = NULL;
  return cpng_fail(error, CPNG_CANNOT_OPEN, reason, "cannot create a file in its folder");
}

cpng_status cpng_atomic_begin(cpng_atomic_file *file, const char *path, cpng_error *error) {
  *file = (cpng_atomic_file){.descriptor = -1};
  cpng_status status = resolve(path, &file->final_path, error);
  if (status == CPNG_OK) status = create_temporary(file, error);
  if (status == CPNG_OK) {
    file->buffer = malloc(buffer_size);
    if (file->buffer == NULL) {
      status = cpng_fail(error, CPNG_OUT_OF_MEMORY, 0, "out of memory");
    }
  }
  if (status != CPNG_OK) cpng_atomic_abandon(file);
  return status;
}

static cpng_status write_all(
    int descriptor, const uint8_t *bytes, size_t count, cpng_error *error) {
  while (count > 0) {
    ssize_t written = write(descriptor, bytes, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      return cpng_fail(
          error, CPNG_CANNOT_WRITE, written < 0 ? errno : ENOSPC, "cannot write");
    }
    bytes += written;
    count -= (size_t)written;
  }
  return CPNG_OK;
}

cpng_status cpng_atomic_append(
    cpng_atomic_file *file, const uint8_t *bytes, size_t count, cpng_error *error) {
  if (count == 0) return CPNG_OK;
  if (file->used + count > buffer_size) {
    cpng_status status = write_all(file->descriptor, file->buffer, file->used, error);
    if (status != CPNG_OK) return status;
    file->used = 0;
  }
  if (count > buffer_size) return write_all(file->descriptor, bytes, count, error);
  memcpy(file->buffer + file->used, bytes, count);
  file->used += count;
  return CPNG_OK;
}

/// Makes the rename itself durable. File systems that cannot sync a folder, and folders one may
/// write but not read, are not failures: the file is complete and in place.
static cpng_status sync_folder(const char *path, cpng_error *error) {
  char *folder = folder_of(path);
  if (folder == NULL) return cpng_fail(error, CPNG_OUT_OF_MEMORY, 0, "out of memory");
  int descriptor = open(folder, O_RDONLY | O_CLOEXEC);
  free(folder);
  if (descriptor < 0) return CPNG_OK;
  int result = fsync(descriptor);
  int reason = errno;
  close(descriptor);
  if (result == 0 || reason == EINVAL || reason == ENOTSUP || reason == EROFS) return CPNG_OK;
  return cpng_fail(error, CPNG_CANNOT_SYNC, reason, "cannot flush the folder to the disk");
}

cpng_status cpng_atomic_commit(cpng_atomic_file *file, cpng_error *error) {
  cpng_status status = write_all(file->descriptor, file->buffer, file->used, error);
  file->used = 0;
  if (status == CPNG_OK && fsync(file->descriptor) != 0) {
    status = cpng_fail(error, CPNG_CANNOT_SYNC, errno, "cannot flush to the disk");
  }
  if (status == CPNG_OK) {
    // Network file systems report a failed write as late as here.
    int descriptor = file->descriptor;
    file->descriptor = -1;
    if (close(descriptor) != 0 && errno != EINTR) {
      status = cpng_fail(error, CPNG_CANNOT_WRITE, errno, "cannot close");
    }
  }
  if (status == CPNG_OK && rename(file->temporary_path, file->final_path) != 0) {
    status = cpng_fail(error, CPNG_CANNOT_RENAME, errno, "cannot rename the finished file");
  }
  if (status == CPNG_OK) {
    free(file->temporary_path);
    file->temporary_path = NULL;
    status = sync_folder(file->final_path, error);
  }
  cpng_atomic_abandon(file);
  return status;
}

void cpng_atomic_abandon(cpng_atomic_file *file) {
  if (file->descriptor >= 0) close(file->descriptor);
  if (file->temporary_path != NULL) unlink(file->temporary_path);
  free(file->temporary_path);
  free(file->final_path);
  free(file->buffer);
  *file = (cpng_atomic_file){.descriptor = -1};
}

cpng_status cpng_write_file(
    const char *path, const uint8_t *bytes, size_t count, cpng_error *error) {
  cpng_atomic_file file;
  cpng_status status = cpng_atomic_begin(&file, path, error);
  if (status != CPNG_OK) return status;
  status = cpng_atomic_append(&file, bytes, count, error);
  if (status == CPNG_OK) return cpng_atomic_commit(&file, error);
  cpng_atomic_abandon(&file);
  return status;
}
