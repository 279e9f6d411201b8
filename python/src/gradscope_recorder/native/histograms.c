/* Counts of values by the exponents of their bits. */
#include "kernel.h"

/* So many values are made ready at once. */
enum { PIECE = 64 };

/* counts [512]: of factor * x[k * stride], k < count, as float32: by sign and the 8 bits of the
 * exponent. Zeros are those of exponent 0. Returns whether a number is subnormal, which these bits
 * do not tell. */
static int counted(const float *x, int64_t count, int64_t stride, float factor, int64_t *counts) {
    /* Four, as values that follow one another often are of one bin. */
    uint32_t apart[4][512] = {{0}};
    int subnormal = 0;
    for (int64_t start = 0; start < count; start += PIECE) {
        const int64_t end = count - start < PIECE ? count - start : PIECE;
        uint32_t bits[PIECE] = {0};
        for (int64_t k = 0; k < end; k++) {
            const float value = x[(start + k) * stride] * factor;
            memcpy(bits + k, &value, sizeof value);
        }
        for (int k = 0; k < PIECE; k++) subnormal |= (bits[k] << 1) - 1 < 0x00ffffff;
        if (end == PIECE)
            for (int k = 0; k < PIECE; k += 4) {
                apart[0][bits[k] >> 23]++;
                apart[1][bits[k + 1] >> 23]++;
                apart[2][bits[k + 2] >> 23]++;
                apart[3][bits[k + 3] >> 23]++;
            }
        else
            for (int64_t k = 0; k < end; k++) apart[0][bits[k] >> 23]++;
    }
    for (int k = 0; k < 512; k++) counts[k] = (int64_t)apart[0][k] + apart[1][k] + apart[2][k] + apart[3][k];
    return subnormal;
}

/* Of many tensors. found [many, 5]: lowest exponent of a number and the count of the bins from it
 * on (0: none), zeros, not finite, whether a number is subnormal; bins [many, 512]: the positive
 * bins from the lowest on, then at 256 the negative ones. */
EXPORT void gradscope_histograms(int64_t many, const float *const *x, const int64_t *counts,
                                 const int64_t *strides, const double *factors, int64_t *found,
                                 int64_t *bins) {
    for (int64_t k = 0; k < many; k++, found += 5, bins += 512) {
        int64_t all[512];
        found[4] = counted(x[k], counts[k], strides[k], (float)factors[k], all);
        int first = 1, last = 254;
        while (first <= last && !all[first] && !all[256 + first]) first++;
        while (last >= first && !all[last] && !all[256 + last]) last--;
        found[0] = first <= last ? first - 127 : 0;
        found[1] = last - first + 1;
        found[2] = all[0] + all[256];
        found[3] = all[255] + all[511];
        memcpy(bins, all + first, (size_t)found[1] * sizeof *bins);
        memcpy(bins + 256, all + 256 + first, (size_t)found[1] * sizeof *bins);
    }
}
