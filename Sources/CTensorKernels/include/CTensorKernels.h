// Sums over tensors, the loops that run at every training step. Swift has no way to compile one
// function for a wider processor than the rest; C has: each loop is there twice on x86-64, for AVX2
// and for any, and the processor decides.
#pragma once
#include <stdbool.h>
#include <stdint.h>

/// What one pass over a tensor adds up.
typedef struct {
  /// Σ (x − pivot).
  double sum;
  /// Σ (x − pivot)².
  double squares;
  /// Values that are 0.
  int64_t zeros;
} gradscope_sums;

gradscope_sums gradscope_sums_f32(const float *x, int64_t count, double pivot);
gradscope_sums gradscope_sums_f64(const double *x, int64_t count, double pivot);

/// The same with pivot 0 and without the first sum.
gradscope_sums gradscope_squares_f32(const float *x, int64_t count);
gradscope_sums gradscope_squares_f64(const double *x, int64_t count);

/// Σ (x − y)².
double gradscope_distance_f32(const float *x, const float *y, int64_t count);
double gradscope_distance_f64(const double *x, const double *y, int64_t count);

/// How many values are below and above a range; NaN is neither.
typedef struct {
  int64_t low, high;
} gradscope_tails;

gradscope_tails gradscope_tails_f32(const float *x, int64_t count, float lower, float upper);
gradscope_tails gradscope_tails_f64(const double *x, int64_t count, double lower, double upper);

/// What an update of a tensor adds up.
typedef struct {
  /// Σ x² before.
  double value;
  /// Σ g².
  double gradient;
  /// Σ (Δx)².
  double change;
} gradscope_update;

/// x ← x − rate·(g + decay·x); the sums where `measured`, else zeros.
gradscope_update gradscope_descend_f32(
    float *x, const float *g, int64_t count, float rate, float decay, bool measured);
gradscope_update gradscope_descend_f64(
    double *x, const double *g, int64_t count, double rate, double decay, bool measured);

/// Adds to counts[i] the values whose sign and exponent bits are i: 512 bins of float, the negative
/// ones from 256 on; 4096 bins of double, from 2048 on.
void gradscope_exponents_f32(const float *x, int64_t count, uint32_t *counts);
void gradscope_exponents_f64(const double *x, int64_t count, uint32_t *counts);
