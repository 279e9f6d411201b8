#include "CTensorKernels.h"
#include "vectors.h"

#define TAILS(S)                                                                            \
  BODY gradscope_tails tails_##S(const S *x, int64_t count, S lower, S upper) {             \
    S##_mask low = {0}, high = {0};                                                         \
    int64_t i = 0;                                                                          \
    for (; i + LANES_##S <= count; i += LANES_##S) {                                        \
      S##_vector v = *(const S##_vector *)(x + i);                                          \
      low += (S##_mask)(v < lower);                                                         \
      high += (S##_mask)(v > upper);                                                        \
    }                                                                                       \
    gradscope_tails result = {count_##S(low), count_##S(high)};                             \
    for (; i < count; i++) {                                                                \
      result.low += x[i] < lower;                                                           \
      result.high += x[i] > upper;                                                          \
    }                                                                                       \
    return result;                                                                          \
  }

TAILS(float)
TAILS(double)

DISPATCHED(gradscope_tails, gradscope_tails_f32, tails_float,
           (const float *x, int64_t count, float lower, float upper), (x, count, lower, upper))
DISPATCHED(gradscope_tails, gradscope_tails_f64, tails_double,
           (const double *x, int64_t count, double lower, double upper), (x, count, lower, upper))
