/* The text of a step's lines: numbers of nine digits, as "%.9g" in the C locale spells them. */
#include "kernel.h"

/* 10^k, each exact. */
static const double POWERS[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
enum { DIGITS = 9, EXACT = 22, ROOM = 24 };

/* |x| = (digits + rest) * 10^(exponent - 8), digits of nine places and rounded half to even. Of
 * sizes that one exact power reaches; 0 elsewhere, and where it is too close to call. */
static int digits_of(double x, int *exponent, uint32_t *digits) {
    int binary;
    frexp(x, &binary);
    int e = (int)floor((binary - 1) * 0.30102999566398120);
    for (int turn = 0; turn < 2; turn++, e++) {
        const int power = DIGITS - 1 - e;
        if (power > EXACT || power < -EXACT) return 0;
        const double scaled = power >= 0 ? x * POWERS[power] : x / POWERS[-power];
        if (scaled >= 1e9) continue; /* The estimate is one too low at most. */
        double whole = floor(scaled);
        double beyond = scaled - whole - 0.5;
        if (fabs(beyond) < 1e-6) {
            if (power < 0) return 0;
            /* What the product lost of the exact one. */
            beyond += fma(x, POWERS[power], -scaled);
        } else if (scaled - whole < 1e-6 && scaled < 1e8 + 1) {
            /* At a power of ten the rounding of the product may hide that it is below. */
            if (power < 0 || fma(x, POWERS[power], -scaled) < 0) return 0;
        }
        if (beyond > 0 || (beyond == 0 && fmod(whole, 2) == 1)) whole += 1;
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

/* Fills a form: at byte 1 the next number is put, vector[picks[0]], vector[picks[1]] ...; at byte 2
 * `step`. How many bytes were written; -1 where a number is not finite or not in reach, or `room`
 * is too small. */
EXPORT int64_t gradscope_fill(const char *form, int64_t length, const char *step,
                              const int32_t *picks, const double *vector, char *out,
                              int64_t room) {
    const int64_t steps = (int64_t)strlen(step);
    char *at = out, *const last = out + room;
    for (const char *from = form, *const end = form + length; from < end;) {
        const char *to = from;
        while (to < end && *to != 1 && *to != 2) to++;
        if (last - at < (to - from) + ROOM + steps) return -1;
        memcpy(at, from, (size_t)(to - from));
        at += to - from;
        if (to < end && *to == 2) {
            memcpy(at, step, (size_t)steps);
            at += steps;
        } else if (to < end) {
            at = number(vector[*picks++], at);
            if (at == NULL) return -1;
        }
        from = to + 1;
    }
    return at - out;
}
