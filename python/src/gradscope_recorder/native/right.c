/* How many answers of a classifier are right. */
#include "kernel.h"

/* scores [rows, classes], labels [rows]; the first of equal ones is the largest, and NaN is larger
 * than all numbers. out: right ones, and those whose label is not `ignored`. */
EXPORT void gradscope_right(const float *scores, const int64_t *labels, int64_t rows,
                            int64_t classes, int64_t ignored, int64_t *out) {
    int64_t right = 0, counted = 0;
    for (int64_t row = 0; row < rows; row++, scores += classes) {
        int64_t largest = 0;
        for (int64_t k = 1; k < classes && !isnan(scores[largest]); k++)
            if (scores[k] > scores[largest] || isnan(scores[k])) largest = k;
        const int is_counted = labels[row] != ignored;
        counted += is_counted;
        right += is_counted && labels[row] == largest;
    }
    out[0] = right;
    out[1] = counted;
}
