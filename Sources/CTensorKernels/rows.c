#include "CTensorKernels.h"
#include "vectors.h"

#pragma STDC FP_CONTRACT OFF

// Four vectors of columns at a time, so that their sums stay in registers over all rows.
#define ROWS(S)                                                                             \
  BODY void sum_rows_##S(const S *x, int64_t rows, int64_t columns, S share, S *sums) {     \
    const int64_t stride = 4 * LANES_##S;                                                   \
    int64_t c = 0;                                                                          \
    for (; c + stride <= columns; c += stride) {                                            \
      S##_vector parts[4] = {{0}};                                                          \
      for (int64_t r = 0; r < rows; r++)                                                    \
        for (int k = 0; k < 4; k++)                                                         \
          parts[k] += *(const S##_vector *)(x + r * columns + c + k * LANES_##S);           \
      for (int k = 0; k < 4; k++) *(S##_vector *)(sums + c + k * LANES_##S) = parts[k] * share; \
    }                                                                                       \
    for (; c < columns; c++) {                                                              \
      S sum = 0;                                                                            \
      for (int64_t r = 0; r < rows; r++) sum += x[r * columns + c];                         \
      sums[c] = sum * share;                                                                \
    }                                                                                       \
  }                                                                                         \
  BODY void fill_rows_##S(                                                                  \
      S *x, int64_t rows, int64_t columns, const S *row, S scale, const S *start) {         \
    for (int64_t r = 0; r < rows; r++) {                                                    \
      S *to = x + r * columns;                                                              \
      if (start)                                                                            \
        for (int64_t c = 0; c < columns; c++) to[c] = start[r * columns + c] + scale * row[c]; \
      else                                                                                  \
        for (int64_t c = 0; c < columns; c++) to[c] = scale * row[c];                       \
    }                                                                                       \
  }

ROWS(float)
ROWS(double)

DISPATCHED(void, gradscope_sum_rows_f32, sum_rows_float,
           (const float *x, int64_t rows, int64_t columns, float share, float *sums),
           (x, rows, columns, share, sums))
DISPATCHED(void, gradscope_sum_rows_f64, sum_rows_double,
           (const double *x, int64_t rows, int64_t columns, double share, double *sums),
           (x, rows, columns, share, sums))
DISPATCHED(void, gradscope_fill_rows_f32, fill_rows_float,
           (float *x, int64_t rows, int64_t columns, const float *row, float scale,
            const float *start),
           (x, rows, columns, row, scale, start))
DISPATCHED(void, gradscope_fill_rows_f64, fill_rows_double,
           (double *x, int64_t rows, int64_t columns, const double *row, double scale,
            const double *start),
           (x, rows, columns, row, scale, start))
