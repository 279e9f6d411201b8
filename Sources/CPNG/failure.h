#ifndef CPNG_FAILURE_H
#define CPNG_FAILURE_H

#include "CPNG.h"

/// Fills in `error` (which may be NULL) and returns `status`.
/// A system_error other than 0 appends strerror's words to the message.
cpng_status cpng_fail(
    cpng_error *error, cpng_status status, int system_error, const char *message);

#endif
