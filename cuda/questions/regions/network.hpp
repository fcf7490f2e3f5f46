#pragma once

#include <cstdint>

#include "cuda/portability.hpp"
#include "cuda/questions/regions/block.hpp"
#include "cuda/questions/regions/point.hpp"
#include "cuda/random/law.hpp"
#include "cuda/random/word_reader.hpp"

namespace census::regions {

/// Which word of a network's stream names which parameter, one word each: layer by layer, the
/// weights input by input, then the biases; after the last layer the two vectors of a random line
/// or plane. So the network is the same on every domain.
class WordLayout {
 public:
  CENSUS_HD explicit WordLayout(const Point& point) : point_(&point) {}

  /// Returns the word of the weight from input i of layer l to its neuron 0; neuron j at + j.
  CENSUS_HD std::uint64_t weights(int l, int i) const {
    return begin(l) + count(i) * count(point_->widths[l]);
  }
  /// Returns the word of the bias of neuron 0 of layer l; neuron j at + j.
  CENSUS_HD std::uint64_t biases(int l) const { return weights(l, inputs_of_layer(*point_, l)); }

  /// Returns the word of entry 0 of vector `which` = 0, 1 of a random domain.
  CENSUS_HD std::uint64_t direction(int which) const {
    return begin(point_->depth) + count(which) * count(point_->input_dimension);
  }

 private:
  CENSUS_HD static std::uint64_t count(int n) { return static_cast<std::uint64_t>(n); }

  CENSUS_HD std::uint64_t begin(int layer) const {
    std::uint64_t words = 0;
    for (int l = 0; l < layer; ++l) {
      words += count(inputs_of_layer(*point_, l) + 1) * count(point_->widths[l]);
    }
    return words;
  }

  const Point* point_;
};

/// Draws `count` parameters under `law`, words first, first + 1, ..., into `out`, which has room
/// for padded(count), and sets the entries past them to 0.
template <class Generator>
CENSUS_HD void draw_parameters(WordReader<Generator>& reader, Law law, std::uint64_t first,
                               int count, float* out) {
  constexpr int batch = padded(1);
  static_assert(batch % Generator::lanes == 0);
  constexpr int lanes = Generator::lanes > 1 ? batch : 1;
  for (int i = 0; i < count; i += batch) {
    std::uint32_t words[batch] = {};
    const int size = count - i < batch ? count - i : batch;
    reader.read(first + static_cast<std::uint64_t>(i), size, words);
    for (int j = 0; j < batch; j += lanes) to_weights<lanes>(law, words + j, out + i + j);
    for (int j = size; j < batch; ++j) out[i + j] = 0.0F;
  }
}

}  // namespace census::regions
