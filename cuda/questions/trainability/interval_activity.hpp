#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <type_traits>

#include "cuda/arrangement/number.hpp"
#include "cuda/bits.hpp"
#include "cuda/questions/death/layer_parameters.hpp"
#include "cuda/questions/death/point.hpp"
#include "cuda/questions/trainability/affine.hpp"
#include "cuda/questions/trainability/interval_memory.hpp"
#include "cuda/questions/trainability/neuron_deaths.hpp"
#include "cuda/questions/trainability/stays_dead.hpp"

namespace census::trainability {

/// Finds the neurons of network `id`, of one input, that are active somewhere on an interval: whose
/// pre-activation is > 0 at some x of [left, right]. The network is the real function that its
/// binary32 parameters name; nothing in it is rounded.
///
/// On a piece of the interval where no neuron of the layers before changes its state, the
/// pre-activations of a layer are affine, and positive somewhere exactly if they are at one of the
/// ends. Where they change their signs inside, they cut the piece into parts for the next layer.
/// Pieces are visited depth first, so that memory does not grow with their number.
///
/// A cut is the zero of an affine function, whose error does not depend on the cuts before; signs
/// at the ends of pieces and the order of cuts are certain, or the search ends undecided. With
/// exact numbers it never does.
template <class Generator, class Team, class Number>
class IntervalActivity {
 public:
  /// The memory that a team needs, in bytes.
  CENSUS_HD static std::size_t bytes(const death::Point& network) {
    return IntervalMemory<Number>::bytes(
        network.architecture, death::LayerParameters<Generator>::memory_size(network.architecture));
  }

  CENSUS_HD IntervalActivity(const death::Point& network, float left, float right, std::uint64_t id,
                             void* memory, const Team& team)
      : network_(network), team_(team), memory_(network.architecture, memory) {
    if constexpr (!std::is_trivially_destructible_v<Number>) {
      std::uninitialized_value_construct_n(memory_.slopes, memory_.number_count(shape()));
    }
    draw(id);
    if (team_.rank() == 0) {
      memory_.lefts[0] = Number(static_cast<double>(left));
      memory_.rights[0] = Number(static_cast<double>(right));
    }
    team_.sync();
  }

  IntervalActivity(const IntervalActivity&) = delete;
  IntervalActivity& operator=(const IntervalActivity&) = delete;

  CENSUS_HD ~IntervalActivity() {
    if constexpr (!std::is_trivially_destructible_v<Number>) {
      std::destroy_n(memory_.slopes, memory_.number_count(shape()));
    }
  }

  /// Visits all pieces; returns whether every decision was certain.
  CENSUS_HD bool find_active() {
    if (!enter()) return false;
    for (;;) {
      const int part = memory_.parts[layer_];
      const int cuts = memory_.counts[layer_];
      team_.sync();  // no lane still reads what one is about to change
      if (part > cuts || layer_ + 1 == shape().depth) {
        if (layer_ == 0) break;
        leave();
        continue;
      }
      if (team_.rank() == 0) visit_part(part, cuts);
      team_.sync();
      const bool empty =
          compare(memory_.lefts[layer_ + 1], memory_.rights[layer_ + 1]) == Sign::zero;
      if (empty) continue;
      first_weight_ += width() * fan_in();
      first_ += width();
      ++layer_;
      if (!enter()) return false;
    }
    return true;
  }

  /// Returns the dead neurons of the next layer, the first one first, after find_active.
  CENSUS_HD LayerDeaths next_deaths() {
    NeuronMask dead;
    NeuronMask permanent;
    for (int i = team_.rank(); i < width(); i += team_.size()) {
      const bool is_dead = memory_.active[first_ + i] == 0;
      const bool stays = layer_ == 0 || stays_dead(weights() + i, width(), fan_in(),
                                                   memory_.biases[first_ + i], permanent_);
      dead.insert(i, is_dead);
      permanent.insert(i, is_dead && stays);
    }
    LayerDeaths deaths = {0, 0};
    for (int word = 0; word < 4; ++word) {
      permanent_.words[word] = team_.unite(permanent.words[word]);
      deaths.dead += count_ones(team_.unite(dead.words[word]));
      deaths.permanently_dead += count_ones(permanent_.words[word]);
    }
    // What is dead as a whole puts out 0 for good.
    if (deaths.dead == width()) permanent_.insert_all();
    first_weight_ += width() * fan_in();
    first_ += width();
    ++layer_;
    return deaths;
  }

 private:
  CENSUS_HD const death::Architecture& shape() const { return network_.architecture; }
  CENSUS_HD int width() const { return shape().widths[layer_]; }
  CENSUS_HD int fan_in() const { return shape().fan_in(layer_); }
  CENSUS_HD const float* weights() const { return memory_.weights + first_weight_; }

  CENSUS_HD void draw(std::uint64_t id) {
    death::LayerParameters<Generator> parameters(network_, id, memory_.drawing);
    float* weights = memory_.weights;
    int neuron = 0;
    for (int layer = 0; layer < shape().depth; ++layer) {
      parameters.draw_next(team_);
      const int neurons = shape().widths[layer];
      const int count = neurons * shape().fan_in(layer);
      for (int e = team_.rank(); e < count; e += team_.size()) weights[e] = parameters.weights()[e];
      for (int i = team_.rank(); i < neurons; i += team_.size()) {
        const bool biased = network_.has_biases(layer);
        memory_.biases[neuron + i] = biased ? parameters.biases()[i] : 0.0F;
        memory_.active[neuron + i] = 0;
      }
      weights += count;
      neuron += neurons;
    }
  }

  /// Goes to the part `part` of the current piece: from the cut before it, or the piece's left end.
  CENSUS_HD void visit_part(int part, int cuts) {
    memory_.parts[layer_] = part + 1;
    if (part > 0) {
      int& on = memory_.on[first_ + memory_.cutting[first_ + part - 1]];
      on = 1 - on;
    }
    memory_.lefts[layer_ + 1] = part == 0 ? memory_.lefts[layer_] : memory_.cuts[first_ + part - 1];
    memory_.rights[layer_ + 1] =
        part == cuts ? memory_.rights[layer_] : memory_.cuts[first_ + part];
  }

  CENSUS_HD void leave() {
    --layer_;
    first_ -= width();
    first_weight_ -= width() * fan_in();
  }

  /// Finds the pre-activations of the current layer on its piece, which of them are positive
  /// somewhere, and where they cut it. Returns whether all that is certain.
  CENSUS_HD bool enter() {
    bool uncertain = false;
    for (int i = team_.rank(); i < width(); i += team_.size()) {
      Number slope(0.0);
      Number offset(static_cast<double>(memory_.biases[first_ + i]));
      if (layer_ == 0) {
        slope = Number(static_cast<double>(weights()[i]));
      } else {
        add_inputs(i, slope, offset);
      }
      const Sign left = sign(value_at(memory_.lefts[layer_], slope, offset));
      const Sign right = sign(value_at(memory_.rights[layer_], slope, offset));
      uncertain = uncertain || left == Sign::uncertain || right == Sign::uncertain;
      if (left == Sign::positive || right == Sign::positive) memory_.active[first_ + i] = 1;
      memory_.on[first_ + i] =
          left == Sign::positive || (left == Sign::zero && right == Sign::positive) ? 1 : 0;
      memory_.crosses[first_ + i] = (left == Sign::positive && right == Sign::negative) ||
                                            (left == Sign::negative && right == Sign::positive)
                                        ? 1
                                        : 0;
      memory_.slopes[first_ + i] = slope;
      memory_.offsets[first_ + i] = offset;
    }
    team_.sync();
    if (team_.rank() == 0) uncertain = !sort_cuts() || uncertain;
    return !team_.any(uncertain);
  }

  /// Adds what neuron i receives from the neurons before it that are on.
  CENSUS_HD void add_inputs(int i, Number& slope, Number& offset) const {
    const int before = first_ - shape().widths[layer_ - 1];
    for (int k = 0; k < fan_in(); ++k) {
      if (memory_.on[before + k] == 0) continue;
      const float weight = weights()[k * width() + i];
      add_scaled(weight, memory_.slopes[before + k], slope);
      add_scaled(weight, memory_.offsets[before + k], offset);
    }
  }

  /// Sorts the zeros of the neurons that cross; returns whether their order is certain.
  CENSUS_HD bool sort_cuts() {
    int count = 0;
    for (int i = 0; i < width(); ++i) {
      if (memory_.crosses[first_ + i] == 0) continue;
      Number cut = zero_of(memory_.slopes[first_ + i], memory_.offsets[first_ + i]);
      int at = first_ + count;
      for (; at > first_; --at) {
        const Sign order = compare(memory_.cuts[at - 1], cut);
        if (order == Sign::uncertain) return false;
        if (order != Sign::positive) break;
        memory_.cuts[at] = memory_.cuts[at - 1];
        memory_.cutting[at] = memory_.cutting[at - 1];
      }
      memory_.cuts[at] = cut;
      memory_.cutting[at] = i;
      ++count;
    }
    memory_.parts[layer_] = 0;
    memory_.counts[layer_] = count;
    return true;
  }

  const death::Point& network_;
  const Team& team_;
  IntervalMemory<Number> memory_;
  NeuronMask permanent_;  ///< of the layer before
  int layer_ = 0;
  int first_ = 0;         ///< neuron of the layer
  int first_weight_ = 0;  ///< of the layer
};

}  // namespace census::trainability
