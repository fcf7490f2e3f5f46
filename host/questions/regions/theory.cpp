#include "host/questions/regions/theory.hpp"

#include "cuda/questions/regions/arrangement_count.hpp"

namespace census::regions {
namespace {

constexpr const char* source = "theorem of Zaslavsky, 1975";

std::optional<ArrangementCount> arrangement(const Point& point) {
  if (point.depth != 1 || !is_unbounded(point.domain)) return std::nullopt;
  const int dimension = dimension_of_domain(point);
  const int neurons = point.widths[0];
  // All domains go through the origin of input space.
  const bool central = point.laws[0].biases.scale == 0.0F;
  return central ? generic_central_arrangement(neurons, dimension)
                 : generic_arrangement(neurons, dimension);
}

Theory exactly(std::int64_t number) {
  return {
      .value = static_cast<double>(number), .fraction = std::to_string(number), .source = source};
}

}  // namespace

int dimension_of_domain(const Point& point) {
  return point.domain.extent == Extent::space ? point.input_dimension : dimension_of(point.domain);
}

Theory regions(const Point& point) {
  const auto count = arrangement(point);
  return count ? exactly(count->regions) : Theory{};
}

Theory bounded_regions(const Point& point) {
  const auto count = arrangement(point);
  return count ? exactly(count->bounded) : Theory{};
}

Integer most_regions(const Point& point) {
  Integer most = 1;
  for (int l = 0; l < point.depth; ++l) {
    const auto count = generic_arrangement(point.widths[l], dimension_of_domain(point));
    // Beyond this no interval is cut, and squares would not fit.
    if (most > (Integer(1) << 100)) return most;
    most *= count.regions;
  }
  return most;
}

}  // namespace census::regions
