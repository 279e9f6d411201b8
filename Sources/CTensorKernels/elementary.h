#pragma once
#include "vectors.h"

// Elementary functions of 16 floats at once. Products and sums are rounded apart on every processor:
// the same network has the same numbers everywhere. NaN stays NaN. Errors against the C library's
// double: ActivationKernelTests.
#pragma STDC FP_CONTRACT OFF

typedef uint32_t float_bits __attribute__((vector_size(64)));

BODY float_vector magnitude(float_vector x) {
  return (float_vector)((float_bits)x & 0x7fffffffu);
}

/// `size` with the sign of `x`.
BODY float_vector with_sign(float_vector size, float_vector x) {
  return (float_vector)((float_bits)size | ((float_bits)x & 0x80000000u));
}

/// 2ⁿ for −126 ≤ n ≤ 127.
BODY float_vector power_of_two(float_mask n) {
  return (float_vector)((float_bits)(n + 127) << 23);
}

/// eˣ = 2ⁿ·(1 + q) with x = n·ln 2 + r, |r| ≤ ½ ln 2, q = eʳ − 1.
typedef struct {
  float_mask n;
  float_vector q;
} reduced_exponential;

/// For |x| < 2²¹. The polynomial is that of Cephes' expf (S. Moshier).
BODY reduced_exponential reduce_exponential(float_vector x) {
  const float_vector shift = splat(12582912.0f);  // 1.5·2²³: what is added to it is rounded to 1.
  float_vector shifted = x * 1.44269504088896341f + shift;
  float_vector n = shifted - shift;
  float_vector r = (x - n * 0.693359375f) - n * -2.12194440e-4f;
  float_vector p = splat(1.9875691500e-4f);
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  return (reduced_exponential){(float_mask)shifted - (float_mask)shift, p * r * r + r};
}

/// eˣ.
BODY float_vector exponential(float_vector x) {
  // Beyond these it is infinite, or 0.
  x = choose((float_mask)(x > 89.0f), splat(89.0f), x);
  x = choose((float_mask)(x < -104.0f), splat(-104.0f), x);
  reduced_exponential e = reduce_exponential(x);
  // In two factors, because 2¹²⁸ and 2⁻¹⁵⁰ are no normal numbers.
  float_mask half = e.n >> 1;
  return (e.q + 1.0f) * power_of_two(half) * power_of_two(e.n - half);
}

/// eˣ − 1 for x ≤ 0.
BODY float_vector exponential_minus_one(float_vector x) {
  x = choose((float_mask)(x < -40.0f), splat(-40.0f), x);
  reduced_exponential e = reduce_exponential(x);
  float_vector scale = power_of_two(e.n);
  return scale * e.q + (scale - 1.0f);
}

/// ln(1 + y) for 0 ≤ y ≤ 1: 2·artanh s with s = y/(2 + y) ≤ ⅓, by its power series.
BODY float_vector logarithm_one_plus(float_vector y) {
  float_vector s = y / (y + 2.0f);
  float_vector t = s * s;
  float_vector p = splat(2.0f / 15);
  p = p * t + 2.0f / 13;
  p = p * t + 2.0f / 11;
  p = p * t + 2.0f / 9;
  p = p * t + 2.0f / 7;
  p = p * t + 2.0f / 5;
  p = p * t + 2.0f / 3;
  return p * t * s + 2.0f * s;
}

/// tanh x: a polynomial (that of Cephes' tanhf) up to 0.625, 1 − 2/(e^(2|x|) + 1) beyond.
BODY float_vector hyperbolic_tangent(float_vector x) {
  float_vector size = magnitude(x);
  float_vector t = x * x;
  float_vector p = splat(-5.70498872745e-3f);
  p = p * t + 2.06390887954e-2f;
  p = p * t - 5.37397155531e-2f;
  p = p * t + 1.33314422036e-1f;
  p = p * t - 3.33332819422e-1f;
  float_vector small = p * t * x + x;
  float_vector large = 1.0f - 2.0f / (exponential(size + size) + 1.0f);
  return choose((float_mask)(size < 0.625f), small, with_sign(large, x));
}

/// e = e^(−|x|) and 1/(1 + e), of which the logistic function and its slope are made.
typedef struct {
  float_vector e, share;
} logistic_parts;

BODY logistic_parts logistic(float_vector x) {
  float_vector e = exponential(-magnitude(x));
  return (logistic_parts){e, 1.0f / (1.0f + e)};
}

/// σ(x) = 1/(1 + e⁻ˣ).
BODY float_vector logistic_value(logistic_parts parts, float_vector x) {
  return choose((float_mask)(x < 0.0f), parts.e * parts.share, parts.share);
}

/// σ(−x), which 1 − σ(x) would lose the digits of.
BODY float_vector logistic_complement(logistic_parts parts, float_vector x) {
  return choose((float_mask)(x < 0.0f), parts.share, parts.e * parts.share);
}

/// ½ erfc(x/√2)·e^(x²/2) for x ≥ 0: h(u)/(1 + x), u = (x − 4)/(x + 4), relative error 3.4·10⁻⁹
/// before rounding. Its coefficients: Tests/LinearAlgebraTests/Oracle/fit_gaussian_tail.py.
BODY float_vector gaussian_tail(float_vector x) {
  // There e^(−x²/2) is 0 already.
  x = choose((float_mask)(x > 20.0f), splat(20.0f), x);
  float_vector u = (x - 4.0f) / (x + 4.0f);
  float_vector p = splat(-7.61595821897e-5f);
  p = p * u - 7.00819791695e-5f;
  p = p * u + 0.000690935434108f;
  p = p * u - 0.000297000092893f;
  p = p * u - 0.00500146415414f;
  p = p * u + 0.0179385377519f;
  p = p * u - 0.0321980452159f;
  p = p * u + 0.028600148249f;
  p = p * u + 0.0139996572807f;
  p = p * u - 0.0967034723361f;
  p = p * u + 0.472053206134f;
  return p / (1.0f + x);
}
