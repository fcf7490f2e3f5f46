#include "host/exact/rational.hpp"

#include <cmath>
#include <limits>

namespace census {

double to_double(const Rational& a) {
  // mpq_get_d truncates; the neighbour away from zero is nearer for about half of all numbers.
  const double below = a.get().get_d();
  if (!std::isfinite(below)) return below;
  const double infinity = std::numeric_limits<double>::infinity();
  const double above = std::nextafter(below, sgn(a.get()) < 0 ? -infinity : infinity);
  if (!std::isfinite(above)) return below;
  const mpq_class middle = (mpq_class(below) + mpq_class(above)) / 2;
  return abs(a.get()) > abs(middle) ? above : below;
}

}  // namespace census
