#pragma once

/// CENSUS_MULTIVERSION compiles a function, with everything it calls, once for each level of the
/// x86-64 instruction set and picks the best one the processor has when the program starts. The
/// versions return the same bits: nothing in them is contracted or reassociated, and a fused
/// multiply-add is one operation with one rounding whether an instruction or the library computes
/// it.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(CENSUS_SINGLE_VERSION)
#define CENSUS_MULTIVERSION __attribute__((flatten, target_clones("default", "arch=x86-64-v3")))
#else
#define CENSUS_MULTIVERSION
#endif
