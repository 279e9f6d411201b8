#ifndef CSTARTUP_H
#define CSTARTUP_H

#ifdef __cplusplus
extern "C" {
#endif

// What the program needs of the system before any library begins.
//
// Linking this module is what does it: on Linux its check runs before the constructors of the shared
// libraries. The BLAS library starts its threads and takes its memory in such a constructor, and where
// it does not get them, it tries for ever or raises a signal; Swift's runtime traps. So a process that
// cannot have them ends here, with one line on standard error and exit code 71.

/// Exit code 71, EX_OSERR: not enough memory, descriptors or threads.
enum { startup_exit_code = 71 };

#ifdef __cplusplus
}
#endif

#endif
