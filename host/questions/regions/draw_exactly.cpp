#include <cstddef>

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

ExactDomain draw_domain(const Point& point, WordStream<Random123Words>& stream) {
  const WordLayout words(point);
  const Domain& given = point.domain;
  const bool is_given = given.placement == Placement::given;
  const bool is_plane = dimension_of(given) == 2;
  ExactDomain domain;
  domain.extent = given.extent;
  for (int k = 0; k < point.input_dimension; ++k) {
    const auto entry = [&](int which, const double* vector) {
      if (is_given) return Rational(vector[k]);
      const std::uint64_t word = words.direction(which) + static_cast<std::uint64_t>(k);
      return Rational(static_cast<double>(weight(given.directions, stream.word(word))));
    };
    domain.origin.push_back(is_given ? Rational(given.origin[k]) : Rational());
    domain.first.push_back(entry(0, given.first));
    domain.second.push_back(is_plane ? entry(1, given.second) : Rational());
  }
  domain.ends = {Rational(given.ends[0]), Rational(given.ends[1])};
  for (int k = 0; k < given.corners; ++k) {
    domain.corners.push_back(
        {Rational(given.corner[index(k)][0]), Rational(given.corner[index(k)][1])});
  }
  return domain;
}

}  // namespace

ExactNetwork draw_exactly(const Point& point, std::uint64_t id) {
  WordStream<Random123Words> stream(point.key, id);
  std::vector<ExactLayer> layers = draw_layers(point, stream);
  return {std::move(layers), draw_domain(point, stream)};
}

RegionCount count_exactly(const Point& point, std::uint64_t id) {
  const ExactNetwork network = draw_exactly(point, id);
  return count_exactly(network.layers, network.domain);
}

}  // namespace census::regions
