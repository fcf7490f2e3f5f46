#include <cstddef>
#include <memory>
#include <utility>

#include "cuda/questions/regions/arrangement_count.hpp"
#include "cuda/questions/regions/network.hpp"
#include "cuda/random/random123_words.hpp"
#include "host/questions/regions/exact_regions.hpp"

namespace census::regions {
namespace {

std::size_t index(int i) { return static_cast<std::size_t>(i); }

std::vector<ExactLayer> draw_layers(const Point& point, WordStream<Random123Words>& stream) {
  const WordLayout words(point);
  const auto draw = [&](Law law, std::uint64_t word, int offset) {
    return Rational(
        static_cast<double>(weight(law, stream.word(word + static_cast<std::uint64_t>(offset)))));
  };
  std::vector<ExactLayer> layers;
  for (int l = 0; l < point.depth; ++l) {
    const int inputs = inputs_of_layer(point, l);
    ExactLayer layer;
    for (int j = 0; j < point.widths[l]; ++j) {
      RationalVector row;
      for (int i = 0; i < inputs; ++i) {
        row.push_back(draw(point.laws[l].weights, words.weights(l, i), j));
      }
      layer.weights.push_back(std::move(row));
      layer.biases.push_back(draw(point.laws[l].biases, words.biases(l), j));
    }
    layers.push_back(std::move(layer));
  }
  return layers;
}

ExactDomain draw_domain(const Point& point, WordStream<Random123Words>& stream,
                        const GivenPoints& points) {
  const WordLayout words(point);
  const Domain& given = point.domain;
  const bool is_plane = dimension_of(given) == 2;
  const auto coordinate = [&](int which, int k) {
    return Rational(points.values[k * points.points + which]);
  };
  const auto direction = [&](int which, int k) {
    switch (given.placement) {
      case Placement::axes:
        break;
      case Placement::random: {
        const std::uint64_t word = words.direction(which) + static_cast<std::uint64_t>(k);
        return Rational(static_cast<double>(weight(given.directions, stream.word(word))));
      }
      case Placement::points:
        return Rational(mpq_class(coordinate(which + 1, k).get() - coordinate(0, k).get()));
    }
    return Rational(k == which ? 1.0 : 0.0);
  };
  ExactDomain domain;
  domain.extent = given.extent;
  for (int k = 0; k < point.input_dimension; ++k) {
    const bool is_given = given.placement == Placement::points;
    domain.origin.push_back(is_given ? coordinate(0, k) : Rational());
    domain.first.push_back(direction(0, k));
    domain.second.push_back(is_plane ? direction(1, k) : Rational());
  }
  domain.ends = {Rational(given.ends[0]), Rational(given.ends[1])};
  for (int k = 0; k < given.corners; ++k) {
    domain.corners.push_back(
        {Rational(given.corner[index(k)][0]), Rational(given.corner[index(k)][1])});
  }
  return domain;
}

/// Counts the regions of one layer on all of input space.
template <int dimension>
ExactCount count_in_space(const ExactLayer& layer) {
  const auto inputs = static_cast<int>(layer.weights.front().size());
  if constexpr (dimension < max_space_dimension) {
    if (inputs > dimension) return count_in_space<dimension + 1>(layer);
  }
  const auto rows = std::make_unique<AffineRows<Rational, dimension, max_space_width>>();
  const auto width = static_cast<int>(layer.biases.size());
  bool central = true;
  ExactCount count;
  for (int j = 0; j < width; ++j) {
    bool is_constant = true;
    for (int k = 0; k < dimension; ++k) {
      rows->coefficient[k][j] = layer.weights[index(j)][index(k)];
      is_constant = is_constant && sign(rows->coefficient[k][j]) == Sign::zero;
    }
    rows->coefficient[dimension][j] = layer.biases[index(j)];
    central = central && sign(layer.biases[index(j)]) == Sign::zero;
    if (!is_constant) ++count.crossings[0];
    count.neuron_crossings.push_back(is_constant ? 0 : 1);
  }
  const ArrangementCount found = count_arrangement(*rows, width);
  const bool spans = echelon(layer.weights, dimension).kernel.empty();
  const std::int64_t bounded = spans ? found.bounded : 0;
  count.regions = count.after_layer[0] = static_cast<std::uint64_t>(found.regions);
  count.unbounded = static_cast<std::uint64_t>(found.regions - bounded);
  const ArrangementCount generic = central ? generic_central_arrangement(width, dimension)
                                           : generic_arrangement(width, dimension);
  // Of all arrangements of so many hyperplanes only those in general position have so many regions.
  count.degenerate = found.regions != generic.regions;
  return count;
}

}  // namespace

ExactNetwork draw_exactly(const Point& point, std::uint64_t id, const GivenPoints& points) {
  WordStream<Random123Words> stream(point.key, id);
  std::vector<ExactLayer> layers = draw_layers(point, stream);
  return {std::move(layers), draw_domain(point, stream, points)};
}

ExactCount count_exactly(const Point& point, std::uint64_t id, const GivenPoints& points) {
  const ExactNetwork network = draw_exactly(point, id, points);
  if (point.domain.extent == Extent::space) return count_in_space<1>(network.layers.front());
  return count_exactly(network.layers, network.domain);
}

}  // namespace census::regions
