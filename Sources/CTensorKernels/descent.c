#include "accumulators.h"

// A product and a sum are rounded apart on every processor: the same run has the same bits.
#pragma STDC FP_CONTRACT OFF

// Weights and gradients of a wide layer come from memory, which takes longer than all of the
// arithmetic here: what is added up on the way costs next to nothing.
#define DESCENT(S)                                                                          \
  BODY gradscope_update descent_##S(                                                        \
      S *x, const S *g, int64_t count, S rate, S decay, bool measured) {                    \
    doubles value = {0}, gradient = {0}, change = {0};                                      \
    int64_t i = 0;                                                                          \
    for (; i + LANES_##S <= count; i += LANES_##S) {                                        \
      S##_vector before = *(S##_vector *)(x + i), slope = *(const S##_vector *)(g + i);     \
      S##_vector after = before - rate * (slope + decay * before);                          \
      *(S##_vector *)(x + i) = after;                                                       \
      if (!measured) continue;                                                              \
      value += products_##S(before, before);                                                \
      gradient += products_##S(slope, slope);                                               \
      change += distances_##S(after, before);                                               \
    }                                                                                       \
    gradscope_update result = {total(value), total(gradient), total(change)};               \
    for (; i < count; i++) {                                                                \
      S before = x[i];                                                                      \
      x[i] = before - rate * (g[i] + decay * before);                                       \
      if (!measured) continue;                                                              \
      double moved = (double)x[i] - (double)before;                                         \
      result.value += (double)before * (double)before;                                      \
      result.gradient += (double)g[i] * (double)g[i];                                       \
      result.change += moved * moved;                                                       \
    }                                                                                       \
    return result;                                                                          \
  }                                                                                         \
  BODY gradscope_update descent_only_##S(                                                   \
      S *x, const S *g, int64_t count, S rate, S decay) {                                   \
    return descent_##S(x, g, count, rate, decay, false);                                    \
  }                                                                                         \
  BODY gradscope_update descent_measured_##S(                                               \
      S *x, const S *g, int64_t count, S rate, S decay) {                                   \
    return descent_##S(x, g, count, rate, decay, true);                                     \
  }

DESCENT(float)
DESCENT(double)

#define PARAMETERS(S) (S * x, const S *g, int64_t count, S rate, S decay)
DISPATCHED(gradscope_update, gradscope_descend_f32, descent_only_float, PARAMETERS(float),
           (x, g, count, rate, decay))
DISPATCHED(gradscope_update, gradscope_descend_measured_f32, descent_measured_float,
           PARAMETERS(float), (x, g, count, rate, decay))
DISPATCHED(gradscope_update, gradscope_descend_f64, descent_only_double, PARAMETERS(double),
           (x, g, count, rate, decay))
DISPATCHED(gradscope_update, gradscope_descend_measured_f64, descent_measured_double,
           PARAMETERS(double), (x, g, count, rate, decay))
