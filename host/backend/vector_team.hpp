#pragma once

#include "cuda/census/team.hpp"
#include "host/backend/vector_numbers.hpp"

namespace census {

/// The team of a single thread that has vector registers.
template <class VectorOctet, class VectorSingles>
struct VectorTeam : SoloTeam {
  using Octet = VectorOctet;
  using Singles = VectorSingles;
};

#if defined(CENSUS_HAS_VECTOR_NUMBERS)

template <class Work>
__attribute__((flatten, target("arch=x86-64-v4"))) void work_with_512_bits(const Work& work) {
  work(VectorTeam<Octet512, Singles512>{});
}

template <class Work>
__attribute__((flatten, target("arch=x86-64-v3"))) void work_with_256_bits(const Work& work) {
  work(VectorTeam<Octet256, Singles256>{});
}

/// Calls `work(team)` with the team of this thread, compiled with everything it calls for the best
/// level of the x86-64 instruction set that the processor has. As in multiversion.hpp, the versions
/// return the same bits.
template <class Work>
void with_vector_team(const Work& work) {
  if (__builtin_cpu_supports("x86-64-v4")) {
    work_with_512_bits(work);
  } else if (__builtin_cpu_supports("x86-64-v3")) {
    work_with_256_bits(work);
  } else {
    work(SoloTeam{});
  }
}

#else

template <class Work>
void with_vector_team(const Work& work) {
  work(SoloTeam{});
}

#endif

}  // namespace census
