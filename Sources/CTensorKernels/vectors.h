#pragma once
#include "dispatch.h"
#include <stdint.h>

// Functions here take and return vectors, but each is compiled into its caller: there is no call
// whose convention could differ between processors.
#pragma clang diagnostic ignored "-Wpsabi"

// Vectors of 512 bits, which the compiler splits where the processor has shorter ones: the same
// numbers are added up in the same order everywhere. A comparison gives integers of the same width:
// −1 where it holds, so that counts are kept as negative numbers. A lane of 32 bits overflows only
// in a tensor of 2³⁵ values.
typedef double doubles __attribute__((vector_size(64)));
typedef float float_vector __attribute__((vector_size(64), aligned(4)));
typedef double double_vector __attribute__((vector_size(64), aligned(8)));
typedef int32_t float_mask __attribute__((vector_size(64)));
typedef int64_t double_mask __attribute__((vector_size(64)));
typedef float half_floats __attribute__((vector_size(32)));

// A vector in one or two vectors of double: HALVES_x of them.
#define HALVES_float 2
#define HALVES_double 1
#define LANES_float 16
#define LANES_double 8

BODY double total(doubles v) {
  return ((v[0] + v[1]) + (v[2] + v[3])) + ((v[4] + v[5]) + (v[6] + v[7]));
}

BODY doubles widen_float(float_vector v, int half) {
  half_floats part = half == 0 ? __builtin_shufflevector(v, v, 0, 1, 2, 3, 4, 5, 6, 7)
                               : __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15);
  return __builtin_convertvector(part, doubles);
}
BODY doubles widen_double(double_vector v, int half) {
  (void)half;
  return v;
}

BODY int64_t count_float(float_mask m) {
  int64_t found = 0;
  for (int lane = 0; lane < LANES_float; lane++) found -= m[lane];
  return found;
}
BODY int64_t count_double(double_mask m) {
  int64_t found = 0;
  for (int lane = 0; lane < LANES_double; lane++) found -= m[lane];
  return found;
}

BODY float_vector splat(float x) { return x - (float_vector){0}; }

/// `yes` in the lanes where the comparison m holds, `no` elsewhere.
BODY float_vector choose(float_mask m, float_vector yes, float_vector no) {
  return (float_vector)((m & (float_mask)yes) | (~m & (float_mask)no));
}
