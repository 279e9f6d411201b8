/* What the parts of the kernel share. C99, no dependency but libm. */
#ifndef GRADSCOPE_KERNEL_H
#define GRADSCOPE_KERNEL_H

#include <math.h>
#include <stdint.h>
#include <string.h>

#if defined(_WIN32)
#define EXPORT __declspec(dllexport)
#else
#define EXPORT __attribute__((visibility("default")))
#endif

/* The loader chooses, by the processor. Elsewhere the plain one is all there is. */
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__clang__)
#define CLONES __attribute__((target_clones("avx2", "default")))
#else
#define CLONES
#endif

#endif
