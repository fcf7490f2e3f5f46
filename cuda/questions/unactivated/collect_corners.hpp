#pragma once

#include <cmath>
#include <cstdint>

#include "cuda/arrangement/bounded.hpp"
#include "cuda/arrangement/elimination.hpp"
#include "cuda/census/team.hpp"
#include "cuda/questions/unactivated/corner_table.hpp"

namespace census::unactivated {

/// Fills corner `v` of a fixed-point table. `z(i)` is the pre-activation of neuron i there, `on`
/// the neurons that contain the corner, `bias` is |c| at a vertex and 0 at a ray. Returns false
/// when a sign is uncertain or a number is lost beside the others: then the table is of no use.
///
/// The corner's numbers are scaled by a power of two such that their magnitudes, errors included,
/// add up to less than 2^60. Truncating each to an integer errs by less than 1, so a signed sum
/// errs by at most the sum of the scaled radii and 1 for each of its neurons + 1 terms.
template <class Set, class PreActivation>
CENSUS_HD bool fill_corner(const FixedPointTable<Set>& table, int v, const double* weights,
                           double bias, NeuronSet on, PreActivation z) {
  double magnitude = bias;
  double radius = 0.0;
  for (int i = 0; i < table.neurons; ++i) {
    if (contains(on, i)) continue;
    const Bounded number = multiply_add(std::fabs(weights[i]), z(i), Bounded(0.0));
    magnitude += std::fabs(number.value);
    radius += number.radius;
  }
  const double total = (magnitude + radius) * (1.0 + 0x1p-40);
  // Outside of this range, which only overflow and cancellation leave, scaling could lose digits.
  if (!(total > 0x1p-900 && total < 0x1p900)) return false;
  int exponent = 0;
  std::frexp(total, &exponent);
  const double scale = std::ldexp(1.0, 60 - exponent);

  NeuronSet positive = 0;
  NeuronSet negative = 0;
  for (int i = 0; i < table.neurons; ++i) {
    std::int64_t& entry = table.weighted[static_cast<std::ptrdiff_t>(i) * table.corners + v];
    entry = 0;
    if (contains(on, i)) continue;
    const Bounded number = multiply_add(std::fabs(weights[i]), z(i), Bounded(0.0));
    const Sign known = sign(number);
    entry = static_cast<std::int64_t>(number.value * scale);
    if (entry == 0 || known == Sign::uncertain) return false;
    (known == Sign::positive ? positive : negative) |= singleton(i);
  }
  table.positive[v] = static_cast<Set>(positive);
  table.negative[v] = static_cast<Set>(negative);
  table.bias[v] = static_cast<std::int64_t>(bias * scale);
  // The sum of the radii is itself rounded, each time by less than 2^-52 of it.
  table.margin[v] = static_cast<std::int64_t>(radius * scale * (1.0 + 0x1p-40)) + table.neurons + 2;
  return true;
}

/// Collects the corners of an arrangement in a fixed-point table, as `visit_lines` finds its lines.
/// The lanes of a team share the lines among them by their first rows.
template <class Set, class Team>
class CornerCollector {
 public:
  /// @param weights w, one for each neuron; only magnitudes count
  /// @param counters two counters shared by the team, both 0
  CENSUS_HD CornerCollector(const FixedPointTable<Set>& table, const double* weights, double bias,
                            int* counters, const Team& team)
      : table_(table), weights_(weights), bias_(bias), counters_(counters), team_(team) {}

  CENSUS_HD bool enters(NeuronSet chosen) {
    return size(chosen) != shared_rows || subtrees_++ % team_.size() == team_.rank();
  }

  CENSUS_HD bool line(const Line<Bounded>& line) {
    // A line that ends before the level at which lanes part is shared at the line itself.
    if (size(line.on) < shared_rows && subtrees_++ % team_.size() != team_.rank()) return true;
    const int ray = team_.claim(counters_[0], 2);
    const auto forward = [&](int i) { return line.direction[i]; };
    const auto backward = [&](int i) { return negate(line.direction[i]); };
    complete_ = fill_corner(table_, ray, weights_, 0.0, line.on, forward) &&
                fill_corner(table_, ray + 1, weights_, 0.0, line.on, backward);
    for (NeuronSet left = line.later; left != 0 && complete_; left = without_first(left)) {
      const int neuron = first_of(left);
      const Bounded position = negate(divide(line.offset[neuron], line.direction[neuron]));
      const auto at_vertex = [&](int i) {
        return multiply_add(position, line.direction[i], line.offset[i]);
      };
      complete_ = fill_corner(table_, table_.rays + team_.claim(counters_[1], 1), weights_, bias_,
                              line.on | singleton(neuron), at_vertex);
    }
    return complete_;
  }

  CENSUS_HD bool no_line(Dependence) {
    complete_ = false;
    return false;
  }

  /// Returns whether every corner of this lane's share is in the table.
  CENSUS_HD bool complete() const { return complete_; }

 private:
  /// How many rows have been chosen where the lanes part: enough different subsets for a warp, few
  /// enough for their pivots to be shared by many lines.
  static constexpr int shared_rows = 3;

  const FixedPointTable<Set>& table_;
  const double* weights_;
  double bias_;
  int* counters_;
  const Team& team_;
  int subtrees_ = 0;
  bool complete_ = true;
};

}  // namespace census::unactivated
