#include "tests/support/oracle.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <stdexcept>
#include <utility>

namespace census::oracle {
namespace {

using Integer = boost::multiprecision::cpp_int;
using Matrix = std::vector<std::vector<Integer>>;

/// The number mantissa * 2^exponent; the mantissa is odd or 0.
struct Dyadic {
  std::int64_t mantissa = 0;
  int exponent = 0;
};

Dyadic exact(double value) {
  if (!std::isfinite(value)) throw std::invalid_argument("oracle: a parameter is not finite");
  if (value == 0) return {};
  int exponent = 0;
  auto mantissa = static_cast<std::int64_t>(std::ldexp(std::frexp(value, &exponent), 53));
  for (exponent -= 53; mantissa % 2 == 0; ++exponent) mantissa /= 2;
  return {mantissa, exponent};
}

Rational to_rational(double value) {
  const Dyadic d = exact(value);
  const Integer power = Integer(1) << std::abs(d.exponent);
  return d.exponent < 0 ? Rational(d.mantissa, power) : Rational(d.mantissa * power);
}

/// Numbers integers[k] * 2^exponent with one common exponent.
struct Scaled {
  std::vector<Integer> integers;
  int exponent = 0;
};

Scaled to_common_exponent(const std::vector<Dyadic>& numbers) {
  Scaled scaled;
  bool found = false;
  for (const Dyadic& d : numbers) {
    if (d.mantissa == 0) continue;
    scaled.exponent = found ? std::min(scaled.exponent, d.exponent) : d.exponent;
    found = true;
  }
  for (const Dyadic& d : numbers) {
    const int shift = d.mantissa == 0 ? 0 : d.exponent - scaled.exponent;
    scaled.integers.push_back(d.mantissa * (Integer(1) << shift));
  }
  return scaled;
}

/// The network over the integers. A row is multiplied by a positive power of two and its second
/// weight divided by it, then w and c by a common one: F is multiplied by 2^-value_exponent.
struct IntegerNetwork {
  Matrix rows;  // rows[i] is (W_i, b_i), n0 + 1 numbers
  std::vector<Integer> weights;
  Integer bias;
  int value_exponent = 0;
};

void check_shapes(const Network& network) {
  const std::size_t n1 = network.first_weights.size();
  if (n1 == 0 || network.first_weights.front().empty() || network.first_biases.size() != n1 ||
      network.second_weights.size() != n1) {
    throw std::invalid_argument("oracle: the network is empty or its layers differ in width");
  }
  for (const auto& row : network.first_weights) {
    if (row.size() != network.first_weights.front().size()) {
      throw std::invalid_argument("oracle: the rows differ in length");
    }
  }
}

IntegerNetwork to_integers(const Network& network) {
  check_shapes(network);
  IntegerNetwork result;
  std::vector<Dyadic> second_layer;
  for (std::size_t i = 0; i < network.first_weights.size(); ++i) {
    std::vector<Dyadic> row;
    for (const double weight : network.first_weights[i]) row.push_back(exact(weight));
    row.push_back(exact(network.first_biases[i]));
    Scaled scaled = to_common_exponent(row);
    Dyadic weight = exact(network.second_weights[i]);
    weight.exponent += scaled.exponent;
    second_layer.push_back(weight);
    result.rows.push_back(std::move(scaled.integers));
  }
  second_layer.push_back(exact(network.second_bias));
  Scaled scaled = to_common_exponent(second_layer);
  result.bias = scaled.integers.back();
  scaled.integers.pop_back();
  result.weights = std::move(scaled.integers);
  result.value_exponent = scaled.exponent;
  return result;
}

/// Fraction-free Gauss-Jordan elimination in place (Bareiss): every entry stays a minor of the
/// given matrix, so every division is exact; all pivots end equal to one common value.
/// @return the pivot columns, as many as the rank
std::vector<std::size_t> eliminate(Matrix& a, std::size_t columns) {
  std::vector<std::size_t> pivots;
  Integer previous = 1;
  for (std::size_t column = 0; column < columns && pivots.size() < a.size(); ++column) {
    const std::size_t top = pivots.size();
    std::size_t source = top;
    while (source < a.size() && a[source][column] == 0) ++source;
    if (source == a.size()) continue;
    std::swap(a[top], a[source]);
    const Integer pivot = a[top][column];
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (i == top) continue;
      const Integer factor = a[i][column];
      for (std::size_t j = 0; j < columns; ++j) {
        a[i][j] = (pivot * a[i][j] - factor * a[top][j]) / previous;
      }
    }
    previous = pivot;
    pivots.push_back(column);
  }
  return pivots;
}

/// What the neurons see on one ray (x,t), up to one positive factor.
struct Ray {
  std::vector<Integer> z;  // z[i] = W_i . x + b_i t
  Integer t;               // positive at a vertex, 0 at infinity
};

/// Steps through the size-k subsets of {0..n-1} in lexicographic order; false after the last one.
bool next_subset(std::vector<std::size_t>& subset, std::size_t n) {
  const std::size_t k = subset.size();
  for (std::size_t i = k; i-- > 0;) {
    if (subset[i] == n - k + i) continue;
    std::iota(subset.begin() + static_cast<std::ptrdiff_t>(i), subset.end(), subset[i] + 1);
    return true;
  }
  return false;
}

/// The solution line (x,t) of `a`, columns - 1 equations; empty if they are dependent.
std::vector<Integer> kernel_line(Matrix a, std::size_t columns) {
  const std::vector<std::size_t> pivots = eliminate(a, columns);
  if (pivots.size() + 1 != columns) return {};
  std::size_t free = 0;
  while (free < pivots.size() && pivots[free] == free) ++free;
  std::vector<Integer> line(columns);
  line[free] = pivots.empty() ? Integer(1) : a[0][pivots[0]];
  for (std::size_t i = 0; i < pivots.size(); ++i) line[pivots[i]] = -a[i][free];
  return line;
}

/// Calls visit(ray) for all extreme rays of the arrangement of all rows and {t = 0} (some more than
/// once where it is not simple), and, if the rank of W is deficient, for one ray of its kernel;
/// stops as soon as visit returns false.
template <class Visit>
void visit_extreme_rays(const IntegerNetwork& network, Visit visit) {
  const std::size_t n1 = network.rows.size();
  const std::size_t n0 = network.rows.front().size() - 1;
  Matrix weights = network.rows;
  const std::vector<std::size_t> kept = eliminate(weights, n0);
  const std::size_t rank = kept.size();

  Matrix hyperplanes(n1 + 1);
  for (std::size_t i = 0; i < n1; ++i) {
    for (const std::size_t column : kept) hyperplanes[i].push_back(network.rows[i][column]);
    hyperplanes[i].push_back(network.rows[i][n0]);
  }
  hyperplanes[n1].assign(rank, 0);
  hyperplanes[n1].push_back(1);

  if (rank < n0 && !visit(Ray{std::vector<Integer>(n1, 0), 0})) return;
  std::vector<std::size_t> subset(rank);
  std::iota(subset.begin(), subset.end(), std::size_t{0});
  do {
    Matrix equations;
    for (const std::size_t i : subset) equations.push_back(hyperplanes[i]);
    const std::vector<Integer> line = kernel_line(std::move(equations), rank + 1);
    if (line.empty()) continue;
    Ray ray;
    for (const auto& row : hyperplanes) {
      ray.z.push_back(std::inner_product(row.begin(), row.end(), line.begin(), Integer(0)));
    }
    ray.t = ray.z.back();
    ray.z.pop_back();
    Ray opposite = ray;
    for (Integer& z : opposite.z) z = -z;
    opposite.t = -ray.t;
    if (ray.t >= 0 && !visit(ray)) return;
    if (opposite.t >= 0 && !visit(opposite)) return;
  } while (next_subset(subset, n1 + 1));
}

std::vector<Ray> extreme_rays(const IntegerNetwork& network) {
  std::vector<Ray> rays;
  visit_extreme_rays(network, [&](const Ray& ray) {
    rays.push_back(ray);
    return true;
  });
  return rays;
}

/// The theorem at `decide` for one ray: `activated` if F > 0 on it, `unactivated` if (a) or (b)
/// holds, else `degenerate`; bit i of `flipped` reverses row i.
Verdict judge(const Ray& ray, const std::vector<Integer>& w, const Integer& c,
              std::uint64_t flipped = 0) {
  Integer value = c * ray.t;
  bool some_active = false, tight_can_grow = false;
  for (std::size_t i = 0; i < w.size(); ++i) {
    const int sign = (flipped >> i & 1) != 0 ? -ray.z[i].sign() : ray.z[i].sign();
    if (sign > 0) {
      some_active = true;
      value += w[i] * abs(ray.z[i]);
    } else if (sign == 0 && w[i] >= 0) {
      tight_can_grow = true;
    }
  }
  if (value > 0) return Verdict::activated;
  if (value < 0) return Verdict::unactivated;
  const bool idle_at_infinity = ray.t == 0 && !some_active && !tight_can_grow && c < 0;
  return idle_at_infinity ? Verdict::unactivated : Verdict::degenerate;
}

/// Takes one more ray's verdict into the network's; false once that is settled.
bool merge(Verdict& network, Verdict ray) {
  if (ray != Verdict::unactivated) network = ray;
  return ray != Verdict::activated;
}

/// How many sign vectors of (w, c), with the rows in `flipped` reversed, are unactivated.
std::uint64_t count_signs(const IntegerNetwork& network, const std::vector<Ray>& rays,
                          std::uint64_t flipped) {
  const std::size_t n1 = network.rows.size();
  std::uint64_t good = 0;
  for (std::uint64_t signs = 0; signs < std::uint64_t{2} << n1; ++signs) {
    std::vector<Integer> w;
    for (std::size_t i = 0; i < n1; ++i) {
      const Integer magnitude = abs(network.weights[i]);
      w.push_back((signs >> i & 1) != 0 ? magnitude : Integer(-magnitude));
    }
    const Integer c = (signs >> n1 & 1) != 0 ? abs(network.bias) : Integer(-abs(network.bias));
    Verdict verdict = Verdict::unactivated;
    for (const Ray& ray : rays) {
      if (!merge(verdict, judge(ray, w, c, flipped))) break;
    }
    if (verdict == Verdict::degenerate) {
      throw std::domain_error("oracle: a sign vector of the network is degenerate");
    }
    if (verdict == Verdict::unactivated) ++good;
  }
  return good;
}

Rational positive_part_sum(const Network& network, const std::vector<Rational>& x, bool biased) {
  check_shapes(network);
  if (x.size() != network.first_weights.front().size()) {
    throw std::invalid_argument("oracle: the point has not n0 coordinates");
  }
  Rational sum = 0;
  for (std::size_t i = 0; i < network.first_weights.size(); ++i) {
    Rational z = biased ? to_rational(network.first_biases[i]) : Rational(0);
    for (std::size_t k = 0; k < x.size(); ++k) {
      z += to_rational(network.first_weights[i][k]) * x[k];
    }
    if (z > 0) sum += to_rational(network.second_weights[i]) * z;
  }
  return sum;
}

}  // namespace

Verdict decide(const Network& network) {
  const IntegerNetwork scaled = to_integers(network);
  Verdict verdict = Verdict::unactivated;
  visit_extreme_rays(scaled, [&](const Ray& ray) {
    return merge(verdict, judge(ray, scaled.weights, scaled.bias));
  });
  return verdict;
}

Rational value_at(const Network& network, const std::vector<Rational>& x) {
  return to_rational(network.second_bias) + positive_part_sum(network, x, true);
}

Rational slope_along(const Network& network, const std::vector<Rational>& r) {
  return positive_part_sum(network, r, false);
}

Rational critical_second_bias(const Network& network) {
  const IntegerNetwork scaled = to_integers(network);
  bool found = false;
  Rational greatest;
  for (const Ray& ray : extreme_rays(scaled)) {
    if (ray.t == 0) continue;
    Integer sum = 0;
    for (std::size_t i = 0; i < ray.z.size(); ++i) {
      if (ray.z[i] > 0) sum += scaled.weights[i] * ray.z[i];
    }
    const Rational value(sum, ray.t);
    if (!found || value > greatest) greatest = value;
    found = true;
  }
  const Integer power = Integer(1) << std::abs(scaled.value_exponent);
  return -(scaled.value_exponent < 0 ? Rational(greatest / power) : Rational(greatest * power));
}

std::uint64_t count_good_signs(const Network& network) {
  const IntegerNetwork scaled = to_integers(network);
  return count_signs(scaled, extreme_rays(scaled), 0);
}

std::uint64_t count_good_orbit(const Network& network) {
  const IntegerNetwork scaled = to_integers(network);
  const std::vector<Ray> rays = extreme_rays(scaled);
  std::uint64_t good = 0;
  for (std::uint64_t flipped = 0; flipped < std::uint64_t{1} << scaled.rows.size(); ++flipped) {
    good += count_signs(scaled, rays, flipped);
  }
  return good;
}

}  // namespace census::oracle
