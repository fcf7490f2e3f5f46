#pragma once

#include <algorithm>
#include <cstdint>

#include "cuda/arrangement/row_elimination.hpp"
#include "cuda/questions/unactivated/network.hpp"
#include "cuda/questions/unactivated/verdict.hpp"

namespace census::unactivated {

/// The checks of `Examination` for many networks side by side, on a processor, in binary32 with
/// error bounds: one row of numbers for each parameter and one column for each network, every step
/// a loop over the columns without branches. What binary32 cannot settle stays undecided.
///
/// The neurons of each network are put in the order "N first, then the others", so that the same
/// rows cut out the lines of all of them, and the lines of a network with fewer neurons in N are
/// the first ones of a network with more.
template <int dimension, int capacity>
class RowExamination {
 public:
  /// How many networks are examined at a time: their rows stay in the first cache.
  static constexpr int columns = 32;
  using Network = unactivated::Network<dimension, capacity>;

  RowExamination() {
    for (auto& coordinate : rows_.coefficient) {
      for (auto& row : coordinate) {
        for (int i = 0; i < columns; ++i) row.set(i, Bounded32());
      }
    }
  }

  /// Sets verdicts[i] to that of *networks[i], 0 <= i < number, 1 <= number <= columns, all of one
  /// width: `activated` or `unactivated`, proved, or `undecided`. N has at least `dimension`
  /// neurons in each (see decide_by_signs).
  void examine(const Network* const* networks, int number, Verdict* verdicts) {
    width_ = networks[0]->width;
    candidates_ = 0;
    for (int i = 0; i < columns; ++i) {
      load(*networks[i < number ? i : 0], i);
      candidates_ = std::max(candidates_, in_n_[i]);
      failed_[i] = uncertain_[i] = 0;
    }
    visit_lines_side_by_side(rows_, width_, 0, candidates_, NeuronSet{0}, *this);
    for (int i = 0; i < number; ++i) {
      verdicts[i] = failed_[i] != 0      ? Verdict::activated
                    : uncertain_[i] != 0 ? Verdict::undecided
                                         : Verdict::unactivated;
    }
  }

  /// Goes on while some network may still be unactivated.
  bool enters(int) const {
    std::uint32_t open = 0;
    for (int i = 0; i < columns; ++i) open += 1 - (failed_[i] | uncertain_[i]);
    return open != 0;
  }

  /// Checks the two ends of a line and the vertices on it.
  void line(const RowLine<columns>& line) {
    check_ends(line);
    for (int neuron = line.later; neuron < candidates_; ++neuron) check_vertex(line, neuron);
  }

 private:
  using Row = BoundedRow<columns>;

  /// 0 or 1 for each network.
  using Flags = std::uint32_t[columns];

  static std::uint32_t is_positive(Bounded32 x) { return x.value > x.radius ? 1 : 0; }
  static std::uint32_t is_negative(Bounded32 x) { return x.value < -x.radius ? 1 : 0; }

  void load(const Network& network, int column) {
    int position = 0;
    const auto place = [&](int j) {
      weights_[position][column] = network.second.weights[j];
      for (int k = 0; k < dimension; ++k) {
        rows_.coefficient[k][position].value[column] = network.first_weights[k][j];
      }
      rows_.coefficient[dimension][position].value[column] = network.first_biases[j];
      ++position;
    };
    const NeuronSet negative = network.second.negative;
    for (NeuronSet left = negative; left != 0; left = without_first(left)) place(first_of(left));
    in_n_[column] = position;
    for (NeuronSet left = all_neurons(width_) & ~negative; left != 0; left = without_first(left)) {
      place(first_of(left));
    }
    bias_[column] = network.second.bias;
  }

  /// See Examination::line_end. A network whose N ends before the line's last neuron does not have
  /// the line. Where rows may be dependent and cut out no line, the slopes have no finite radius: N
  /// has a neuron that is not on it.
  void check_ends(const RowLine<columns>& line) {
    Row forward;
    Row backward;
    Flags idle_forward;
    Flags idle_backward;
    for (int i = 0; i < columns; ++i) {
      forward.set(i, Bounded32());
      backward.set(i, Bounded32());
      idle_forward[i] = idle_backward[i] = bias_[i] < 0.0F ? 1 : 0;
    }
    for (int j = 0; j < width_; ++j) {
      if (contains(line.on, j)) continue;
      for (int i = 0; i < columns; ++i) {
        const Bounded32 z = line.direction[j][i];
        forward.set(i, multiply_add(weights_[j][i], relu(z), forward[i]));
        backward.set(i, multiply_add(weights_[j][i], relu(negate(z)), backward[i]));
        idle_forward[i] &= is_negative(z);
        idle_backward[i] &= is_positive(z);
      }
    }
    for (int i = 0; i < columns; ++i) {
      const std::uint32_t has_line = in_n_[i] >= line.later ? 1 : 0;
      const std::uint32_t holds = (idle_forward[i] | is_negative(forward[i])) &
                                  (idle_backward[i] | is_negative(backward[i]));
      failed_[i] |= has_line & (is_positive(forward[i]) | is_positive(backward[i]));
      uncertain_[i] |= has_line & (1 - holds);
    }
  }

  /// See Examination::vertex.
  void check_vertex(const RowLine<columns>& line, int neuron) {
    Row position;
    Row value;
    for (int i = 0; i < columns; ++i) {
      position.set(i, negate(divide(line.offset[neuron][i], line.direction[neuron][i])));
      value.set(i, Bounded32(bias_[i]));
    }
    for (int j = 0; j < width_; ++j) {
      if (contains(line.on, j) || j == neuron) continue;
      for (int i = 0; i < columns; ++i) {
        const Bounded32 z = multiply_add(position[i], line.direction[j][i], line.offset[j][i]);
        value.set(i, multiply_add(weights_[j][i], relu(z), value[i]));
      }
    }
    for (int i = 0; i < columns; ++i) {
      // Whether there is a vertex must be certain too: where no other neuron is active, the value
      // does not depend on its position.
      const Bounded32 direction = line.direction[neuron][i];
      const std::uint32_t meets = is_positive(direction) | is_negative(direction);
      const std::uint32_t asked = in_n_[i] > neuron ? 1 : 0;
      failed_[i] |= asked & meets & is_positive(value[i]);
      uncertain_[i] |= asked & (1 - (meets & is_negative(value[i])));
    }
  }

  int width_ = 0;
  int candidates_ = 0;  ///< how many neurons the largest N has
  BoundedAffineRows<dimension, capacity, columns> rows_;
  alignas(64) float weights_[capacity][columns] = {};
  alignas(64) float bias_[columns] = {};
  alignas(64) int in_n_[columns] = {};  ///< how many neurons N has
  alignas(64) Flags failed_ = {};
  alignas(64) Flags uncertain_ = {};
};

}  // namespace census::unactivated
