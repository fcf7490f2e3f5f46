#pragma once

#include <cstddef>
#include <cstdint>

#include "cuda/questions/unactivated/counts.hpp"
#include "cuda/questions/unactivated/network.hpp"
#include "cuda/questions/unactivated/screen.hpp"

namespace census::unactivated {

/// The first stage of the decision for many networks side by side, on a processor: `Screen` with
/// one row of numbers for each parameter and one column for each network. Every step is a loop over
/// the columns without branches, which compilers turn into vector instructions; after every step
/// the columns that are settled are dropped, so that no step draws words for a network that an
/// earlier one has settled. Settles exactly the networks that `Screen` settles, with the same
/// verdicts: each number is computed by the same operations.
///
/// `Words` draws blocks of words for many networks; see PhiloxRows.
template <class Words, int dimension, int capacity>
class RowScreen {
 public:
  /// How many networks are worked on at a time: their rows stay in the first cache.
  static constexpr std::size_t columns = 256;

  explicit RowScreen(const Point& point) : point_(point), layout_(point.width) {
    for (int size = 0; size <= point.width; ++size) {
      const NeuronSet negative = first_neurons(size);
      for (const bool bias : {false, true}) {
        by_signs_[bias ? 1 : 0][size] =
            decide_by_signs(point.input_dimension, point.width, negative, bias);
      }
    }
  }

  /// Asks about ids[0], ..., ids[number - 1], number <= columns. Moves those that are not settled
  /// to the front of `ids`, in their order, and returns how many they are. Counts the others.
  std::size_t ask(std::uint64_t* ids, std::size_t number, Counts& counts) {
    ids_ = ids;
    number_ = number;
    for (std::size_t i = number; i < columns; ++i) id_[i] = 0;
    for (std::size_t i = 0; i < number; ++i) id_[i] = ids[i];
    next_word_ = 0;
    axes_ = 0;
    settle_by_signs(counts);
    draw(point_.first_biases, first_biases_);
    settle_at_origin(counts);
    for (axes_ = 0; axes_ < dimension && number_ > 0;) {
      draw(point_.first_weights, first_weights_[axes_]);
      const Row* slopes = first_weights_[axes_++];
      settle_at_ends(slopes);
      for (int j = 0; j < point_.width; ++j) settle_at_crossing(slopes, j);
      drop_settled(counts);
    }
    for (std::size_t i = 0; i < number_; ++i) ids[i] = id_[i];
    return number_;
  }

  /// Returns the parameters of the network ids[i] that the last call of `ask` has left.
  Network<dimension, capacity> network(std::size_t i) const {
    Network<dimension, capacity> network;
    network.width = point_.width;
    network.second.bias = second_bias_[i];
    network.second.negative = 0;
    for (int j = 0; j < point_.width; ++j) {
      network.second.weights[j] = second_weights_[j][i];
      if (network.second.weights[j] < 0.0F) network.second.negative |= singleton(j);
      network.first_biases[j] = first_biases_[j][i];
      for (int k = 0; k < dimension; ++k) network.first_weights[k][j] = first_weights_[k][j][i];
    }
    return network;
  }

 private:
  using Row = float[columns];

  static NeuronSet first_neurons(int number) {
    return number == 64 ? ~NeuronSet{0} : (NeuronSet{1} << number) - 1;
  }

  /// Returns the row of the next word of every network that is left.
  const std::uint32_t* next_words() {
    if (next_word_ % 4 == 0) {
      std::uint32_t* const rows[4] = {words_[0], words_[1], words_[2], words_[3]};
      Words::block(point_.key, next_word_ / 4, id_, number_, rows);
    }
    return words_[next_word_++ % 4];
  }

  void to_row(Law law, const std::uint32_t* words, float* row) const {
    constexpr int multiple = Words::row_multiple;
    for (std::size_t i = 0; i < number_; i += multiple) {
      to_weights<multiple>(law, words + i, row + i);
    }
  }

  /// Draws one group of parameters, a row for each neuron.
  void draw(Law law, Row* rows) {
    for (int j = 0; j < point_.width; ++j) to_row(law, next_words(), rows[j]);
  }

  void settle_by_signs(Counts& counts) {
    const std::uint32_t* words = next_words();
    to_row(point_.second_biases, words, second_bias_);
    std::uint32_t negative[columns] = {};
    for (int j = 0; j < point_.width; ++j) {
      words = next_words();
      for (std::size_t i = 0; i < number_; ++i) negative[i] += words[i] >> 31;
      to_row(point_.second_weights, words, second_weights_[j]);
    }
    std::size_t left = 0;
    for (std::size_t i = 0; i < number_; ++i) {
      const Verdict verdict = by_signs_[second_bias_[i] < 0.0F ? 1 : 0][negative[i]];
      kept_[left] = static_cast<std::uint32_t>(i);
      if (is_settled(verdict)) {
        counts.add(Stage::screen, verdict);
      } else {
        ++left;
      }
    }
    keep(left, 0);
  }

  /// f as SplitSum computes it, for every network, one neuron after the other.
  void begin_sum() {
    for (std::size_t i = 0; i < number_; ++i) {
      positive_[i] = second_bias_[i] > 0.0F ? second_bias_[i] : 0.0F;
      negative_[i] = second_bias_[i] < 0.0F ? -second_bias_[i] : 0.0F;
    }
  }

  static void add(float weight, float activation, float& positive, float& negative) {
    positive = std::fma(weight > 0.0F ? weight : 0.0F, activation, positive);
    negative = std::fma(weight < 0.0F ? -weight : 0.0F, activation, negative);
  }

  static std::uint32_t certainly_positive(float positive, float negative) {
    const SplitSum sum{positive, negative};
    return sum.certainly_positive() ? 1 : 0;
  }

  void settle_at_origin(Counts& counts) {
    begin_sum();
    for (int j = 0; j < point_.width; ++j) {
      const float* weights = second_weights_[j];
      const float* biases = first_biases_[j];
      for (std::size_t i = 0; i < number_; ++i) {
        add(weights[i], activation(biases[i]), positive_[i], negative_[i]);
      }
    }
    for (std::size_t i = 0; i < number_; ++i) {
      settled_[i] = certainly_positive(positive_[i], negative_[i]);
    }
    drop_settled(counts);
  }

  void settle_at_ends(const Row* first_weights) {
    Row backward_positive;
    Row backward_negative;
    for (std::size_t i = 0; i < number_; ++i) {
      positive_[i] = negative_[i] = backward_positive[i] = backward_negative[i] = 0.0F;
    }
    for (int j = 0; j < point_.width; ++j) {
      const float* weights = second_weights_[j];
      const float* slopes = first_weights[j];
      for (std::size_t i = 0; i < number_; ++i) {
        add(weights[i], activation(slopes[i]), positive_[i], negative_[i]);
        add(weights[i], activation(-slopes[i]), backward_positive[i], backward_negative[i]);
      }
    }
    for (std::size_t i = 0; i < number_; ++i) {
      settled_[i] = certainly_positive(positive_[i], negative_[i]) |
                    certainly_positive(backward_positive[i], backward_negative[i]);
    }
  }

  /// f where the axis crosses the hyperplane of neuron `crossed`, for the networks that have it in
  /// N.
  void settle_at_crossing(const Row* first_weights, int crossed) {
    Row position;
    for (std::size_t i = 0; i < number_; ++i) {
      position[i] = -first_biases_[crossed][i] / first_weights[crossed][i];
    }
    begin_sum();
    for (int j = 0; j < point_.width; ++j) {
      const float* weights = second_weights_[j];
      const float* slopes = first_weights[j];
      const float* biases = first_biases_[j];
      for (std::size_t i = 0; i < number_; ++i) {
        add(weights[i], activation(std::fma(slopes[i], position[i], biases[i])), positive_[i],
            negative_[i]);
      }
    }
    for (std::size_t i = 0; i < number_; ++i) {
      const std::uint32_t in_n = second_weights_[crossed][i] < 0.0F ? 1 : 0;
      settled_[i] |= in_n & certainly_positive(positive_[i], negative_[i]);
    }
  }

  /// Counts the networks that are settled, all of them activated, and drops their columns.
  void drop_settled(Counts& counts) {
    std::size_t left = 0;
    for (std::size_t i = 0; i < number_; ++i) {
      kept_[left] = static_cast<std::uint32_t>(i);
      left += 1 - settled_[i];
    }
    counts.add(Stage::screen, Verdict::activated, number_ - left);
    keep(left, point_.width);
  }

  /// Moves the columns kept_[0], ..., kept_[left - 1] to the front of every row that is needed
  /// later.
  void keep(std::size_t left, int bias_rows) {
    if (left != number_) {
      number_ = left;
      move(id_);
      move(second_bias_);
      for (int j = 0; j < point_.width; ++j) move(second_weights_[j]);
      for (int j = 0; j < bias_rows; ++j) move(first_biases_[j]);
      for (int k = 0; k < axes_; ++k) {
        for (int j = 0; j < point_.width; ++j) move(first_weights_[k][j]);
      }
      if (next_word_ % 4 != 0) {
        for (std::uint32_t word = next_word_ % 4; word < 4; ++word) move(words_[word]);
      }
    }
  }

  template <class T>
  void move(T* row) const {
    // A column never moves back, so that vectors of them may be read before they are written.
#pragma GCC ivdep
    for (std::size_t i = 0; i < number_; ++i) row[i] = row[kept_[i]];
  }

  Point point_;
  WordLayout layout_;
  Verdict by_signs_[2][max_width + 1];

  std::uint64_t* ids_ = nullptr;
  std::size_t number_ = 0;
  std::uint32_t next_word_ = 0;
  int axes_ = 0;  ///< how many coordinates of the first layer have been drawn
  alignas(64) std::uint64_t id_[columns] = {};
  alignas(64) std::uint32_t words_[4][columns] = {};
  alignas(64) std::uint32_t kept_[columns] = {};
  alignas(64) std::uint32_t settled_[columns] = {};
  alignas(64) Row second_bias_ = {};
  alignas(64) Row second_weights_[capacity] = {};
  alignas(64) Row first_biases_[capacity] = {};
  alignas(64) Row first_weights_[dimension][capacity] = {};
  alignas(64) Row positive_ = {};
  alignas(64) Row negative_ = {};
};

}  // namespace census::unactivated
