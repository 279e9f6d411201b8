#include "accumulators.h"

#define VECTOR(S, place) (*(const S##_vector *)(place))

#define SUMS(S)                                                                             \
  BODY gradscope_sums sums_##S(const S *x, int64_t count) {                                 \
    S##_sums parts = {0};                                                                   \
    gradscope_sums rest = {.pivot = count > 0 ? usable_pivot(x[0]) : 0};                    \
    int64_t i = 0;                                                                          \
    for (; i + LANES_##S <= count; i += LANES_##S)                                          \
      add_##S(&parts, VECTOR(S, x + i), rest.pivot);                                        \
    for (; i < count; i++) add_one_##S(&rest, x[i]);                                        \
    return close_##S(&parts, rest);                                                         \
  }                                                                                         \
                                                                                            \
  BODY gradscope_sums squares_##S(const S *x, int64_t count) {                              \
    S##_sums parts = {0};                                                                   \
    gradscope_sums rest = {0};                                                              \
    int64_t i = 0;                                                                          \
    for (; i + LANES_##S <= count; i += LANES_##S)                                          \
      add_squares_##S(&parts, VECTOR(S, x + i));                                            \
    for (; i < count; i++) add_one_##S(&rest, x[i]);                                        \
    return close_##S(&parts, rest);                                                         \
  }                                                                                         \
                                                                                            \
  BODY double distance_##S(const S *x, const S *y, int64_t count) {                         \
    doubles sum = {0};                                                                      \
    int64_t i = 0;                                                                          \
    for (; i + LANES_##S <= count; i += LANES_##S)                                          \
      sum += distances_##S(VECTOR(S, x + i), VECTOR(S, y + i));                             \
    double result = total(sum);                                                             \
    for (; i < count; i++) {                                                                \
      double d = (double)x[i] - (double)y[i];                                               \
      result += d * d;                                                                      \
    }                                                                                       \
    return result;                                                                          \
  }                                                                                         \
                                                                                            \
  BODY gradscope_products all_products_##S(const S *x, const S *y, int64_t count) {         \
    doubles xx = {0}, xy = {0}, yy = {0};                                                   \
    int64_t i = 0;                                                                          \
    for (; i + LANES_##S <= count; i += LANES_##S) {                                        \
      S##_vector a = VECTOR(S, x + i), b = VECTOR(S, y + i);                                \
      xx += products_##S(a, a);                                                             \
      xy += products_##S(a, b);                                                             \
      yy += products_##S(b, b);                                                             \
    }                                                                                       \
    gradscope_products result = {total(xx), total(xy), total(yy)};                          \
    for (; i < count; i++) {                                                                \
      double u = x[i], v = y[i];                                                            \
      result.xx += u * u;                                                                   \
      result.xy += u * v;                                                                   \
      result.yy += v * v;                                                                   \
    }                                                                                       \
    return result;                                                                          \
  }                                                                                         \
                                                                                            \
  BODY gradscope_tails tails_##S(const S *x, int64_t count, S lower, S upper) {             \
    S##_mask low = {0}, high = {0};                                                         \
    int64_t i = 0;                                                                          \
    for (; i + LANES_##S <= count; i += LANES_##S) {                                        \
      low += (S##_mask)(VECTOR(S, x + i) < lower);                                          \
      high += (S##_mask)(VECTOR(S, x + i) > upper);                                         \
    }                                                                                       \
    gradscope_tails result = {count_##S(low), count_##S(high)};                             \
    for (; i < count; i++) {                                                                \
      result.low += x[i] < lower;                                                           \
      result.high += x[i] > upper;                                                          \
    }                                                                                       \
    return result;                                                                          \
  }

SUMS(float)
SUMS(double)

DISPATCHED(gradscope_sums, gradscope_sums_f32, sums_float, (const float *x, int64_t count),
           (x, count))
DISPATCHED(gradscope_sums, gradscope_sums_f64, sums_double, (const double *x, int64_t count),
           (x, count))
DISPATCHED(gradscope_sums, gradscope_squares_f32, squares_float,
           (const float *x, int64_t count), (x, count))
DISPATCHED(gradscope_sums, gradscope_squares_f64, squares_double,
           (const double *x, int64_t count), (x, count))
DISPATCHED(double, gradscope_distance_f32, distance_float,
           (const float *x, const float *y, int64_t count), (x, y, count))
DISPATCHED(double, gradscope_distance_f64, distance_double,
           (const double *x, const double *y, int64_t count), (x, y, count))
DISPATCHED(gradscope_products, gradscope_products_f32, all_products_float,
           (const float *x, const float *y, int64_t count), (x, y, count))
DISPATCHED(gradscope_products, gradscope_products_f64, all_products_double,
           (const double *x, const double *y, int64_t count), (x, y, count))
DISPATCHED(gradscope_tails, gradscope_tails_f32, tails_float,
           (const float *x, int64_t count, float lower, float upper), (x, count, lower, upper))
DISPATCHED(gradscope_tails, gradscope_tails_f64, tails_double,
           (const double *x, int64_t count, double lower, double upper), (x, count, lower, upper))
