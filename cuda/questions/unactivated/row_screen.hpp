#pragma once

#include <cstddef>
#include <cstdint>

#include "cuda/questions/unactivated/counts.hpp"
#include "cuda/questions/unactivated/network.hpp"
#include "cuda/questions/unactivated/screen.hpp"
#include "cuda/random/parameter_rows.hpp"

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
  static constexpr std::size_t columns = ParameterRows<Words>::columns;

  explicit RowScreen(const Point& point) : point_(point), rows_(point.key) {
    for (int size = 0; size <= point.width; ++size) {
      const NeuronSet negative = first_neurons(size);
      for (const bool bias : {false, true}) {
        const Verdict verdict = decide_by_signs(point.input_dimension, point.width, negative, bias);
        by_signs_[bias ? 1 : 0][size] = {is_settled(verdict) ? 1U : 0U,
                                         verdict == Verdict::unactivated ? 1U : 0U};
      }
    }
  }

  /// Asks about ids[0], ..., ids[number - 1], number <= columns. Moves those that are not settled
  /// to the front of `ids`, in their order, and returns how many they are. Counts the others.
  std::size_t ask(std::uint64_t* ids, std::size_t number, Counts& counts) {
    rows_.begin(ids, number);
    axes_ = 0;
    settle_by_signs(counts);
    draw(point_.first_biases, first_biases_);
    settle_at_origin(counts);
    for (axes_ = 0; axes_ < dimension && rows_.number() > 0;) {
      draw(point_.first_weights, first_weights_[axes_]);
      const Row* slopes = first_weights_[axes_++];
      settle_at_ends(slopes);
      for (int j = 0; j < point_.width; ++j) settle_at_crossing(slopes, j);
      drop_settled(counts);
    }
    for (std::size_t i = 0; i < rows_.number(); ++i) ids[i] = rows_.id(i);
    return rows_.number();
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
  using Row = typename ParameterRows<Words>::Row;

  /// What the signs of the second layer say about a network; each 0 or 1.
  struct BySigns {
    std::uint32_t settled;
    std::uint32_t unactivated;
  };

  static NeuronSet first_neurons(int number) {
    return number == 64 ? ~NeuronSet{0} : (NeuronSet{1} << number) - 1;
  }

  /// Draws one group of parameters, a row for each neuron.
  void draw(Law law, Row* rows) {
    for (int j = 0; j < point_.width; ++j) rows_.draw(law, rows[j]);
  }

  /// Computes the parameters of the second layer only where their signs leave the network open.
  void settle_by_signs(Counts& counts) {
    std::uint32_t bias_sign[columns];
    std::uint32_t negative[columns] = {};
    const std::uint32_t* words = rows_.draw_words(second_bias_);
    for (std::size_t i = 0; i < rows_.number(); ++i) bias_sign[i] = words[i] >> 31;
    for (int j = 0; j < point_.width; ++j) {
      words = rows_.draw_words(second_weights_[j]);
      for (std::size_t i = 0; i < rows_.number(); ++i) negative[i] += words[i] >> 31;
    }
    std::uint32_t unactivated = 0;
    for (std::size_t i = 0; i < rows_.number(); ++i) {
      const BySigns by_signs = by_signs_[bias_sign[i]][negative[i]];
      settled_[i] = by_signs.settled;
      unactivated += by_signs.unactivated;
    }
    counts.add(Stage::screen, Verdict::unactivated, unactivated);
    const std::size_t left = find_open();
    counts.add(Stage::screen, Verdict::activated, rows_.number() - left - unactivated);
    keep(left, 0);
    rows_.to_parameters(point_.second_biases, second_bias_);
    for (int j = 0; j < point_.width; ++j) {
      rows_.to_parameters(point_.second_weights, second_weights_[j]);
    }
  }

  /// f as SplitSum computes it, for every network, one neuron after the other.
  void begin_sum() {
    for (std::size_t i = 0; i < rows_.number(); ++i) {
      positive_[i] = second_bias_[i] > 0.0F ? second_bias_[i] : 0.0F;
      negative_[i] = second_bias_[i] < 0.0F ? -second_bias_[i] : 0.0F;
    }
  }

  static void add(float weight, float activation, float& positive, float& negative) {
    SplitSum sum{positive, negative};
    sum.add(weight, activation);
    positive = sum.positive;
    negative = sum.negative;
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
      for (std::size_t i = 0; i < rows_.number(); ++i) {
        add(weights[i], activation(biases[i]), positive_[i], negative_[i]);
      }
    }
    for (std::size_t i = 0; i < rows_.number(); ++i) {
      settled_[i] = certainly_positive(positive_[i], negative_[i]);
    }
    drop_settled(counts);
  }

  void settle_at_ends(const Row* first_weights) {
    Row backward_positive;
    Row backward_negative;
    for (std::size_t i = 0; i < rows_.number(); ++i) {
      positive_[i] = negative_[i] = backward_positive[i] = backward_negative[i] = 0.0F;
    }
    for (int j = 0; j < point_.width; ++j) {
      const float* weights = second_weights_[j];
      const float* slopes = first_weights[j];
      for (std::size_t i = 0; i < rows_.number(); ++i) {
        add(weights[i], activation(slopes[i]), positive_[i], negative_[i]);
        add(weights[i], activation(-slopes[i]), backward_positive[i], backward_negative[i]);
      }
    }
    for (std::size_t i = 0; i < rows_.number(); ++i) {
      settled_[i] = certainly_positive(positive_[i], negative_[i]) |
                    certainly_positive(backward_positive[i], backward_negative[i]);
    }
  }

  /// f where the axis crosses the hyperplane of neuron `crossed`, for the networks that have it in
  /// N.
  void settle_at_crossing(const Row* first_weights, int crossed) {
    Row position;
    for (std::size_t i = 0; i < rows_.number(); ++i) {
      position[i] = -first_biases_[crossed][i] / first_weights[crossed][i];
    }
    begin_sum();
    for (int j = 0; j < point_.width; ++j) {
      const float* weights = second_weights_[j];
      const float* slopes = first_weights[j];
      const float* biases = first_biases_[j];
      for (std::size_t i = 0; i < rows_.number(); ++i) {
        add(weights[i], activation(std::fma(slopes[i], position[i], biases[i])), positive_[i],
            negative_[i]);
      }
    }
    for (std::size_t i = 0; i < rows_.number(); ++i) {
      const std::uint32_t in_n = second_weights_[crossed][i] < 0.0F ? 1 : 0;
      settled_[i] |= in_n & certainly_positive(positive_[i], negative_[i]);
    }
  }

  /// Lists the columns that are not settled in `kept_` and returns how many they are.
  std::size_t find_open() {
    std::size_t open = 0;
    for (std::size_t i = 0; i < rows_.number(); ++i) {
      kept_[open] = static_cast<std::uint32_t>(i);
      open += 1 - settled_[i];
    }
    return open;
  }

  /// Counts the networks that are settled, all of them activated, and drops their columns.
  void drop_settled(Counts& counts) {
    const std::size_t left = find_open();
    counts.add(Stage::screen, Verdict::activated, rows_.number() - left);
    keep(left, point_.width);
  }

  /// Keeps the networks in columns kept_[0], ..., kept_[left - 1] and moves every row that is
  /// needed later.
  void keep(std::size_t left, int bias_rows) {
    if (left == rows_.number()) return;
    rows_.keep(kept_, left);
    const auto move = [this](float* row) { rows_.move(kept_, row); };
    move(second_bias_);
    for (int j = 0; j < point_.width; ++j) move(second_weights_[j]);
    for (int j = 0; j < bias_rows; ++j) move(first_biases_[j]);
    for (int k = 0; k < axes_; ++k) {
      for (int j = 0; j < point_.width; ++j) move(first_weights_[k][j]);
    }
  }

  Point point_;
  ParameterRows<Words> rows_;
  BySigns by_signs_[2][max_width + 1];  ///< by the sign of c and the size of N

  int axes_ = 0;  ///< how many coordinates of the first layer have been drawn
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
