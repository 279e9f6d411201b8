/* Sums over tensors of float32, each in one pass, in float64. */
#include "kernel.h"

/* Of which sources this is the library. */
EXPORT int64_t gradscope_stamp(void) { return GRADSCOPE_STAMP; }

/* So many zeros at most are counted in 32 bits. */
enum { BLOCK = 1 << 20 };

/* out: [shift, S(x - shift), S(x - shift)^2, exact zeros, not finite], shift the first value. Where
 * a value is not finite the shift is 0, and the sums are not finite. The square of a float32 is
 * exact in float64, and cannot overflow. */
CLONES EXPORT void gradscope_sums(const float *restrict x, int64_t count, double *restrict out) {
    double shift = count > 0 ? (double)x[0] : 0.0;
    double sum = 0, squares = 0;
    int64_t zeros = 0, bad = 0;
    for (int64_t start = 0; start < count; start += BLOCK) {
        const int64_t end = count - start > BLOCK ? start + BLOCK : count;
        int32_t none = 0;
#pragma omp simd reduction(+ : sum, squares, none)
        for (int64_t i = start; i < end; i++) {
            const float value = x[i];
            const double moved = (double)value - shift;
            sum += moved;
            squares += moved * moved;
            none += value == 0.0f;
        }
        zeros += none;
    }
    if (!isfinite(squares)) {
        shift = sum = squares = 0.0;
        for (int64_t i = 0; i < count; i++) {
            bad += !isfinite(x[i]);
            sum += x[i];
            squares += (double)x[i] * x[i];
        }
    }
    out[0] = shift;
    out[1] = sum;
    out[2] = squares;
    out[3] = (double)zeros;
    out[4] = (double)bad;
}

/* The same of many tensors, each written to its row of the table [n, 5]. */
EXPORT void gradscope_sums_in_rows(int64_t many, const float *const *x, const int64_t *counts,
                                   const int64_t *rows, double *table) {
    for (int64_t k = 0; k < many; k++) gradscope_sums(x[k], counts[k], table + 5 * rows[k]);
}

/* Of n values from their sums, five numbers each: mean, standard deviation, root mean square times
 * `scale`, share of zeros, root of the share of the others. */
EXPORT void gradscope_rows(int64_t many, const double *counts, const double *sums,
                           const double *scales, double *out) {
    for (int64_t k = 0; k < many; k++, sums += 5, out += 5) {
        const double offset = sums[1] / counts[k], mean = sums[0] + offset;
        double variance = sums[2] / counts[k] - offset * offset;
        if (variance < 0) variance = 0;
        const double share = sums[3] / counts[k];
        out[0] = mean;
        out[1] = sqrt(variance);
        out[2] = sqrt(variance + mean * mean) * scales[k];
        out[3] = share;
        out[4] = share < 1 ? sqrt(1 - share) : 0;
    }
}
