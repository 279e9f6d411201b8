#include "CDigits.h"

// `.incbin` takes the file as it is, in no measurable time. SwiftPM's `embedInCode` writes an array
// literal of 265,000 elements, which costs minutes in the Swift compiler, and `#embed` needs a newer
// clang than the oldest Swift that this package supports.

#define STRING_OF(x) #x
#define STRING(x) STRING_OF(x)
#define SYMBOL(name) STRING(__USER_LABEL_PREFIX__) #name

#ifdef __APPLE__
#define READ_ONLY_SECTION ".section __TEXT,__const\n"
#define END_OF_SECTION ".text\n"
#else
#define READ_ONLY_SECTION ".pushsection .rodata\n"
#define END_OF_SECTION ".popsection\n"
#endif

__asm__(READ_ONLY_SECTION
        ".p2align 4\n" SYMBOL(cdigits_first_byte) ":\n"
        ".incbin \"digits.csv\"\n" SYMBOL(cdigits_end) ":\n"
        ".byte 0\n" END_OF_SECTION);

extern const unsigned char cdigits_first_byte[] __attribute__((visibility("hidden")));
extern const unsigned char cdigits_end[] __attribute__((visibility("hidden")));

const unsigned char *cdigits_bytes(void) { return cdigits_first_byte; }

size_t cdigits_count(void) { return (size_t)(cdigits_end - cdigits_first_byte); }
