#include "host/questions/unactivated/drawn_network.hpp"

#include <cstddef>
#include <utility>

#include "cuda/questions/unactivated/network.hpp"
#include "cuda/random/random123_words.hpp"

namespace census::unactivated {

DrawnNetwork draw(const Point& point, std::uint64_t id) {
  const WordLayout layout(point.width);
  WordStream<Random123Words> words(point.key, id);
  const auto width = static_cast<std::size_t>(point.width);

  const auto draw_one = [&](Law law, std::uint32_t word) { return weight(law, words.word(word)); };
  DrawnNetwork network;
  network.second_bias = draw_one(point.second_biases, layout.second_bias());
  network.first_weights.resize(width);
  for (std::uint32_t i = 0; i < width; ++i) {
    network.second_weights.push_back(draw_one(point.second_weights, layout.second_weights() + i));
    network.first_biases.push_back(draw_one(point.first_biases, layout.first_biases() + i));
    for (int k = 0; k < point.input_dimension; ++k) {
      network.first_weights[i].push_back(
          draw_one(point.first_weights, layout.first_weights(k) + i));
    }
  }
  return network;
}

ExactNetwork to_exact(const DrawnNetwork& network) {
  const auto exact = [](float x) { return Rational(static_cast<double>(x)); };
  ExactNetwork result;
  result.input_dimension = static_cast<int>(network.first_weights.front().size());
  result.second_bias = exact(network.second_bias);
  for (std::size_t i = 0; i < network.first_weights.size(); ++i) {
    RationalVector row;
    for (const float weight : network.first_weights[i]) row.push_back(exact(weight));
    row.push_back(exact(network.first_biases[i]));
    result.rows.push_back(std::move(row));
    result.second_weights.push_back(exact(network.second_weights[i]));
  }
  return result;
}

}  // namespace census::unactivated
