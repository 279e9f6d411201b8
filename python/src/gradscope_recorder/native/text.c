/* The text of a step's lines: numbers of nine digits, as "%.9g" in the C locale spells them. */
#include "kernel.h"

/* 10^k, each exact. */
static const double POWERS[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
enum { DIGITS = 9, EXACT = 22, ROOM = 24 };

/* |x| = (digits + rest) * 10^(exponent - 8), digits of nine places and rounded half to even. 0 beyond
 * 10^-35 and 10^30, and where it is too close to call. */
static int digits_of(double x, int *exponent, uint32_t *digits) {
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    /* floor(log10(x)) or one below: the power of 2 below x, times log10(2) in 20 bits. Of numbers
     * that are subnormal it is far out of reach. */
    int e = (int)((((int64_t)(bits >> 52) - 1023) * 315653) >> 20);
    for (int turn = 0; turn < 2; turn++, e++) {
        const int power = DIGITS - 1 - e;
        if (power > 2 * EXACT || power < -EXACT) return 0;
        const int is_exact = power >= 0 && power <= EXACT;
        const double scaled = is_exact    ? x * POWERS[power]
                              : power > 0 ? x * POWERS[EXACT] * POWERS[power - EXACT]
                                          : x / POWERS[-power];
        if (scaled >= 1e9) continue; /* The estimate is one too low at most. */
        double whole = (double)(int64_t)scaled; /* Below 10^9. */
        double beyond = scaled - whole - 0.5;
        if (fabs(beyond) < 1e-6) {
            if (!is_exact) return 0;
            /* What the product lost of the exact one. */
            beyond += fma(x, POWERS[power], -scaled);
        }
        if (beyond > 0 || (beyond == 0 && ((int64_t)whole & 1))) whole += 1;
        if (whole >= 1e9) {
            whole = 1e8;
            e++;
        }
        *exponent = e;
        *digits = (uint32_t)whole;
        return whole >= 1e8;
    }
    return 0;
}

/* Writes x at `at`; the end of it, or NULL where it is not finite or not in reach. */
static char *number(double x, char *at) {
    if (!isfinite(x)) return NULL;
    if (signbit(x)) *at++ = '-';
    if (x == 0) {
        *at++ = '0';
        return at;
    }
    int exponent;
    uint32_t digits;
    if (!digits_of(fabs(x), &exponent, &digits)) return NULL;
    char text[DIGITS];
    for (int k = DIGITS - 1; k >= 0; k--, digits /= 10) text[k] = (char)('0' + digits % 10);
    int length = DIGITS;
    while (length > 1 && text[length - 1] == '0') length--;
    if (exponent < -4 || exponent >= DIGITS) {
        *at++ = text[0];
        if (length > 1) *at++ = '.';
        memcpy(at, text + 1, (size_t)(length - 1));
        at += length - 1;
        *at++ = 'e';
        *at++ = exponent < 0 ? '-' : '+';
        const int size = exponent < 0 ? -exponent : exponent;
        *at++ = (char)('0' + size / 10);
        *at++ = (char)('0' + size % 10);
        return at;
    }
    if (exponent < 0) {
        *at++ = '0';
        *at++ = '.';
        for (int k = -1; k > exponent; k--) *at++ = '0';
    }
    for (int k = 0; k < length || k <= exponent; k++) {
        *at++ = k < length ? text[k] : '0';
        if (k == exponent && k + 1 < length) *at++ = '.';
    }
    return at;
}

/* Fills a form of pieces, which end at `ends`: behind each but the last, vector[picks[k]] is put, or
 * `step` where that is below 0. How many bytes were written; -1 where a number is not finite or not
 * in reach, or `room` is too small. */
EXPORT int64_t gradscope_fill(const char *form, int64_t pieces, const int32_t *ends,
                              const char *step, const int32_t *picks, const double *vector,
                              char *out, int64_t room) {
    const size_t steps = strlen(step);
    char *at = out, *const last = out + room;
    int32_t start = 0;
    for (int64_t k = 0; k < pieces; start = ends[k++]) {
        const size_t length = (size_t)(ends[k] - start);
        if ((size_t)(last - at) < length + ROOM + steps) return -1;
        memcpy(at, form + start, length);
        at += length;
        if (k == pieces - 1) break;
        if (picks[k] < 0) {
            memcpy(at, step, steps);
            at += steps;
        } else if ((at = number(vector[picks[k]], at)) == NULL) {
            return -1;
        }
    }
    return at - out;
}
