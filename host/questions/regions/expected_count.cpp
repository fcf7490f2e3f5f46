#include "host/questions/regions/expected_count.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <numeric>
#include <vector>

#include "cuda/questions/regions/placement.hpp"

namespace census::regions {
namespace {

/// The variance of a law; infinite where it has none.
double variance(Law law) {
  const auto scale = static_cast<double>(law.scale);
  const double square = scale * scale;
  switch (law.distribution) {
    case Distribution::normal:
      return square;
    case Distribution::uniform:
      return square / 3.0;
    case Distribution::laplace:
      return 2.0 * square;
    case Distribution::cauchy:
      return HUGE_VAL;
    case Distribution::smoothed_rademacher:
      return square * (1.0 + 1.0 / 768.0);
  }
  return HUGE_VAL;
}

/// The greatest value of a law's density; infinite for biases that there are none of.
double greatest_density(Law law) {
  const auto scale = static_cast<double>(law.scale);
  if (scale == 0.0) return HUGE_VAL;
  switch (law.distribution) {
    case Distribution::normal:
      return 1.0 / (scale * std::sqrt(2.0 * std::numbers::pi));
    case Distribution::uniform:
    case Distribution::laplace:
      return 1.0 / (2.0 * scale);
    case Distribution::cauchy:
      return 1.0 / (std::numbers::pi * scale);
    case Distribution::smoothed_rademacher:
      return 4.0 / scale;
  }
  return HUGE_VAL;
}

/// The scalar products of the vectors that span the domain and the square of the area they span,
/// in the mean where they are random.
struct Metric {
  double ss = 1.0;
  double st = 0.0;
  double tt = 1.0;
  double area_squared = 1.0;

  double length_squared(double s, double t) const {
    return s * s * ss + 2 * s * t * st + t * t * tt;
  }
};

Metric metric_of(const Point& point, const GivenPoints& points) {
  Metric metric;
  switch (point.domain.placement) {
    case Placement::axes:
      break;
    case Placement::random:
      metric.area_squared = 1.0 - 1.0 / point.input_dimension;
      break;
    case Placement::points:
      metric = {0.0, 0.0, 0.0, 0.0};
      for (int k = 0; k < point.input_dimension; ++k) {
        const double s = given_direction(points, 0, k).value;
        const double t = points.points > 2 ? given_direction(points, 1, k).value : 0.0;
        metric.ss += s * s;
        metric.st += s * t;
        metric.tt += t * t;
      }
      metric.area_squared = std::max(metric.ss * metric.tt - metric.st * metric.st, 0.0);
      break;
  }
  return metric;
}

/// At most so many breakpoints, in the mean, on a segment of that length squared.
double most_breakpoints(const Point& point, double length_squared) {
  double regions = 1.0;
  double passed = length_squared;  // mean square of the derivatives of a layer's inputs, in sum
  for (int l = 0; l < point.depth; ++l) {
    const double square = variance(point.laws[l].weights) * passed;
    const double each = greatest_density(point.laws[l].biases) * std::sqrt(square);
    const int width = point.widths[l];
    regions += width * std::min(each, regions);
    passed = square * width / 2.0;
  }
  return regions - 1.0;
}

/// At most so many crossings of two boundaries, in the mean, for each unit of the square of the
/// coordinates.
double crossing_density(const Point& point, double area_squared) {
  double sum = 0.0;
  double gram = area_squared;
  for (int k = 0; k < point.depth; ++k) {
    const double variance_k = variance(point.laws[k].weights);
    const double density_k = greatest_density(point.laws[k].biases);
    const double width = point.widths[k];
    const double square = 2.0 * variance_k * variance_k * gram;
    sum += width * (width - 1.0) / 2.0 * density_k * density_k * std::sqrt(square);
    double passed = square * (width - 1.0) / 2.0;
    for (int l = k + 1; l < point.depth; ++l) {
      const double next = variance(point.laws[l].weights) * passed;
      sum += width * point.widths[l] * density_k * greatest_density(point.laws[l].biases) *
             std::sqrt(next);
      passed = next * point.widths[l] / 2.0;
    }
    gram *= variance_k * variance_k * width * (width - 1.0) / 4.0;
  }
  return sum;
}

/// Returns the angle between two vectors, precise also where it is small (Kahan, How futile are
/// mindless assessments of roundoff in floating-point computation?, 2006).
double angle_between(const std::vector<double>& a, const std::vector<double>& b) {
  const double a_length = std::sqrt(std::inner_product(a.begin(), a.end(), a.begin(), 0.0));
  const double b_length = std::sqrt(std::inner_product(b.begin(), b.end(), b.begin(), 0.0));
  double differences = 0.0;
  double sums = 0.0;
  for (std::size_t k = 0; k < a.size(); ++k) {
    const double x = a[k] * b_length;
    const double y = b[k] * a_length;
    differences += (x - y) * (x - y);
    sums += (x + y) * (x + y);
  }
  return 2.0 * std::atan2(std::sqrt(differences), std::sqrt(sums));
}

bool is_zero(const std::vector<double>& vector) {
  return std::all_of(vector.begin(), vector.end(), [](double x) { return x == 0.0; });
}

}  // namespace

std::optional<double> most_expected_regions(const Point& point, const GivenPoints& points) {
  const Domain& domain = point.domain;
  if (is_unbounded(domain)) return std::nullopt;
  for (int l = 0; l < point.depth; ++l) {
    const LayerLaws& laws = point.laws[l];
    if (std::isinf(variance(laws.weights)) || laws.biases.scale == 0.0F) return std::nullopt;
  }
  const Metric metric = metric_of(point, points);
  if (domain.extent == Extent::segment) {
    return 1.0 +
           most_breakpoints(point, metric.length_squared(domain.ends[1] - domain.ends[0], 0.0));
  }
  double sides = 0.0;
  double doubled_area = 0.0;
  for (int k = 0; k < domain.corners; ++k) {
    const double* const here = domain.corner[k];
    const double* const there = domain.corner[(k + 1) % domain.corners];
    sides += most_breakpoints(point, metric.length_squared(there[0] - here[0], there[1] - here[1]));
    doubled_area += here[0] * there[1] - there[0] * here[1];
  }
  return 1.0 + sides / 2.0 + doubled_area / 2.0 * crossing_density(point, metric.area_squared);
}

std::optional<double> expected_breakpoints(const Point& point, const GivenPoints& points) {
  const Domain& domain = point.domain;
  const auto [weights, biases] = point.laws[0];
  const bool has_biases = biases.scale > 0.0F;
  if (domain.extent != Extent::segment || domain.placement == Placement::random ||
      weights.distribution != Distribution::normal ||
      (has_biases && biases.distribution != Distribution::normal)) {
    return std::nullopt;
  }
  std::vector<double> ends[2];
  for (int end = 0; end < 2; ++end) {
    for (int k = 0; k < point.input_dimension; ++k) {
      const bool is_given = domain.placement == Placement::points;
      const double origin = is_given ? given_origin(points, k) : 0.0;
      const double along = is_given ? given_direction(points, 0, k).value : k == 0 ? 1.0 : 0.0;
      const double coordinate = std::fma(domain.ends[end], along, origin);
      ends[end].push_back(static_cast<double>(weights.scale) * coordinate);
    }
    ends[end].push_back(static_cast<double>(biases.scale));
    if (is_zero(ends[end])) return std::nullopt;
  }
  return angle_between(ends[0], ends[1]) / std::numbers::pi;
}

}  // namespace census::regions
