#ifndef CDIGITS_H
#define CDIGITS_H

#include <stddef.h>

/// The bytes of `digits.csv`, which the compiler put into the program; not terminated by a zero.
///
/// Source: "Optical Recognition of Handwritten Digits", E. Alpaydin and C. Kaynak, UCI Machine
/// Learning Repository, 1998, doi 10.24432/C50P49, CC BY 4.0.
const unsigned char *_Nonnull cdigits_bytes(void);

/// The number of bytes at `cdigits_bytes()`.
size_t cdigits_count(void);

#endif
