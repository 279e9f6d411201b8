#include "CTensorKernels.h"
#include "dispatch.h"
#include "vectors.h"

#define TAILS(S)                                                                            \
  BODY gradscope_tails tails_##S(const S *x, int64_t count, S lower, S upper) {             \
    gradscope_tails result = {0, 0};                                                        \
    S##_mask low = {0}, high = {0};                                                         \
    int64_t i = 0;                                                                          \
    while (i + LANES_##S <= count) {                                                        \
      int64_t steps = (count - i) / LANES_##S;                                              \
      if (steps > STEPS_BETWEEN_COUNTS) steps = STEPS_BETWEEN_COUNTS;                       \
      for (int64_t end = i + steps * LANES_##S; i < end; i += LANES_##S) {                  \
        S##_vector v = *(const S##_vector *)(x + i);                                        \
        low += (S##_mask)(v < lower);                                                       \
        high += (S##_mask)(v > upper);                                                      \
      }                                                                                     \
      for (int lane = 0; lane < LANES_##S; lane++) {                                        \
        result.low -= low[lane];                                                            \
        result.high -= high[lane];                                                          \
        low[lane] = high[lane] = 0;                                                         \
      }                                                                                     \
    }                                                                                       \
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
           (const double *x, int64_t count, double lower, double upper),
           (x, count, lower, upper))
