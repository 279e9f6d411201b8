#include "accumulators.h"

// A product and a sum are rounded apart on every processor: the same run has the same bits.
#pragma STDC FP_CONTRACT OFF

// Weights and gradients of a wide layer come from memory, which takes longer than all of the
// arithmetic here: what is added up on the way costs next to nothing.
//
// Two vectors at a time, each half with sums of its own: an addition need not wait for the one
// before.
#define DESCENT(S)                                                                          \
  BODY gradscope_update descent_##S(                                                        \
      S *x, const S *g, int64_t count, S rate, S decay, bool measured, bool decays) {       \
    doubles value[4] = {{0}}, gradient[4] = {{0}}, change[4] = {{0}};                       \
    const int64_t stride = 2 * LANES_##S;                                                   \
    int64_t i = 0;                                                                          \
    for (; i + stride <= count; i += stride)                                                \
      for (int k = 0; k < 2; k++) {                                                         \
        S *place = x + i + k * LANES_##S;                                                   \
        const S *from = g + i + k * LANES_##S;                                              \
        S##_vector before = *(S##_vector *)place, slope = *(const S##_vector *)from;        \
        S##_vector after = before - rate * (decays ? slope + decay * before : slope);       \
        *(S##_vector *)place = after;                                                       \
        if (measured)                                                                       \
          for (int half = 0; half < HALVES_##S; half++) {                                   \
            doubles wide = widen_##S(before, half), steep = widen_##S(slope, half);         \
            doubles moved = widen_##S(after, half) - wide;                                  \
            add_product(&value[2 * k + half], wide, wide);                                  \
            add_product(&gradient[2 * k + half], steep, steep);                             \
            add_product(&change[2 * k + half], moved, moved);                               \
          }                                                                                 \
      }                                                                                     \
    gradscope_update result = {                                                             \
        total((value[0] + value[1]) + (value[2] + value[3])),                               \
        total((gradient[0] + gradient[1]) + (gradient[2] + gradient[3])),                   \
        total((change[0] + change[1]) + (change[2] + change[3]))};                          \
    for (; i < count; i++) {                                                                \
      S before = x[i];                                                                      \
      x[i] = before - rate * (decays ? g[i] + decay * before : g[i]);                       \
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
    return decay == 0 ? descent_##S(x, g, count, rate, 0, false, false)                     \
                      : descent_##S(x, g, count, rate, decay, false, true);                 \
  }                                                                                         \
  BODY gradscope_update descent_measured_##S(                                               \
      S *x, const S *g, int64_t count, S rate, S decay) {                                   \
    return decay == 0 ? descent_##S(x, g, count, rate, 0, true, false)                      \
                      : descent_##S(x, g, count, rate, decay, true, true);                  \
  }

DESCENT(float)
DESCENT(double)

#define PARAMETERS(S) (S * x, const S *g, int64_t count, S rate, S decay)
#define ARGUMENTS (x, g, count, rate, decay)
DISPATCHED(gradscope_update, gradscope_descend_f32, descent_only_float, PARAMETERS(float),
           ARGUMENTS)
DISPATCHED(gradscope_update, gradscope_descend_f64, descent_only_double, PARAMETERS(double),
           ARGUMENTS)
DISPATCHED(gradscope_update, gradscope_descend_measured_f32, descent_measured_float,
           PARAMETERS(float), ARGUMENTS)
DISPATCHED(gradscope_update, gradscope_descend_measured_f64, descent_measured_double,
           PARAMETERS(double), ARGUMENTS)
