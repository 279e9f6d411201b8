#include "CTensorKernels.h"
#include "dispatch.h"
#include "vectors.h"

// Two vectors at a time, each with sums of its own: an addition need not wait for the one before.
#define SUMS(S, WITH_SUM)                                                                   \
  BODY gradscope_sums sums_##S##_##WITH_SUM(const S *x, int64_t count, double pivot) {      \
    doubles sum[4] = {{0}}, squares[4] = {{0}};                                             \
    S##_mask zeros[2] = {{0}};                                                              \
    gradscope_sums result = {0, 0, 0};                                                      \
    const doubles pivots = {pivot, pivot, pivot, pivot};                                    \
    const int64_t stride = 2 * LANES_##S;                                                   \
    int64_t i = 0;                                                                          \
    while (i + stride <= count) {                                                           \
      int64_t steps = (count - i) / stride;                                                 \
      if (steps > STEPS_BETWEEN_COUNTS) steps = STEPS_BETWEEN_COUNTS;                       \
      for (int64_t end = i + steps * stride; i < end; i += stride)                          \
        for (int k = 0; k < 2; k++) {                                                       \
          S##_vector v = *(const S##_vector *)(x + i + k * LANES_##S);                      \
          zeros[k] += (S##_mask)(v == 0);                                                   \
          for (int half = 0; half < HALVES_##S; half++) {                                   \
            doubles d = widen_##S(v, half);                                                 \
            if (WITH_SUM) {                                                                 \
              d -= pivots;                                                                  \
              sum[2 * k + half] += d;                                                       \
            }                                                                               \
            squares[2 * k + half] += d * d;                                                 \
          }                                                                                 \
        }                                                                                   \
      for (int lane = 0; lane < LANES_##S; lane++) {                                        \
        result.zeros -= (int64_t)zeros[0][lane] + zeros[1][lane];                           \
        zeros[0][lane] = zeros[1][lane] = 0;                                                \
      }                                                                                     \
    }                                                                                       \
    result.sum = total((sum[0] + sum[1]) + (sum[2] + sum[3]));                              \
    result.squares = total((squares[0] + squares[1]) + (squares[2] + squares[3]));          \
    for (; i < count; i++) {                                                                \
      double d = (double)x[i] - pivot;                                                      \
      result.sum += d;                                                                      \
      result.squares += d * d;                                                              \
      result.zeros += x[i] == 0;                                                            \
    }                                                                                       \
    return result;                                                                          \
  }

#define DISTANCE(S)                                                                         \
  BODY double distance_##S(const S *x, const S *y, int64_t count) {                         \
    doubles sum[4] = {{0}};                                                                 \
    const int64_t stride = 2 * LANES_##S;                                                   \
    int64_t i = 0;                                                                          \
    for (; i + stride <= count; i += stride)                                                \
      for (int k = 0; k < 2; k++) {                                                         \
        S##_vector a = *(const S##_vector *)(x + i + k * LANES_##S);                        \
        S##_vector b = *(const S##_vector *)(y + i + k * LANES_##S);                        \
        for (int half = 0; half < HALVES_##S; half++) {                                     \
          doubles d = widen_##S(a, half) - widen_##S(b, half);                              \
          sum[2 * k + half] += d * d;                                                       \
        }                                                                                   \
      }                                                                                     \
    double result = total((sum[0] + sum[1]) + (sum[2] + sum[3]));                           \
    for (; i < count; i++) {                                                                \
      double d = (double)x[i] - (double)y[i];                                               \
      result += d * d;                                                                      \
    }                                                                                       \
    return result;                                                                          \
  }

SUMS(float, 0)
SUMS(float, 1)
SUMS(double, 0)
SUMS(double, 1)
BODY gradscope_sums squares_float(const float *x, int64_t count) {
  return sums_float_0(x, count, 0);
}
BODY gradscope_sums squares_double(const double *x, int64_t count) {
  return sums_double_0(x, count, 0);
}
DISTANCE(float)
DISTANCE(double)

DISPATCHED(gradscope_sums, gradscope_sums_f32, sums_float_1,
           (const float *x, int64_t count, double pivot), (x, count, pivot))
DISPATCHED(gradscope_sums, gradscope_sums_f64, sums_double_1,
           (const double *x, int64_t count, double pivot), (x, count, pivot))
DISPATCHED(gradscope_sums, gradscope_squares_f32, squares_float,
           (const float *x, int64_t count), (x, count))
DISPATCHED(gradscope_sums, gradscope_squares_f64, squares_double,
           (const double *x, int64_t count), (x, count))
DISPATCHED(double, gradscope_distance_f32, distance_float,
           (const float *x, const float *y, int64_t count), (x, y, count))
DISPATCHED(double, gradscope_distance_f64, distance_double,
           (const double *x, const double *y, int64_t count), (x, y, count))
