// Prints the name and the pinned hash of each magnitude, one a line: to be compared between
// compilers, optimisation levels and instruction sets, whose output must be the same.

#include <cinttypes>
#include <cstdio>

#include "cuda/random/magnitudes.hpp"
#include "tests/random/pinned_hashes.hpp"

namespace {

template <typename Magnitude>
void print_hash(const char* name, Magnitude magnitude) {
  std::printf("%s %016" PRIx64 "\n", name, census::testing::pinned_hash(magnitude));
}

}  // namespace

int main() {
  print_hash("half_normal", census::half_normal_magnitude);
  print_hash("laplace", census::laplace_magnitude);
  print_hash("half_cauchy", census::half_cauchy_magnitude);
  print_hash("uniform", census::uniform_magnitude);
  print_hash("smoothed_rademacher", census::smoothed_rademacher_magnitude);
}
