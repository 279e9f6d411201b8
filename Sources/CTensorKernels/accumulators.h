#pragma once
#include "CTensorKernels.h"
#include "vectors.h"

// What a pass over a tensor adds up while its vectors are in registers. Squares of widened float
// values are exact, so that a fused product and sum has the same bits as two operations.
#pragma STDC FP_CONTRACT ON

BODY void add_product(doubles *sum, doubles x, doubles y) { *sum += x * y; }

#define ACCUMULATORS(S)                                                                     \
  /* Σ (x − pivot), Σ (x − pivot)², zeros. */                                               \
  typedef struct {                                                                          \
    doubles sum[HALVES_##S], squares[HALVES_##S];                                           \
    S##_mask zeros;                                                                         \
  } S##_sums;                                                                               \
  BODY void add_spread_##S(S##_sums *sums, S##_vector v, double pivot) {                    \
    for (int half = 0; half < HALVES_##S; half++) {                                         \
      doubles d = widen_##S(v, half) - pivot;                                               \
      sums->sum[half] += d;                                                                 \
      sums->squares[half] += d * d;                                                         \
    }                                                                                       \
  }                                                                                         \
  BODY void add_##S(S##_sums *sums, S##_vector v, double pivot) {                           \
    sums->zeros += (S##_mask)(v == 0);                                                      \
    add_spread_##S(sums, v, pivot);                                                         \
  }                                                                                         \
  /* Σ x² and zeros. */                                                                     \
  BODY void add_squares_##S(S##_sums *sums, S##_vector v) {                                 \
    sums->zeros += (S##_mask)(v == 0);                                                      \
    for (int half = 0; half < HALVES_##S; half++) {                                         \
      doubles d = widen_##S(v, half);                                                       \
      sums->squares[half] += d * d;                                                         \
    }                                                                                       \
  }                                                                                         \
  BODY double reduce_##S(const doubles *parts) {                                            \
    return total(HALVES_##S == 2 ? parts[0] + parts[HALVES_##S - 1] : parts[0]);            \
  }                                                                                         \
  /* These sums and those of the rest of a tensor, taken by `add_one`. */                   \
  BODY gradscope_sums close_##S(const S##_sums *sums, gradscope_sums rest) {                \
    rest.sum += reduce_##S(sums->sum);                                                      \
    rest.squares += reduce_##S(sums->squares);                                              \
    rest.zeros += count_##S(sums->zeros);                                                   \
    return rest;                                                                            \
  }                                                                                         \
  /* One value more, at the end of a tensor that is no multiple of a vector. */             \
  BODY void add_one_##S(gradscope_sums *sums, S x) {                                        \
    double d = (double)x - sums->pivot;                                                     \
    sums->sum += d;                                                                         \
    sums->squares += d * d;                                                                 \
    sums->zeros += x == 0;                                                                  \
  }

ACCUMULATORS(float)
ACCUMULATORS(double)

/// What sums are taken relative to, so that the spread of values far from 0 keeps its digits.
BODY double usable_pivot(double first) { return __builtin_isfinite(first) ? first : 0; }

/// The last values of a tensor, fewer than a vector has; zeros after them.
BODY float_vector load_rest(const float *x, int64_t count) {
  float_vector v = {0};
  for (int k = 0; k < count; k++) v[k] = x[k];
  return v;
}
BODY void store_rest(float *x, float_vector v, int64_t count) {
  for (int k = 0; k < count; k++) x[k] = v[k];
}
