#pragma once

/// CENSUS_UNROLL before a short loop whose body is to be written out for each step, so that its
/// arrays become registers; CENSUS_INDEPENDENT before a loop whose steps do not depend on each
/// other, though the compiler cannot see that the rows it reads and writes are different memory.
/// Neither changes what is computed. nvcc unrolls short loops unasked.
#if defined(__CUDACC__)
#define CENSUS_UNROLL
#define CENSUS_INDEPENDENT
#elif defined(__clang__)
#define CENSUS_UNROLL _Pragma("clang loop unroll(full)")
#define CENSUS_INDEPENDENT _Pragma("clang loop vectorize(assume_safety)")
#elif defined(__GNUC__)
#define CENSUS_UNROLL _Pragma("GCC unroll 16")
#define CENSUS_INDEPENDENT _Pragma("GCC ivdep")
#else
#define CENSUS_UNROLL
#define CENSUS_INDEPENDENT
#endif
