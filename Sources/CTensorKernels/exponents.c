#include "CTensorKernels.h"
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
