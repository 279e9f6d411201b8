#include "CTensorKernels.h"
#include "dispatch.h"

typedef double d4 __attribute__((vector_size(32)));
typedef int64_t i4 __attribute__((vector_size(32)));
typedef float f4 __attribute__((vector_size(16), aligned(4)));
typedef int32_t s4 __attribute__((vector_size(16)));
typedef double u4 __attribute__((vector_size(32), aligned(8)));

static inline double total(d4 v) { return (v[0] + v[1]) + (v[2] + v[3]); }

// Four vectors of sums: an addition need not wait for the one before it. Counts are kept as
// negative numbers, since a comparison that holds is −1 in every bit.
#define SUMS(SCALAR, LOAD, MASK)                                                            \
  BODY gradscope_sums sums_body_##SCALAR(                                                   \
      const SCALAR *x, int64_t count, double pivot, SCALAR lower, SCALAR upper) {           \
    d4 sum[4] = {{0}}, squares[4] = {{0}};                                                  \
    MASK zeros[4] = {{0}}, low[4] = {{0}}, high[4] = {{0}};                                 \
    gradscope_sums result = {0, 0, 0, 0, 0};                                                \
    const d4 pivots = {pivot, pivot, pivot, pivot};                                         \
    int64_t i = 0;                                                                          \
    while (i + 16 <= count) {                                                               \
      /* Counts of 32 bits are emptied before they can overflow. */                         \
      int64_t end = count - i < (1 << 28) ? count : i + (1 << 28);                          \
      for (; i + 16 <= end; i += 16)                                                        \
        for (int k = 0; k < 4; k++) {                                                       \
          LOAD v = *(const LOAD *)(x + i + 4 * k);                                          \
          d4 d = __builtin_convertvector(v, d4) - pivots;                                   \
          sum[k] += d;                                                                      \
          squares[k] += d * d;                                                              \
          zeros[k] += (MASK)(v == 0);                                                       \
          low[k] += (MASK)(v < lower);                                                      \
          high[k] += (MASK)(v > upper);                                                     \
        }                                                                                   \
      for (int k = 0; k < 4; k++)                                                           \
        for (int lane = 0; lane < 4; lane++) {                                              \
          result.zeros -= zeros[k][lane];                                                   \
          result.low -= low[k][lane];                                                       \
          result.high -= high[k][lane];                                                     \
          zeros[k][lane] = low[k][lane] = high[k][lane] = 0;                                \
        }                                                                                   \
    }                                                                                       \
    result.sum = total((sum[0] + sum[1]) + (sum[2] + sum[3]));                              \
    result.squares = total((squares[0] + squares[1]) + (squares[2] + squares[3]));          \
    for (; i < count; i++) {                                                                \
      double d = (double)x[i] - pivot;                                                      \
      result.sum += d;                                                                      \
      result.squares += d * d;                                                              \
      result.zeros += x[i] == 0;                                                            \
      result.low += x[i] < lower;                                                           \
      result.high += x[i] > upper;                                                          \
    }                                                                                       \
    return result;                                                                          \
  }

#define SQUARE_SUM(SCALAR, LOAD)                                                            \
  BODY double square_sum_body_##SCALAR(const SCALAR *x, int64_t count) {                    \
    d4 sum[4] = {{0}};                                                                      \
    int64_t i = 0;                                                                          \
    for (; i + 16 <= count; i += 16)                                                        \
      for (int k = 0; k < 4; k++) {                                                         \
        d4 v = __builtin_convertvector(*(const LOAD *)(x + i + 4 * k), d4);                 \
        sum[k] += v * v;                                                                    \
      }                                                                                     \
    double result = total((sum[0] + sum[1]) + (sum[2] + sum[3]));                           \
    for (; i < count; i++) result += (double)x[i] * (double)x[i];                           \
    return result;                                                                          \
  }

#define DISTANCE(SCALAR, LOAD)                                                              \
  BODY double distance_body_##SCALAR(const SCALAR *x, const SCALAR *y, int64_t count) {     \
    d4 sum[4] = {{0}};                                                                      \
    int64_t i = 0;                                                                          \
    for (; i + 16 <= count; i += 16)                                                        \
      for (int k = 0; k < 4; k++) {                                                         \
        d4 v = __builtin_convertvector(*(const LOAD *)(x + i + 4 * k), d4) -                \
               __builtin_convertvector(*(const LOAD *)(y + i + 4 * k), d4);                 \
        sum[k] += v * v;                                                                    \
      }                                                                                     \
    double result = total((sum[0] + sum[1]) + (sum[2] + sum[3]));                           \
    for (; i < count; i++) {                                                                \
      double d = (double)x[i] - (double)y[i];                                               \
      result += d * d;                                                                      \
    }                                                                                       \
    return result;                                                                          \
  }

SUMS(float, f4, s4)
SUMS(double, u4, i4)
SQUARE_SUM(float, f4)
SQUARE_SUM(double, u4)
DISTANCE(float, f4)
DISTANCE(double, u4)

DISPATCHED(gradscope_sums, gradscope_sums_f32, sums_body_float,
           (const float *x, int64_t count, double pivot, float lower, float upper),
           (x, count, pivot, lower, upper))
DISPATCHED(gradscope_sums, gradscope_sums_f64, sums_body_double,
           (const double *x, int64_t count, double pivot, double lower, double upper),
           (x, count, pivot, lower, upper))
DISPATCHED(double, gradscope_square_sum_f32, square_sum_body_float,
           (const float *x, int64_t count), (x, count))
DISPATCHED(double, gradscope_square_sum_f64, square_sum_body_double,
           (const double *x, int64_t count), (x, count))
DISPATCHED(double, gradscope_distance_f32, distance_body_float,
           (const float *x, const float *y, int64_t count), (x, y, count))
DISPATCHED(double, gradscope_distance_f64, distance_body_double,
           (const double *x, const double *y, int64_t count), (x, y, count))
