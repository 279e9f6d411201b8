#include "accumulators.h"

typedef half_floats float_eight;
typedef doubles double_eight;

// Column by column, relative to the first row: rows that are equal give exactly 0 whatever their size. The
// first row is no further from the mean than √rows deviations, so that of the digits of a double at most
// log₁₀ rows are lost in Σ d² − (Σ d)²/rows.
#define EXAMPLES(S)                                                                         \
  /* Eight values, widened as they are loaded. */                                           \
  BODY doubles eight_##S(const S *x) {                                                      \
    S##_eight v;                                                                            \
    __builtin_memcpy(&v, x, sizeof v);                                                      \
    return __builtin_convertvector(v, doubles);                                             \
  }                                                                                         \
  BODY double examples_##S(const S *x, int64_t rows, int64_t columns) {                     \
    if (rows < 1) return 0;                                                                 \
    const double share = 1 / (double)rows;                                                  \
    doubles all = {0};                                                                      \
    int64_t c = 0;                                                                          \
    for (; c + 16 <= columns; c += 16) {                                                    \
      doubles first[2], sum[2] = {{0}}, squares[2] = {{0}};                                 \
      for (int k = 0; k < 2; k++) first[k] = eight_##S(x + c + 8 * k);                      \
      for (int64_t r = 1; r < rows; r++) {                                                  \
        for (int k = 0; k < 2; k++) {                                                       \
          doubles d = eight_##S(x + r * columns + c + 8 * k) - first[k];                    \
          sum[k] += d;                                                                      \
          squares[k] += d * d;                                                              \
        }                                                                                   \
      }                                                                                     \
      for (int k = 0; k < 2; k++) all += squares[k] - sum[k] * sum[k] * share;              \
    }                                                                                       \
    double rest = 0;                                                                        \
    for (; c < columns; c++) {                                                              \
      double first = x[c], sum = 0, squares = 0;                                            \
      for (int64_t r = 1; r < rows; r++) {                                                  \
        double d = (double)x[r * columns + c] - first;                                      \
        sum += d;                                                                           \
        squares += d * d;                                                                   \
      }                                                                                     \
      rest += squares - sum * sum * share;                                                  \
    }                                                                                       \
    return (total(all) + rest) * share;                                                     \
  }

EXAMPLES(float)
EXAMPLES(double)

DISPATCHED(double, gradscope_example_variance_f32, examples_float,
           (const float *x, int64_t rows, int64_t columns), (x, rows, columns))
DISPATCHED(double, gradscope_example_variance_f64, examples_double,
           (const double *x, int64_t rows, int64_t columns), (x, rows, columns))
