#pragma once
#include <stdint.h>

// Vectors of 256 bits, which the compiler splits where the processor has none. A comparison gives
// integers of the same width: −1 where it holds, so that counts are kept as negative numbers.
typedef double doubles __attribute__((vector_size(32)));
typedef float float_vector __attribute__((vector_size(32), aligned(4)));
typedef double double_vector __attribute__((vector_size(32), aligned(8)));
typedef int32_t float_mask __attribute__((vector_size(32)));
typedef int64_t double_mask __attribute__((vector_size(32)));
typedef float four_floats __attribute__((vector_size(16)));

static inline __attribute__((always_inline)) double total(doubles v) {
  return (v[0] + v[1]) + (v[2] + v[3]);
}

// A vector in one or two vectors of double: HALVES_x of them.
#define HALVES_float 2
#define HALVES_double 1
#define LANES_float 8
#define LANES_double 4

static inline __attribute__((always_inline)) doubles widen_float(float_vector v, int half) {
  four_floats part = half == 0 ? __builtin_shufflevector(v, v, 0, 1, 2, 3)
                               : __builtin_shufflevector(v, v, 4, 5, 6, 7);
  return __builtin_convertvector(part, doubles);
}
static inline __attribute__((always_inline)) doubles widen_double(double_vector v, int half) {
  (void)half;
  return v;
}

// Steps after which counts of 32 bits are emptied, long before they overflow.
#define STEPS_BETWEEN_COUNTS (1 << 24)
