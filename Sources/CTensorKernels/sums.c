#include "accumulators.h"

// Two vectors at a time, each with sums of its own: an addition need not wait for the one before.
#define SUMS(S)                                                                             \
  BODY gradscope_sums sums_##S(const S *x, int64_t count, bool only_squares) {              \
    S##_sums parts[2] = {{{{0}}}};                                                          \
    double pivot = only_squares || count < 1 ? 0 : usable_pivot(x[0]);                      \
    const int64_t stride = 2 * LANES_##S;                                                   \
    int64_t i = 0;                                                                          \
    for (; i + stride <= count; i += stride)                                                \
      for (int k = 0; k < 2; k++) {                                                         \
        S##_vector v = *(const S##_vector *)(x + i + k * LANES_##S);                        \
        if (only_squares)                                                                   \
          add_squares_##S(&parts[k], v);                                                    \
        else                                                                                \
          add_##S(&parts[k], v, pivot);                                                     \
      }                                                                                     \
    for (int half = 0; half < HALVES_##S; half++) {                                         \
      parts[0].sum[half] += parts[1].sum[half];                                             \
      parts[0].squares[half] += parts[1].squares[half];                                     \
    }                                                                                       \
    parts[0].zeros += parts[1].zeros;                                                       \
    gradscope_sums rest = {.pivot = pivot};                                                 \
    for (; i < count; i++) add_one_##S(&rest, x[i]);                                        \
    return close_##S(&parts[0], rest);                                                      \
  }                                                                                         \
  BODY gradscope_sums pivoted_##S(const S *x, int64_t count) {                              \
    return sums_##S(x, count, false);                                                       \
  }                                                                                         \
  BODY gradscope_sums squares_##S(const S *x, int64_t count) {                              \
    return sums_##S(x, count, true);                                                        \
  }                                                                                         \
                                                                                            \
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
  }                                                                                         \
                                                                                            \
  BODY gradscope_products products_##S(const S *x, const S *y, int64_t count) {             \
    doubles xx[2] = {{0}}, xy[2] = {{0}}, yy[2] = {{0}};                                    \
    int64_t i = 0;                                                                          \
    for (; i + LANES_##S <= count; i += LANES_##S) {                                        \
      S##_vector a = *(const S##_vector *)(x + i), b = *(const S##_vector *)(y + i);        \
      for (int half = 0; half < HALVES_##S; half++) {                                       \
        doubles u = widen_##S(a, half), v = widen_##S(b, half);                             \
        add_product(&xx[half], u, u);                                                       \
        add_product(&xy[half], u, v);                                                       \
        add_product(&yy[half], v, v);                                                       \
      }                                                                                     \
    }                                                                                       \
    gradscope_products result = {total(xx[0] + xx[1]), total(xy[0] + xy[1]),                \
                                 total(yy[0] + yy[1])};                                     \
    for (; i < count; i++) {                                                                \
      double u = x[i], v = y[i];                                                            \
      result.xx += u * u;                                                                   \
      result.xy += u * v;                                                                   \
      result.yy += v * v;                                                                   \
    }                                                                                       \
    return result;                                                                          \
  }

SUMS(float)
SUMS(double)

DISPATCHED(gradscope_sums, gradscope_sums_f32, pivoted_float, (const float *x, int64_t count),
           (x, count))
DISPATCHED(gradscope_sums, gradscope_sums_f64, pivoted_double, (const double *x, int64_t count),
           (x, count))
DISPATCHED(gradscope_sums, gradscope_squares_f32, squares_float,
           (const float *x, int64_t count), (x, count))
DISPATCHED(gradscope_sums, gradscope_squares_f64, squares_double,
           (const double *x, int64_t count), (x, count))
DISPATCHED(double, gradscope_distance_f32, distance_float,
           (const float *x, const float *y, int64_t count), (x, y, count))
DISPATCHED(double, gradscope_distance_f64, distance_double,
           (const double *x, const double *y, int64_t count), (x, y, count))
DISPATCHED(gradscope_products, gradscope_products_f32, products_float,
           (const float *x, const float *y, int64_t count), (x, y, count))
DISPATCHED(gradscope_products, gradscope_products_f64, products_double,
           (const double *x, const double *y, int64_t count), (x, y, count))
