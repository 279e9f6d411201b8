#include "accumulators.h"
#include "activations.h"
#include <math.h>

// A block of z and what is made of it stay in the nearest memory from one loop to the next.
enum { BLOCK = 2048 };

// to ← φ(z) and to ← φ′(z), for whole vectors and a rest.
#define MAPS(NAME)                                                                          \
  BODY void values_##NAME(const float *z, float *to, int64_t count, gradscope_activation phi) { \
    int64_t i = 0;                                                                          \
    for (; i + LANES_float <= count; i += LANES_float)                                      \
      *(float_vector *)(to + i) = value_##NAME(*(const float_vector *)(z + i), phi);        \
    if (i == count) return;                                                                 \
    store_rest(to + i, value_##NAME(load_rest(z + i, count - i), phi), count - i);          \
  }                                                                                         \
  BODY void slopes_##NAME(                                                                  \
      const float *z, const float *a, float *to, int64_t count, gradscope_activation phi) { \
    int64_t i = 0;                                                                          \
    for (; i + LANES_float <= count; i += LANES_float)                                      \
      *(float_vector *)(to + i) = slope_##NAME(                                             \
          *(const float_vector *)(z + i), *(const float_vector *)(a + i), phi);             \
    if (i == count) return;                                                                 \
    float_vector rest = load_rest(z + i, count - i), of_rest = load_rest(a + i, count - i); \
    store_rest(to + i, slope_##NAME(rest, of_rest, phi), count - i);                        \
  }

EACH_ACTIVATION(MAPS)

#define VALUES(NAME) \
  case gradscope_##NAME: values_##NAME(z, a, count, phi); return;
BODY void values(const float *z, float *a, int64_t count, gradscope_activation phi) {
  switch (phi.function) { EACH_ACTIVATION(VALUES) }
}

#define SLOPES(NAME) \
  case gradscope_##NAME: slopes_##NAME(z, a, to, count, phi); return;
BODY void slopes(
    const float *z, const float *a, float *to, int64_t count, gradscope_activation phi) {
  switch (phi.function) { EACH_ACTIVATION(SLOPES) }
}

BODY void forward(
    const float *z, float *a, int64_t count, gradscope_activation phi,
    gradscope_activated *measured) {
  float_sums of_z = {0}, of_a = {0};
  float_mask low = {0}, high = {0};
  double pivot = 0, pivot_a = 0;
  gradscope_activated rest = {0};
  const bool saturates = phi.lower > -INFINITY || phi.upper < INFINITY;
  for (int64_t start = 0; start < count; start += BLOCK) {
    int64_t end = count - start < BLOCK ? count : start + BLOCK;
    values(z + start, a + start, end - start, phi);
    if (!measured) continue;
    if (start == 0) {
      rest.z.pivot = pivot = usable_pivot(z[0]);
      rest.a.pivot = pivot_a = usable_pivot(a[0]);
    }
    int64_t i = start;
    for (; i + LANES_float <= end; i += LANES_float) {
      float_vector v = *(const float_vector *)(z + i);
      add_spread_float(&of_z, v, pivot);
      if (saturates) {
        low += (float_mask)(v < phi.lower);
        high += (float_mask)(v > phi.upper);
      }
      add_float(&of_a, *(const float_vector *)(a + i), pivot_a);
    }
    for (; i < end; i++) {
      add_one_float(&rest.z, z[i]);
      add_one_float(&rest.a, a[i]);
      rest.saturated.low += z[i] < phi.lower;
      rest.saturated.high += z[i] > phi.upper;
    }
  }
  if (!measured) return;
  measured->z = close_float(&of_z, rest.z);
  measured->a = close_float(&of_a, rest.a);
  measured->saturated.low = rest.saturated.low + count_float(low);
  measured->saturated.high = rest.saturated.high + count_float(high);
}

BODY void backward(
    const float *g, const float *z, const float *a, const float *shortcut, float *delta,
    int64_t count, gradscope_activation phi, gradscope_backpropagated *measured) {
  float slope[BLOCK];
  float_sums of_delta = {0}, of_slope = {0};
  gradscope_sums rest = {0}, rest_of_slope = {0};
  for (int64_t start = 0; start < count; start += BLOCK) {
    int64_t length = count - start < BLOCK ? count - start : BLOCK;
    slopes(z + start, a + start, slope, length, phi);
    const float *from = g + start, *past = shortcut ? shortcut + start : 0;
    float *to = delta + start;
    int64_t i = 0;
    for (; i + LANES_float <= length; i += LANES_float) {
      float_vector s = *(const float_vector *)(slope + i);
      float_vector d = *(const float_vector *)(from + i) * s;
      if (past) d += *(const float_vector *)(past + i);
      *(float_vector *)(to + i) = d;
      if (!measured) continue;
      add_squares_float(&of_delta, d);
      add_squares_float(&of_slope, s);
    }
    for (; i < length; i++) {
      float d = from[i] * slope[i];
      if (past) d += past[i];
      to[i] = d;
      add_one_float(&rest, d);
      add_one_float(&rest_of_slope, slope[i]);
    }
  }
  if (!measured) return;
  measured->delta = close_float(&of_delta, rest);
  measured->slope_squares = close_float(&of_slope, rest_of_slope).squares;
}

DISPATCHED(void, gradscope_activate_f32, forward,
           (const float *z, float *a, int64_t count, gradscope_activation phi,
            gradscope_activated *measured),
           (z, a, count, phi, measured))
DISPATCHED(void, gradscope_backpropagate_f32, backward,
           (const float *g, const float *z, const float *a, const float *shortcut, float *delta,
            int64_t count, gradscope_activation phi, gradscope_backpropagated *measured),
           (g, z, a, shortcut, delta, count, phi, measured))
