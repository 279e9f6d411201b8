#include "accumulators.h"

// A product and a sum are rounded apart on every processor: the same run has the same bits.
#pragma STDC FP_CONTRACT OFF

// Weights and gradients of a wide layer come from memory, which takes longer than all of the
// arithmetic here: what is added up on the way costs next to nothing.
#define DESCENT(S, MEASURED)                                                                \
  BODY gradscope_update descent_##S##_##MEASURED(                                           \
      S *x, const S *g, int64_t count, S rate, S decay) {                                   \
    doubles value[4] = {{0}}, gradient[4] = {{0}}, change[4] = {{0}};                       \
    gradscope_update result = {0, 0, 0};                                                    \
    const int64_t stride = 2 * LANES_##S;                                                   \
    int64_t i = 0;                                                                          \
    for (; i + stride <= count; i += stride)                                                \
      for (int k = 0; k < 2; k++) {                                                         \
        S##_vector *place = (S##_vector *)(x + i + k * LANES_##S);                          \
        S##_vector w = *place;                                                              \
        S##_vector slope = *(const S##_vector *)(g + i + k * LANES_##S);                    \
        S##_vector after = w - rate * (slope + decay * w);                                  \
        *place = after;                                                                     \
        if (MEASURED)                                                                       \
          for (int half = 0; half < HALVES_##S; half++) {                                   \
            doubles wide = widen_##S(w, half), steep = widen_##S(slope, half);              \
            doubles moved = widen_##S(after, half) - wide;                                  \
            add_product(&value[2 * k + half], wide, wide);                                  \
            add_product(&gradient[2 * k + half], steep, steep);                             \
            add_product(&change[2 * k + half], moved, moved);                               \
          }                                                                                 \
      }                                                                                     \
    result.value = total((value[0] + value[1]) + (value[2] + value[3]));                    \
    result.gradient = total((gradient[0] + gradient[1]) + (gradient[2] + gradient[3]));     \
    result.change = total((change[0] + change[1]) + (change[2] + change[3]));               \
    for (; i < count; i++) {                                                                \
      S w = x[i];                                                                           \
      x[i] = w - rate * (g[i] + decay * w);                                                 \
      if (MEASURED) {                                                                       \
        double moved = (double)x[i] - (double)w;                                            \
        result.value += (double)w * (double)w;                                              \
        result.gradient += (double)g[i] * (double)g[i];                                     \
        result.change += moved * moved;                                                     \
      }                                                                                     \
    }                                                                                       \
    return result;                                                                          \
  }

DESCENT(float, 0)
DESCENT(float, 1)
DESCENT(double, 0)
DESCENT(double, 1)

#define PARAMETERS(S) (S * x, const S *g, int64_t count, S rate, S decay)
DISPATCHED(gradscope_update, gradscope_plain_descend_f32, descent_float_0, PARAMETERS(float),
           (x, g, count, rate, decay))
DISPATCHED(gradscope_update, gradscope_plain_descend_measured_f32, descent_float_1, PARAMETERS(float),
           (x, g, count, rate, decay))
DISPATCHED(gradscope_update, gradscope_plain_descend_f64, descent_double_0, PARAMETERS(double),
           (x, g, count, rate, decay))
DISPATCHED(gradscope_update, gradscope_plain_descend_measured_f64, descent_double_1, PARAMETERS(double),
           (x, g, count, rate, decay))

gradscope_update gradscope_descend_f32(
    float *x, const float *g, int64_t count, float rate, float decay, bool measured) {
  return measured ? gradscope_plain_descend_measured_f32(x, g, count, rate, decay)
                  : gradscope_plain_descend_f32(x, g, count, rate, decay);
}
gradscope_update gradscope_descend_f64(
    double *x, const double *g, int64_t count, double rate, double decay, bool measured) {
  return measured ? gradscope_plain_descend_measured_f64(x, g, count, rate, decay)
                  : gradscope_plain_descend_f64(x, g, count, rate, decay);
}
