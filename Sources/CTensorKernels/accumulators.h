#pragma once
#include "CTensorKernels.h"
#include "vectors.h"

// What a pass over a tensor adds up while its vectors are in registers. The two halves of a vector of
// floats are added first: one sum a quantity is then all that must stay in a register. A product and a
// sum may be fused: products of widened floats are exact, so that a fused one has the same bits as two
// operations. Sums relative to a pivot and those of doubles are not; their last bits depend on the
// processor.
#pragma STDC FP_CONTRACT ON

BODY doubles products_float(float_vector x, float_vector y) {
  return widen_float(x, 0) * widen_float(y, 0) + widen_float(x, 1) * widen_float(y, 1);
}
BODY doubles products_double(double_vector x, double_vector y) { return x * y; }

BODY void add_product(doubles *sum, doubles x, doubles y) { *sum += x * y; }

/// (x − y)², its halves added.
BODY doubles distances_float(float_vector x, float_vector y) {
  doubles low = widen_float(x, 0) - widen_float(y, 0);
  doubles high = widen_float(x, 1) - widen_float(y, 1);
  return low * low + high * high;
}
BODY doubles distances_double(double_vector x, double_vector y) { return (x - y) * (x - y); }

#define ACCUMULATORS(S)                                                                     \
  typedef struct {                                                                          \
    doubles sum, squares;                                                                   \
    S##_mask zeros;                                                                         \
  } S##_sums;                                                                               \
  /* Σ x² and zeros. */                                                                     \
  BODY void add_squares_##S(S##_sums *sums, S##_vector v) {                                 \
    sums->zeros += (S##_mask)(v == 0);                                                      \
    sums->squares += products_##S(v, v);                                                    \
  }                                                                                         \
  /* Σ (x − pivot), Σ (x − pivot)². */                                                      \
  BODY void add_spread_##S(S##_sums *sums, S##_vector v, double pivot) {                    \
    doubles low = widen_##S(v, 0) - pivot;                                                  \
    if (HALVES_##S == 1) {                                                                  \
      sums->sum += low;                                                                     \
      sums->squares += low * low;                                                           \
      return;                                                                               \
    }                                                                                       \
    doubles high = widen_##S(v, 1) - pivot;                                                 \
    sums->sum += low + high;                                                                \
    sums->squares += low * low + high * high;                                               \
  }                                                                                         \
  /* The same and zeros. */                                                                 \
  BODY void add_##S(S##_sums *sums, S##_vector v, double pivot) {                           \
    sums->zeros += (S##_mask)(v == 0);                                                      \
    add_spread_##S(sums, v, pivot);                                                         \
  }                                                                                         \
  /* One value more, at the end of a tensor that is no multiple of a vector. */             \
  BODY void add_one_##S(gradscope_sums *sums, S x) {                                        \
    double d = (double)x - sums->pivot;                                                     \
    sums->sum += d;                                                                         \
    sums->squares += d * d;                                                                 \
    sums->zeros += x == 0;                                                                  \
  }                                                                                         \
  /* These sums and those of the rest of a tensor, taken by `add_one`. */                   \
  BODY gradscope_sums close_##S(const S##_sums *sums, gradscope_sums rest) {                \
    rest.sum += total(sums->sum);                                                           \
    rest.squares += total(sums->squares);                                                   \
    rest.zeros += count_##S(sums->zeros);                                                   \
    return rest;                                                                            \
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
