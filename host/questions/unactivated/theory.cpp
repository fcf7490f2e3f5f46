#include "host/questions/unactivated/theory.hpp"

#include <cstdint>

#include <fmt/format.h>

namespace census::unactivated {

namespace {

constexpr const char* source = "theorem of Brownlowe et al., arXiv 2412.06829";

/// The numerators of both formulas are odd and the denominators powers of two, so that the fraction
/// is in lowest terms and its binary64 value exact.
Theory from_fraction(std::uint64_t numerator, std::uint64_t denominator) {
  return {static_cast<double>(numerator) / static_cast<double>(denominator),
          fmt::format("{}/{}", numerator, denominator), source};
}

}  // namespace

Theory theory(int n0, int n1) {
  const std::uint64_t one = 1;
  if (n1 <= n0) return from_fraction(1, one << (n1 + 1));
  if (n1 == n0 + 1) return from_fraction((one << n0) + 1, one << (2 * (n0 + 1)));
  return {};
}

}  // namespace census::unactivated
