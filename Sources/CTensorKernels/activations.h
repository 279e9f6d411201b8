#pragma once
#include "CTensorKernels.h"
#include "elementary.h"

// φ(z) and φ′(z) of every activation, 16 values at once: the twins of the plain loops of
// Sources/NeuralNetwork/Activations, where each is explained.
#pragma STDC FP_CONTRACT OFF

#define PHI(NAME) BODY float_vector value_##NAME(float_vector z, gradscope_activation phi)
#define SLOPE(NAME) \
  BODY float_vector slope_##NAME(float_vector z, float_vector a, gradscope_activation phi)

PHI(identity) { return (void)phi, z; }
SLOPE(identity) { return (void)z, (void)a, (void)phi, splat(1); }

// A NaN is neither above nor below 0: it stays one, and its slope is 1.
PHI(relu) { return (void)phi, choose((float_mask)(z <= 0), splat(0), z); }
SLOPE(relu) { return (void)a, (void)phi, choose((float_mask)(z <= 0), splat(0), splat(1)); }

PHI(leaky_relu) { return choose((float_mask)(z > 0), z, phi.slope * z); }
SLOPE(leaky_relu) {
  return (void)a, choose((float_mask)(z > 0), splat(1), splat(phi.slope));
}

PHI(elu) { return (void)phi, choose((float_mask)(z > 0), z, exponential_minus_one(z)); }
SLOPE(elu) { return (void)a, (void)phi, choose((float_mask)(z > 0), splat(1), exponential(z)); }

// λ, λα and the z beyond which λz would be infinite.
#define SELU_SCALE 1.0507009873554805f
#define SELU_DEPTH 1.7580993408473766f
#define LARGEST 0x1.fffffep127f
PHI(selu) {
  (void)phi;
  float_vector above = choose((float_mask)(z > LARGEST / SELU_SCALE),
                              choose((float_mask)(z > LARGEST), z, splat(LARGEST)),
                              SELU_SCALE * z);
  return choose((float_mask)(z > 0), above, SELU_DEPTH * exponential_minus_one(z));
}
SLOPE(selu) {
  (void)a, (void)phi;
  return choose((float_mask)(z > 0), splat(SELU_SCALE), SELU_DEPTH * exponential(z));
}

// ½ erfc(−z/√2), from the tail, which keeps its digits.
BODY float_vector cumulative(float_vector z, float_vector density) {
  float_vector tail = density * gaussian_tail(magnitude(z));
  return choose((float_mask)(z < 0), tail, 1 - tail);
}
PHI(gelu) {
  (void)phi;
  return z * cumulative(z, exponential(z * z * -0.5f));
}
SLOPE(gelu) {
  (void)a, (void)phi;
  float_vector density = exponential(z * z * -0.5f);
  return cumulative(z, density) + z * (0.398942280401432678f * density);
}

PHI(silu) { return (void)phi, z * logistic_value(logistic(z), z); }
SLOPE(silu) {
  (void)a, (void)phi;
  logistic_parts parts = logistic(z);
  return logistic_value(parts, z) * (1 + z * logistic_complement(parts, z));
}

PHI(sigmoid) { return (void)phi, logistic_value(logistic(z), z); }
SLOPE(sigmoid) {
  (void)a, (void)phi;
  logistic_parts parts = logistic(z);
  return parts.e * parts.share * parts.share;
}

PHI(tanh) { return (void)phi, hyperbolic_tangent(z); }
SLOPE(tanh) {
  (void)phi;
  // Near ±1, where 1 − a² has lost its digits: 1/cosh² z = 4e/(1 + e)² with e = e^(−2|z|).
  float_vector size = magnitude(z);
  float_vector e = exponential(-size - size);
  float_vector rest = 4 * e / ((1 + e) * (1 + e));
  float_vector square = a * a;
  return choose((float_mask)(square <= 0.9375f), 1 - square, rest);
}

PHI(softplus) {
  (void)phi;
  float_vector above = choose((float_mask)(z > 0), z, splat(0));
  return above + logarithm_one_plus(exponential(-magnitude(z)));
}
SLOPE(softplus) { return (void)a, (void)phi, logistic_value(logistic(z), z); }

// tanh(ln(1 + eᶻ)) and its slope are fractions of e = e^(−|z|), others above 0 than below.
PHI(mish) {
  (void)phi;
  float_vector e = exponential(-magnitude(z));
  float_vector above = (1 + 2 * e) / (1 + 2 * e + 2 * e * e);
  float_vector below = e * (e + 2) / (e * e + 2 * e + 2);
  return z * choose((float_mask)(z <= 0), below, above);
}
SLOPE(mish) {
  (void)a, (void)phi;
  float_mask is_below = (float_mask)(z <= 0);
  float_vector e = exponential(-magnitude(z));
  float_vector d = choose(is_below, e * e + 2 * e + 2, 1 + 2 * e + 2 * e * e);
  float_vector share = choose(is_below, e * (e + 2), 1 + 2 * e) / d;
  return share + z * (4 * choose(is_below, e, e * e) * (1 + e) / (d * d));
}

// A NaN is neither beyond 1 nor beyond −1: it stays one, and its slope is 1.
PHI(hard_tanh) {
  (void)phi;
  float_vector above = choose((float_mask)(z >= 1), splat(1), z);
  return choose((float_mask)(z <= -1), splat(-1), above);
}
SLOPE(hard_tanh) {
  (void)a, (void)phi;
  float_vector above = choose((float_mask)(z >= 1), splat(0), splat(1));
  return choose((float_mask)(z <= -1), splat(0), above);
}

PHI(exponential) { return (void)phi, exponential(z); }
SLOPE(exponential) { return (void)z, (void)phi, a; }

/// Calls X with each name.
#define EACH_ACTIVATION(X)                                                                  \
  X(identity) X(relu) X(leaky_relu) X(elu) X(selu) X(gelu) X(silu) X(sigmoid) X(tanh)       \
  X(softplus) X(mish) X(hard_tanh) X(exponential)
