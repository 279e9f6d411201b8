#ifndef CFUZZSUPPORT_H
#define CFUZZSUPPORT_H

#include <stddef.h>
#include <stdint.h>

/// Whether allocations are counted here: with glibc only.
int fuzz_meter_is_available(void);

/// Begins a measurement: what is allocated now is the new zero.
void fuzz_meter_start(void);

/// The most bytes that were allocated at once since the start, beyond those at the start.
size_t fuzz_meter_peak(void);

/// Makes a crash, an endless loop and an exhausted stack say which input it was, and limits the
/// address space to `memory_limit` bytes so that a mistake harms this process only.
void fuzz_guard(size_t memory_limit);

/// Says which input is in progress. `format` must live as long as the process. An input that is in
/// progress for more than `seconds` ends the process.
void fuzz_input_begins(uint64_t seed, uint64_t index, const char *format, unsigned seconds);

#endif
