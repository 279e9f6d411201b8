#include "failure.h"

#include <stdio.h>
#include <string.h>

cpng_status cpng_fail(
    cpng_error *error, cpng_status status, int system_error, const char *message) {
  if (error != NULL) {
    error->status = status;
    error->system_error = system_error;
    if (system_error != 0) {
      snprintf(
          error->message, sizeof error->message, "%s: %s", message, strerror(system_error));
    } else {
      snprintf(error->message, sizeof error->message, "%s", message);
    }
  }
  return status;
}
