#pragma once
#include <cblas.h>
#include <stddef.h>

// LAPACK is linked into OpenBLAS, but the BLAS header does not declare it. Fortran passes everything
// by address, and the length of each character argument by value after all others.
void dgesdd_(
  char *jobz, int *m, int *n, double *a, int *lda, double *s, double *u, int *ldu, double *vt,
  int *ldvt, double *work, int *lwork, int *iwork, int *info, size_t jobz_length);
