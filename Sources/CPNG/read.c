#include <errno.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "failure.h"

/// Everything that lives across the setjmp, in the caller's frame (see write.c).
typedef struct {
  FILE *file;
  const uint8_t *bytes;
  size_t count;
  size_t position;
  uint64_t max_pixels;
  cpng_decoded *decoded;
  cpng_error *error;
  cpng_status status;
  png_structp png;
  png_infop info;
} reader;

static void on_error(png_structp png, png_const_charp message) {
  reader *state = png_get_error_ptr(png);
  if (state->status == CPNG_OK) {
    state->status = cpng_fail(state->error, CPNG_LIBPNG_ERROR, 0, message);
  }
  png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp message) {
  (void)png;
  (void)message;
}

static void fail(reader *state, cpng_status status, const char *message) {
  state->status = cpng_fail(state->error, status, 0, message);
  png_longjmp(state->png, 1);
}

/// Bytes from the file or from memory; fewer than asked for only at the end.
static size_t take(reader *state, uint8_t *bytes, size_t count) {
  if (state->file != NULL) return fread(bytes, 1, count, state->file);
  size_t available = state->count - state->position;
  if (count > available) count = available;
  memcpy(bytes, state->bytes + state->position, count);
  state->position += count;
  return count;
}

static void on_read(png_structp png, png_bytep bytes, size_t count) {
  reader *state = png_get_io_ptr(png);
  if (take(state, bytes, count) == count) return;
  if (state->file != NULL && ferror(state->file)) {
    state->status = cpng_fail(state->error, CPNG_CANNOT_READ, errno, "cannot read");
  }
  png_error(png, "the file ends before the picture does");
}

static void read_pixels(reader *state) {
  png_structp png = state->png;
  png_read_info(png, state->info);
  uint32_t width = png_get_image_width(png, state->info);
  uint32_t height = png_get_image_height(png, state->info);
  if ((uint64_t)width * height > state->max_pixels) {
    fail(state, CPNG_TOO_LARGE, "has more pixels than are allowed");
  }
  png_set_expand(png);
  png_set_scale_16(png);
  png_set_gray_to_rgb(png);
  png_set_add_alpha(png, 0xFF, PNG_FILLER_AFTER);
  int passes = png_set_interlace_handling(png);
  png_read_update_info(png, state->info);

  size_t stride = (size_t)width * 4;
  if (png_get_rowbytes(png, state->info) != stride) {
    fail(state, CPNG_LIBPNG_ERROR, "unexpected row size");
  }
  // calloc takes no memory before rows are written: a lying header costs nothing.
  state->decoded->pixels = calloc(height, stride);
  if (state->decoded->pixels == NULL) fail(state, CPNG_OUT_OF_MEMORY, "out of memory");
  state->decoded->width = width;
  state->decoded->height = height;
  for (int pass = 0; pass < passes; pass++) {
    for (uint32_t row = 0; row < height; row++) {
      png_read_row(png, state->decoded->pixels + row * stride, NULL);
    }
  }
  png_read_end(png, state->info);
}

static void read_metadata(reader *state) {
  cpng_decoded *decoded = state->decoded;
  decoded->pixels_per_metre = png_get_pixels_per_meter(state->png, state->info);
  png_textp texts = NULL;
  int count = 0;
  png_get_text(state->png, state->info, &texts, &count);
  if (count <= 0) return;
  decoded->text_keys = calloc((size_t)count, sizeof(char *));
  decoded->text_values = calloc((size_t)count, sizeof(char *));
  if (decoded->text_keys == NULL || decoded->text_values == NULL) {
    fail(state, CPNG_OUT_OF_MEMORY, "out of memory");
  }
  decoded->text_count = (size_t)count;
  for (int i = 0; i < count; i++) {
    decoded->text_keys[i] = strdup(texts[i].key == NULL ? "" : texts[i].key);
    decoded->text_values[i] = strdup(texts[i].text == NULL ? "" : texts[i].text);
    if (decoded->text_keys[i] == NULL || decoded->text_values[i] == NULL) {
      fail(state, CPNG_OUT_OF_MEMORY, "out of memory");
    }
  }
}

/// The only frame with a setjmp: it has no locals at all.
static void decode(reader *state) {
  if (setjmp(png_jmpbuf(state->png)) != 0) return;
  png_set_read_fn(state->png, state, on_read);
  png_set_sig_bytes(state->png, 8);
  read_pixels(state);
  read_metadata(state);
}

static cpng_status run(reader *state) {
  uint8_t signature[8];
  size_t got = take(state, signature, sizeof signature);
  if (got < sizeof signature && state->file != NULL && ferror(state->file)) {
    return cpng_fail(state->error, CPNG_CANNOT_READ, errno, "cannot read");
  }
  if (got < sizeof signature || png_sig_cmp(signature, 0, sizeof signature) != 0) {
    return cpng_fail(state->error, CPNG_NOT_A_PNG, 0, "does not begin with PNG's signature");
  }
  state->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, state, on_error, on_warning);
  state->info = state->png == NULL ? NULL : png_create_info_struct(state->png);
  if (state->info == NULL) {
    if (state->status == CPNG_OK) {
      state->status = cpng_fail(state->error, CPNG_OUT_OF_MEMORY, 0, "out of memory");
    }
  } else {
    decode(state);
  }
  png_destroy_read_struct(&state->png, &state->info, NULL);
  if (state->status != CPNG_OK) cpng_decoded_free(state->decoded);
  return state->status;
}

cpng_status cpng_read(
    const char *path, uint64_t max_pixels, cpng_decoded *decoded, cpng_error *error) {
  memset(decoded, 0, sizeof *decoded);
  FILE *file = fopen(path, "rb");
  if (file == NULL) return cpng_fail(error, CPNG_CANNOT_OPEN, errno, "cannot open");
  reader state = {.file = file, .max_pixels = max_pixels, .decoded = decoded, .error = error};
  cpng_status status = run(&state);
  fclose(file);
  return status;
}

cpng_status cpng_read_bytes(
    const uint8_t *bytes, size_t count, uint64_t max_pixels, cpng_decoded *decoded,
    cpng_error *error) {
  memset(decoded, 0, sizeof *decoded);
  // An empty buffer may come as NULL, which memcpy does not take.
  if (bytes == NULL || count == 0) {
    return cpng_fail(error, CPNG_NOT_A_PNG, 0, "does not begin with PNG's signature");
  }
  reader state = {
      .bytes = bytes, .count = count, .max_pixels = max_pixels, .decoded = decoded,
      .error = error};
  return run(&state);
}

void cpng_decoded_free(cpng_decoded *decoded) {
  for (size_t i = 0; i < decoded->text_count; i++) {
    free(decoded->text_keys[i]);
    free(decoded->text_values[i]);
  }
  free(decoded->text_keys);
  free(decoded->text_values);
  free(decoded->pixels);
  memset(decoded, 0, sizeof *decoded);
}
