#pragma once

// A loop that is compiled into each function that calls it, for that function's processor.
#define BODY static inline __attribute__((always_inline))

// A function whose body is compiled for AVX-512, for AVX2 and for any processor; the one at hand
// decides.
#if defined(__x86_64__)
#define DISPATCHED(RESULT, NAME, CORE, PARAMETERS, ARGUMENTS)                               \
  __attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx2,fma"))) static RESULT      \
      NAME##_avx512 PARAMETERS {                                                            \
    return CORE ARGUMENTS;                                                                  \
  }                                                                                         \
  __attribute__((target("avx2,fma"))) static RESULT NAME##_avx2 PARAMETERS {                \
    return CORE ARGUMENTS;                                                                  \
  }                                                                                         \
  static RESULT NAME##_any PARAMETERS { return CORE ARGUMENTS; }                            \
  RESULT NAME PARAMETERS {                                                                  \
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&          \
        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw"))           \
      return NAME##_avx512 ARGUMENTS;                                                       \
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")                  \
               ? NAME##_avx2 ARGUMENTS                                                      \
               : NAME##_any ARGUMENTS;                                                      \
  }
#else
#define DISPATCHED(RESULT, NAME, CORE, PARAMETERS, ARGUMENTS)                               \
  RESULT NAME PARAMETERS { return CORE ARGUMENTS; }
#endif
