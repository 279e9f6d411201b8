#include <png.h>
#include <stdlib.h>
#include <string.h>

#include "failure.h"

enum { compressed_text_length = 1024, longest_key = 79, first_capacity = 1 << 16 };

/// Everything that lives across the setjmp. It belongs to the caller's frame: values that change
/// between setjmp and longjmp are not reliable in the frame that called setjmp.
typedef struct {
  const cpng_image *image;
  uint8_t *bytes;
  size_t count;
  size_t capacity;
  cpng_error *error;
  cpng_status status;
  png_structp png;
  png_infop info;
  png_text *texts;
} writer;

static void on_error(png_structp png, png_const_charp message) {
  writer *state = png_get_error_ptr(png);
  // A failed write has been described already.
  if (state->status == CPNG_OK) {
    state->status = cpng_fail(state->error, CPNG_LIBPNG_ERROR, 0, message);
  }
  png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp message) {
  (void)png;
  (void)message;
}

static void on_write(png_structp png, png_bytep bytes, size_t count) {
  writer *state = png_get_io_ptr(png);
  if (state->count + count > state->capacity) {
    size_t capacity = state->capacity == 0 ? first_capacity : state->capacity;
    while (capacity < state->count + count) capacity *= 2;
    uint8_t *larger = realloc(state->bytes, capacity);
    if (larger == NULL) {
      state->status = cpng_fail(state->error, CPNG_OUT_OF_MEMORY, 0, "out of memory");
      png_error(png, "write failed");
    }
    state->bytes = larger;
    state->capacity = capacity;
  }
  memcpy(state->bytes + state->count, bytes, count);
  state->count += count;
}

static void on_flush(png_structp png) { (void)png; }

static cpng_status check_key(const char *key, cpng_error *error) {
  size_t length = key == NULL ? 0 : strlen(key);
  if (length == 0 || length > longest_key) {
    return cpng_fail(error, CPNG_INVALID_ARGUMENT, 0, "a text key needs 1 to 79 characters");
  }
  for (size_t i = 0; i < length; i++) {
    int spaced = key[i] == ' ' && (i == 0 || i + 1 == length || key[i - 1] == ' ');
    if (key[i] < 32 || key[i] > 126 || spaced) {
      return cpng_fail(
          error, CPNG_INVALID_ARGUMENT, 0,
          "a text key may hold printable ASCII with single inner spaces only");
    }
  }
  return CPNG_OK;
}

static cpng_status check(const cpng_image *image, cpng_error *error) {
  if (image->width == 0 || image->height == 0) {
    return cpng_fail(error, CPNG_INVALID_ARGUMENT, 0, "a picture needs at least one pixel");
  }
  if (image->channels != 3 && image->channels != 4) {
    return cpng_fail(error, CPNG_INVALID_ARGUMENT, 0, "expected 3 or 4 channels");
  }
  uint64_t pixels = (uint64_t)image->width * image->height;
  if (pixels > CPNG_DEFAULT_MAX_PIXELS) {
    return cpng_fail(error, CPNG_TOO_LARGE, 0, "a picture may have at most 2^28 pixels");
  }
  if (image->pixels == NULL || image->stride < (size_t)image->width * (size_t)image->channels
      || image->stride > SIZE_MAX / image->height) {
    return cpng_fail(error, CPNG_INVALID_ARGUMENT, 0, "the row stride does not fit the width");
  }
  for (size_t i = 0; i < image->text_count; i++) {
    cpng_status status = check_key(image->texts[i].key, error);
    if (status != CPNG_OK) return status;
    if (image->texts[i].value == NULL) {
      return cpng_fail(error, CPNG_INVALID_ARGUMENT, 0, "a text key has no value");
    }
  }
  return CPNG_OK;
}

static void set_texts(writer *state) {
  const cpng_image *image = state->image;
  for (size_t i = 0; i < image->text_count; i++) {
    size_t length = strlen(image->texts[i].value);
    state->texts[i] = (png_text){
        .compression = length > compressed_text_length ? PNG_ITXT_COMPRESSION_zTXt
                                                       : PNG_ITXT_COMPRESSION_NONE,
        .key = (png_charp)image->texts[i].key,
        .text = (png_charp)image->texts[i].value,
        .itxt_length = length,
        .lang = (png_charp) "",
        .lang_key = (png_charp) "",
    };
  }
  png_set_text(state->png, state->info, state->texts, (int)image->text_count);
}

/// The only frame with a setjmp: it changes no local after it.
static void encode(writer *state) {
  const cpng_image *const image = state->image;
  if (setjmp(png_jmpbuf(state->png)) != 0) return;
  png_set_write_fn(state->png, state, on_write, on_flush);
  png_set_IHDR(
      state->png, state->info, image->width, image->height, 8,
      image->channels == 4 ? PNG_COLOR_TYPE_RGB_ALPHA : PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
      PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_sRGB(state->png, state->info, PNG_sRGB_INTENT_PERCEPTUAL);
  if (image->pixels_per_metre > 0) {
    png_set_pHYs(
        state->png, state->info, image->pixels_per_metre, image->pixels_per_metre,
        PNG_RESOLUTION_METER);
  }
  if (image->text_count > 0) set_texts(state);
  png_write_info(state->png, state->info);
  for (uint32_t row = 0; row < image->height; row++) {
    png_write_row(state->png, image->pixels + (size_t)row * image->stride);
  }
  png_write_end(state->png, state->info);
}

cpng_status cpng_encode(
    const cpng_image *image, uint8_t **bytes, size_t *count, cpng_error *error) {
  *bytes = NULL;
  *count = 0;
  writer state = {.image = image, .error = error, .status = CPNG_OK};
  cpng_status status = check(image, error);
  if (status != CPNG_OK) return status;

  state.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &state, on_error, on_warning);
  state.info = state.png == NULL ? NULL : png_create_info_struct(state.png);
  state.texts = calloc(image->text_count + 1, sizeof(png_text));
  if (state.info == NULL || state.texts == NULL) {
    if (state.status == CPNG_OK) {
      state.status = cpng_fail(error, CPNG_OUT_OF_MEMORY, 0, "out of memory");
    }
  } else {
    encode(&state);
  }
  png_destroy_write_struct(&state.png, &state.info);
  free(state.texts);
  if (state.status == CPNG_OK) {
    *bytes = state.bytes;
    *count = state.count;
  } else {
    free(state.bytes);
  }
  return state.status;
}
