#ifndef CPNG_H
#define CPNG_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// PNG files through libpng, with every failure as a value.
//
// libpng reports errors by longjmp, which must not cross Swift frames: all of it stays inside
// this module. Functions return a status and, where `error` is not NULL, fill it in.

/// What went wrong, or CPNG_OK.
typedef enum {
  CPNG_OK = 0,
  /// The caller's picture cannot be a PNG: size 0, stride too short, bad text key.
  CPNG_INVALID_ARGUMENT,
  /// A file could not be opened; `system_error` says why.
  CPNG_CANNOT_OPEN,
  /// Bytes could not be read from an open file.
  CPNG_CANNOT_READ,
  /// The first eight bytes are not PNG's signature.
  CPNG_NOT_A_PNG,
  /// libpng refused the data; `message` is libpng's own.
  CPNG_LIBPNG_ERROR,
  /// The picture has more pixels than the caller allows.
  CPNG_TOO_LARGE,
  CPNG_OUT_OF_MEMORY,
} cpng_status;

typedef struct {
  cpng_status status;
  /// errno of the failing call, or 0.
  int system_error;
  /// One line of English, always terminated.
  char message[256];
} cpng_error;

/// A key of 1...79 printable ASCII characters and a UTF-8 value.
typedef struct {
  const char *key;
  const char *value;
} cpng_text;

/// A picture to write: rows of 8-bit RGB (channels 3) or non-premultiplied RGBA (channels 4).
typedef struct {
  uint32_t width;
  uint32_t height;
  int channels;
  /// Bytes from one row to the next, at least width * channels.
  size_t stride;
  const uint8_t *pixels;
  /// Pixel density of both axes in pixels per metre; 0 writes none.
  uint32_t pixels_per_metre;
  const cpng_text *texts;
  size_t text_count;
} cpng_image;

/// A picture that was read: RGBA, 4 * width bytes per row. Free with cpng_decoded_free.
typedef struct {
  uint32_t width;
  uint32_t height;
  uint8_t *pixels;
  /// 0 where the file has no density, or one in unknown units.
  uint32_t pixels_per_metre;
  char **text_keys;
  char **text_values;
  size_t text_count;
} cpng_decoded;

/// The largest picture that the readers accept unless told otherwise.
#define CPNG_DEFAULT_MAX_PIXELS ((uint64_t)1 << 28)

/// A picture as the bytes of a PNG file, to be freed with `free`. Texts become iTXt chunks, long ones
/// compressed. After a failure `*bytes` is NULL.
cpng_status cpng_encode(
    const cpng_image *image, uint8_t **bytes, size_t *count, cpng_error *error);

/// Reads a PNG file of any colour type and depth as 8-bit RGBA.
cpng_status cpng_read(
    const char *path, uint64_t max_pixels, cpng_decoded *decoded, cpng_error *error);

/// Reads a PNG from memory, as cpng_read does from a file.
cpng_status cpng_read_bytes(
    const uint8_t *bytes, size_t count, uint64_t max_pixels, cpng_decoded *decoded,
    cpng_error *error);

/// Frees what the readers allocated; a zeroed value is fine.
void cpng_decoded_free(cpng_decoded *decoded);


#ifdef __cplusplus
}
#endif

#endif
