#include "host/exact/exact_integer.hpp"

namespace census {

std::vector<ExactInteger> over_common_denominator(const RationalVector& numbers) {
  ExactInteger denominator = 1;
  for (const Rational& number : numbers) denominator = lcm(denominator, number.get().get_den());
  std::vector<ExactInteger> integers;
  integers.reserve(numbers.size());
  for (const Rational& number : numbers) {
    integers.emplace_back(number.get().get_num() * (denominator / number.get().get_den()));
  }
  return integers;
}

}  // namespace census
