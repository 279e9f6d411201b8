#include "CTensorKernels.h"
#include "vectors.h"
#include <string.h>

// Neighbouring values often have the same exponent; counting in four tables lets an addition
// go on while the one before is still on its way to memory.
void gradscope_exponents_f32(const float *x, int64_t count, uint32_t *counts) {
  uint32_t tables[3][512];
  memset(tables, 0, sizeof tables);
  int64_t i = 0;
  for (; i + 4 <= count; i += 4) {
    uint64_t a, b;
    memcpy(&a, x + i, 8);
    memcpy(&b, x + i + 2, 8);
    counts[(a >> 23) & 511]++;
    tables[0][a >> 55]++;
    tables[1][(b >> 23) & 511]++;
    tables[2][b >> 55]++;
  }
  for (; i < count; i++) {
    uint32_t a;
    memcpy(&a, x + i, 4);
    counts[a >> 23]++;
  }
  for (int k = 0; k < 512; k++) counts[k] += tables[0][k] + tables[1][k] + tables[2][k];
}

void gradscope_exponents_f64(const double *x, int64_t count, uint32_t *counts) {
  for (int64_t i = 0; i < count; i++) {
    uint64_t a;
    memcpy(&a, x + i, 8);
    counts[a >> 52]++;
  }
}

// Without a branch that is taken for anything but a subnormal number: whole vectors without one, which
// are nearly all, are passed over.
BODY void subnormals(const float *x, int64_t count, uint32_t *counts) {
  typedef uint32_t bits __attribute__((vector_size(64), aligned(4)));
  for (int64_t i = 0; i < count; i += LANES_float) {
    int64_t length = count - i < LANES_float ? count - i : LANES_float;
    if (length == LANES_float) {
      bits sizes = *(const bits *)(x + i) & 0x7fffffffu;
      // 0 wraps around to the largest number.
      if (!__builtin_reduce_or((float_mask)(sizes - 1u < 0x007fffffu))) continue;
    }
    for (int64_t k = 0; k < length; k++) {
      uint32_t value;
      memcpy(&value, x + i + k, 4);
      uint32_t size = value & 0x7fffffffu;
      if (size - 1u >= 0x007fffffu) continue;
      counts[31 - __builtin_clz(size) + 23 * (value >> 31)]++;
    }
  }
}
DISPATCHED(void, gradscope_subnormals_f32, subnormals,
           (const float *x, int64_t count, uint32_t *counts), (x, count, counts))

void gradscope_subnormals_f64(const double *x, int64_t count, uint32_t *counts) {
  for (int64_t i = 0; i < count; i++) {
    uint64_t value;
    memcpy(&value, x + i, 8);
    uint64_t size = value & 0x7fffffffffffffffu;
    counts[value >> 63] += size - 1u < 0x000fffffffffffffu;
  }
}
