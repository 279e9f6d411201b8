/* How far the values of units differ from example to example. */
#include "kernel.h"

/* Root of the mean over units of the variance over rows; x [rows, units], room [2, units]. The
 * first row is taken off, so that a large mean does not drown the deviation. */
CLONES EXPORT double gradscope_spread(const float *restrict x, int64_t rows, int64_t units,
                                      double *restrict room) {
    double *restrict first = room, *restrict square = room + units;
    for (int64_t k = 0; k < units; k++) first[k] = square[k] = 0;
    for (int64_t row = 1; row < rows; row++)
#pragma omp simd
        for (int64_t k = 0; k < units; k++) {
            const double moved = (double)x[row * units + k] - x[k];
            first[k] += moved;
            square[k] += moved * moved;
        }
    double total = 0;
    for (int64_t k = 0; k < units; k++) {
        const double mean = first[k] / (double)rows;
        const double variance = square[k] / (double)rows - mean * mean;
        total += variance < 0 ? 0 : variance; /* NaN stays. */
    }
    return sqrt(total / (double)units);
}
