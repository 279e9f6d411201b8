// The loops over whole tensors that run at every training step: elementary functions, sums, updates.
// Swift has no way to compile one function for a wider processor than the rest; C has: each loop is
// there three times on x86-64, for AVX-512, for AVX2 and for any, and the processor decides.
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
  /// The first value, or 0 where that is not finite.
  double pivot;
} gradscope_sums;

gradscope_sums gradscope_sums_f32(const float *x, int64_t count);
gradscope_sums gradscope_sums_f64(const double *x, int64_t count);

/// The same with pivot 0 and without the first sum.
gradscope_sums gradscope_squares_f32(const float *x, int64_t count);
gradscope_sums gradscope_squares_f64(const double *x, int64_t count);

/// Σ (x − y)².
double gradscope_distance_f32(const float *x, const float *y, int64_t count);
double gradscope_distance_f64(const double *x, const double *y, int64_t count);

/// What two tensors have to do with each other.
typedef struct {
  /// Σ x², Σ x·y, Σ y².
  double xx, xy, yy;
} gradscope_products;

gradscope_products gradscope_products_f32(const float *x, const float *y, int64_t count);
gradscope_products gradscope_products_f64(const double *x, const double *y, int64_t count);

/// How many values are below and above a range; NaN is neither.
typedef struct {
  int64_t low, high;
} gradscope_tails;

gradscope_tails gradscope_tails_f32(const float *x, int64_t count, float lower, float upper);
gradscope_tails gradscope_tails_f64(const double *x, int64_t count, double lower, double upper);

/// An activation function φ.
typedef enum : int32_t {
  gradscope_identity,
  gradscope_relu,
  gradscope_leaky_relu,
  gradscope_elu,
  gradscope_selu,
  gradscope_gelu,
  gradscope_silu,
  gradscope_sigmoid,
  gradscope_tanh,
  gradscope_softplus,
  gradscope_mish,
  gradscope_hard_tanh,
  gradscope_exponential
} gradscope_function;

/// φ with its parameter and the range outside of which it is saturated.
typedef struct {
  gradscope_function function;
  /// Of leaky_relu, for z ≤ 0.
  float slope;
  float lower, upper;
} gradscope_activation;

/// What a forward pass over z and a = φ(z) adds up.
typedef struct {
  /// Zeros are counted in a only.
  gradscope_sums z, a;
  gradscope_tails saturated;
} gradscope_activated;

/// a ← φ(z), and the sums where `measured` is not NULL.
void gradscope_activate_f32(
    const float *z, float *a, int64_t count, gradscope_activation phi,
    gradscope_activated *measured);

/// What a backward pass over δ adds up.
typedef struct {
  /// Of δ, pivot 0, without the first sum.
  gradscope_sums delta;
  /// Σ φ′(z)².
  double slope_squares;
} gradscope_backpropagated;

/// δ ← φ′(z) ⊙ g + shortcut (which may be NULL), a being φ(z), and the sums where `measured` is not
/// NULL.
void gradscope_backpropagate_f32(
    const float *g, const float *z, const float *a, const float *shortcut, float *delta,
    int64_t count, gradscope_activation phi, gradscope_backpropagated *measured);

/// What an update of a tensor adds up.
typedef struct {
  /// Σ x² before.
  double value;
  /// Σ g².
  double gradient;
  /// Σ (Δx)².
  double change;
} gradscope_update;

/// x ← x − rate·(g + decay·x), and zeros, or the sums.
gradscope_update gradscope_descend_f32(
    float *x, const float *g, int64_t count, float rate, float decay);
gradscope_update gradscope_descend_measured_f32(
    float *x, const float *g, int64_t count, float rate, float decay);
gradscope_update gradscope_descend_f64(
    double *x, const double *g, int64_t count, double rate, double decay);
gradscope_update gradscope_descend_measured_f64(
    double *x, const double *g, int64_t count, double rate, double decay);

/// sums[c] ← share·Σ_r x[r, c].
void gradscope_sum_rows_f32(
    const float *x, int64_t rows, int64_t columns, float share, float *sums);
void gradscope_sum_rows_f64(
    const double *x, int64_t rows, int64_t columns, double share, double *sums);

/// Σ_c Var_r x[r, c]: the variances of the columns over the rows, added up; 0 where all rows are equal.
double gradscope_example_variance_f32(const float *x, int64_t rows, int64_t columns);
double gradscope_example_variance_f64(const double *x, int64_t rows, int64_t columns);

/// x[r, c] ← scale·row[c] + start[r, c], without the latter where it is NULL.
void gradscope_fill_rows_f32(
    float *x, int64_t rows, int64_t columns, const float *row, float scale, const float *start);
void gradscope_fill_rows_f64(
    double *x, int64_t rows, int64_t columns, const double *row, double scale,
    const double *start);

/// Adds to counts[i] the values whose sign and exponent bits are i: 512 bins of float, the negative
/// ones from 256 on; 4096 bins of double, from 2048 on.
void gradscope_exponents_f32(const float *x, int64_t count, uint32_t *counts);
void gradscope_exponents_f64(const double *x, int64_t count, uint32_t *counts);

/// Adds to counts the values that are not 0 and below the smallest normal number: of float those in
/// [2ᵏ, 2ᵏ⁺¹) to counts[k + 149], k = −149…−127, the negative ones 23 further on; of double all of
/// them to counts[0], the negative ones to counts[1].
void gradscope_subnormals_f32(const float *x, int64_t count, uint32_t *counts);
void gradscope_subnormals_f64(const double *x, int64_t count, uint32_t *counts);
