#include "host/questions/regions/theory.hpp"

#include <algorithm>

#include "cuda/questions/regions/arrangement_count.hpp"
#include "host/questions/regions/expected_count.hpp"

namespace census::regions {
namespace {

constexpr const char* source = "theorem of Zaslavsky, 1975";
constexpr const char* layer_by_layer = "theorem of Zaslavsky, 1975, layer by layer";
constexpr const char* by_angle = "angle between the ends, for normal parameters";
constexpr const char* through_origin = "all boundaries pass through the origin";
constexpr const char* by_densities =
    "densities of biases and mean square gradients, as Hanin, "
    "Rolnick, 2019";

/// Whether the boundaries of the first layer's neurons all pass through the origin, and that lies
/// on the line or plane.
bool is_central(const Point& point) {
  return point.laws[0].biases.scale == 0.0F && point.domain.contains_zero;
}

std::optional<ArrangementCount> arrangement(const Point& point) {
  if (point.depth != 1 || !is_unbounded(point.domain)) return std::nullopt;
  const int dimension = dimension_of_domain(point);
  const int neurons = point.widths[0];
  return is_central(point) ? generic_central_arrangement(neurons, dimension)
                           : generic_arrangement(neurons, dimension);
}

/// Returns most_regions for the network of the first `layers` layers.
Integer most_before(const Point& point, int layers) {
  Integer most = 1;
  for (int l = 0; l < layers; ++l) {
    const auto count = generic_arrangement(point.widths[l], dimension_of_domain(point));
    // Beyond this no interval is cut, and squares would not fit.
    if (most > (Integer(1) << 100)) return most;
    most *= count.regions;
  }
  return most;
}

Theory exactly(std::int64_t number) {
  return {
      .value = static_cast<double>(number), .fraction = std::to_string(number), .source = source};
}

/// Without biases all breakpoints of a line through the origin are there, whether that is inside
/// the domain or not.
Theory regions_around_origin(bool inside) {
  return {.value = inside ? 2.0 : 1.0, .fraction = inside ? "2" : "1", .source = through_origin};
}

/// That, for lines whose own origin is that of input space; nothing for other domains, or where a
/// layer has biases.
std::optional<Theory> regions_without_biases(const Point& point) {
  if (dimension_of_domain(point) != 1 || central_layers(point) < point.depth) return std::nullopt;
  const Domain& domain = point.domain;
  return regions_around_origin(domain.extent != Extent::segment ||
                               (domain.ends[0] < 0.0 && domain.ends[1] > 0.0));
}

}  // namespace

int dimension_of_domain(const Point& point) {
  return point.domain.extent == Extent::space ? point.input_dimension : dimension_of(point.domain);
}

Theory regions(const Point& point, const GivenPoints& points) {
  if (is_unbounded(point.domain)) {
    if (const auto count = arrangement(point)) return exactly(count->regions);
    return regions_without_biases(point).value_or(Theory{});
  }
  if (const auto known = regions_without_biases(point)) return *known;
  const std::optional<double> each =
      point.depth == 1 ? expected_breakpoints(point, points) : std::nullopt;
  if (each && is_central(point)) return regions_around_origin(*each > 0.5);
  if (each) return {.value = 1.0 + point.widths[0] * *each, .source = by_angle};
  const auto most = most_regions(point).convert_to<double>();
  const std::optional<double> expected = most_expected_regions(point, points);
  if (expected && *expected < most) return {.source = by_densities, .upper_bound = expected};
  return {.source = layer_by_layer, .upper_bound = most};
}

Theory bounded_regions(const Point& point) {
  const auto count = arrangement(point);
  return count ? exactly(count->bounded) : Theory{};
}

Theory crossings_per_neuron(const Point& point, const GivenPoints& points) {
  if (point.depth != 1) return {};
  if (!is_unbounded(point.domain)) {
    const std::optional<double> expected = expected_breakpoints(point, points);
    return expected ? Theory{.value = expected, .source = by_angle} : Theory{};
  }
  return {.value = 1.0, .fraction = "1", .source = "every hyperplane meets the domain"};
}

Theory scaled(const Theory& theory, double factor, double divisor) {
  const auto scale = [&](std::optional<double> x) {
    return x ? std::optional(*x * factor / divisor) : std::nullopt;
  };
  return {.value = scale(theory.value),
          .source = theory.source,
          .lower_bound = scale(theory.lower_bound),
          .upper_bound = scale(theory.upper_bound)};
}

Integer most_regions(const Point& point) { return most_before(point, point.depth); }

Integer most_crossings(const Point& point) {
  Integer most = 0;
  for (int l = 0; l < point.depth; ++l) most += most_before(point, l) * point.widths[l];
  return most;
}

}  // namespace census::regions
