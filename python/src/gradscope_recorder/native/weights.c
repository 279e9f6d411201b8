/* Norms of gradients, weights and updates of float32, in float64. */
#include "kernel.h"

CLONES static double squares(const float *restrict x, int64_t count) {
    double sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int64_t i = 0; i < count; i++) sum += (double)x[i] * x[i];
    return sum;
}

CLONES static double copied(const float *restrict x, float *restrict copy, int64_t count) {
    double sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int64_t i = 0; i < count; i++) {
        copy[i] = x[i];
        sum += (double)x[i] * x[i];
    }
    return sum;
}

CLONES static double changed(const float *restrict now, const float *restrict before,
                             int64_t count) {
    double sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int64_t i = 0; i < count; i++) {
        const double moved = (double)now[i] - before[i];
        sum += moved * moved;
    }
    return sum;
}

/* out[k] = the norm of x[k]. */
EXPORT void gradscope_norms(int64_t many, const float *const *x, const int64_t *counts,
                            double *out) {
    for (int64_t k = 0; k < many; k++) out[k] = sqrt(squares(x[k], counts[k]));
}

/* The same, and copies[k] = x[k]. */
EXPORT void gradscope_copies(int64_t many, const float *const *x, float *const *copies,
                             const int64_t *counts, double *out) {
    for (int64_t k = 0; k < many; k++) out[k] = sqrt(copied(x[k], copies[k], counts[k]));
}

/* out[k] = the norm of now[k] - before[k]. */
EXPORT void gradscope_changes(int64_t many, const float *const *now, const float *const *before,
                              const int64_t *counts, double *out) {
    for (int64_t k = 0; k < many; k++) out[k] = sqrt(changed(now[k], before[k], counts[k]));
}
