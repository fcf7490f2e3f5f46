#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "cuda/arrangement/neuron_set.hpp"
#include "cuda/census/team.hpp"
#include "cuda/questions/unactivated/corner_table.hpp"
#include "cuda/questions/unactivated/examination.hpp"
#include "cuda/questions/unactivated/sign_count.hpp"
#include "cuda/questions/unactivated/sign_group.hpp"

namespace census::unactivated {

/// Returns max(0, x), or max(0, -x) when the orientation is flipped.
template <class Number>
CENSUS_HD Number active_part(const Number& x, bool flipped) {
  const Number z = flipped ? Number(-x) : x;
  return z > 0 ? z : Number(0);
}

/// Counts the unactivated sign patterns of one network over a SignGroup, from its corner table.
///
/// Let P be the neurons with w_i > 0 in a pattern, the others negative. In general position f is
/// linear on cones spanned by corners (see `Examination`), so the pattern is unactivated exactly if
///
///     value(v) = |c| + sum_{i not in P} |w_i| max(0, z_i(v)) - sum_{i in P} |w_i| max(0, z_i(v))
///
/// is positive at every corner v at which a neuron of P is active, for c < 0; elsewhere it cannot
/// fail. For c > 0, value(v) - 2 |c| must be positive at every vertex besides; a ray along which no
/// neuron is active ends in a vertex without active neurons, which fails.
///
/// Turning a weight from - to + lowers every value. So for given orientations the unactivated sets
/// P are closed under taking subsets: a search that adds neurons in increasing order meets each of
/// them once and leaves a branch at its first failure. It keeps the values up to date: adding a
/// neuron lowers them by twice its active part, taking it back raises them again, exactly, since
/// they are integers. Orientations follow each other in a Gray code, one flip at a time.
///
/// The values of all corners are independent of each other: the lanes of the team share them.
template <class Table, class Team>
class SignSearch {
 public:
  using Number = typename Table::Number;

  /// @param table borrowed; its scratch is overwritten
  /// @param fixed_positive the neurons with w_i > 0 among those whose sign is not flipped
  CENSUS_HD SignSearch(const Table& table, NeuronSet fixed_positive, FlippedNeurons flipped,
                       Team team)
      : table_(table), fixed_(fixed_positive), flips_(flipped), team_(team) {}

  /// Counts over all orientations in the group. What rounding could change leaves the network
  /// unsettled; with exact numbers a value of 0 is a tie, and its pattern degenerate.
  CENSUS_HD SignCount count() {
    set_initial_values();
    const int bits = size(flips_.orientations);
    for (std::uint64_t step = 0; step >> bits == 0 && count_.settled; ++step) {
      if (step != 0) flip_orientation(nth_member(flips_.orientations, first_of(step)));
      count_sign_patterns();
    }
    return count_;
  }

 private:
  using Set = std::remove_reference_t<decltype(*Table::positive)>;

  static constexpr bool exact = !std::is_same_v<Number, std::int64_t>;

  /// How a sign pattern stands with c < 0 and with c > 0.
  struct Standing {
    Check lower;  ///< c < 0
    Check upper;  ///< c > 0, never better
  };

  /// What some corners of a range look like: flags that are 0 or not. Integers as wide as a value,
  /// so that a loop over corners fits vector registers.
  struct Seen {
    std::int64_t failing = 0;  ///< a value is certainly negative
    std::int64_t near = 0;     ///< a value is not certainly positive

    CENSUS_HD void look(bool counts, const Number& value, const Number& margin) {
      failing |= static_cast<std::int64_t>(counts) & static_cast<std::int64_t>(value < -margin);
      near |= static_cast<std::int64_t>(counts) & static_cast<std::int64_t>(value <= margin);
    }
  };

  CENSUS_HD static int nth_member(NeuronSet set, int n) {
    for (; n > 0; --n) set = without_first(set);
    return first_of(set);
  }

  CENSUS_HD const Number* row(int neuron) const {
    return table_.weighted + static_cast<std::ptrdiff_t>(neuron) * table_.corners;
  }

  CENSUS_HD bool is_flipped(int neuron) const { return contains(orientation_, neuron); }

  /// Returns all ones or 0: a select that a loop over corners can do in vector registers.
  CENSUS_HD static Set all_if(bool condition) {
    return static_cast<Set>(Set{0} - static_cast<Set>(condition));
  }

  /// Returns the neurons active at corner v of `table` with some orientations flipped.
  CENSUS_HD static Set active(const Table& table, int v, Set flipped) {
    return static_cast<Set>((table.positive[v] & ~flipped) | (table.negative[v] & flipped));
  }

  CENSUS_HD void set_initial_values() {
    const Table table = table_;
    for (int v = team_.rank(); v < table.corners; v += team_.size()) table.value[v] = table.bias[v];
    for (int i = 0; i < table.neurons; ++i) {
      const Number* const weighted = row(i);
      if (contains(fixed_, i)) {
        for (int v = team_.rank(); v < table.corners; v += team_.size()) {
          table.value[v] -= active_part(weighted[v], false);
        }
      } else {
        for (int v = team_.rank(); v < table.corners; v += team_.size()) {
          table.value[v] += active_part(weighted[v], false);
        }
      }
    }
  }

  /// max(0, -z) = max(0, z) - z: the value changes by -z or z.
  CENSUS_HD void flip_orientation(int neuron) {
    const Table table = table_;
    const Number* const weighted = row(neuron);
    const bool raises = is_flipped(neuron) != contains(fixed_, neuron);
    orientation_ ^= singleton(neuron);
    if (raises) {
      for (int v = team_.rank(); v < table.corners; v += team_.size())
        table.value[v] += weighted[v];
    } else {
      for (int v = team_.rank(); v < table.corners; v += team_.size())
        table.value[v] -= weighted[v];
    }
  }

  /// A ray along which only positive neurons are active fails. Returns the neurons that such a ray
  /// keeps out of P, and sets `fails` if one does so already for the fixed ones.
  CENSUS_HD NeuronSet barred_by_rays(bool& fails) const {
    const Table table = table_;
    const auto fixed = static_cast<Set>(fixed_);
    const auto flipped = static_cast<Set>(orientation_);
    Set barred = 0;
    Set dead = 0;
    for (int v = team_.rank(); v < table.rays; v += team_.size()) {
      const Set along = active(table, v, flipped);
      const Set others = static_cast<Set>(along & ~fixed);
      const Set second = static_cast<Set>(others & (others - 1));
      barred |= others & all_if(second == 0);
      dead |= along & all_if(others == 0);
    }
    fails = team_.any(dead != 0);
    return team_.unite(barred);
  }

  CENSUS_HD Check check_of(const Seen& seen) const {
    if (team_.any(seen.failing != 0)) return Check::fails;
    if (!team_.any(seen.near != 0)) return Check::holds;
    return exact ? Check::tie : Check::uncertain;
  }

  CENSUS_HD static Check worse(Check a, Check b) {
    if (a == Check::fails || b == Check::fails) return Check::fails;
    if (a == Check::uncertain || b == Check::uncertain) return Check::uncertain;
    return a == Check::tie ? a : b;
  }

  /// Checks the values at the corners where a fixed positive neuron is active.
  CENSUS_HD Check check_fixed() const {
    if (fixed_ == 0) return Check::holds;
    const Table table = table_;
    const auto fixed = static_cast<Set>(fixed_);
    const auto flipped = static_cast<Set>(orientation_);
    Seen seen;
    for (int v = team_.rank(); v < table.corners; v += team_.size()) {
      seen.look((active(table, v, flipped) & fixed) != 0, table.value[v], table.margin[v]);
    }
    return check_of(seen);
  }

  /// Checks value(v) - 2 |c| at every vertex.
  CENSUS_HD Check check_upper() const {
    const Table table = table_;
    Seen seen;
    for (int v = first_owned(team_, table.rays); v < table.corners; v += team_.size()) {
      const Number value = table.value[v] - table.bias[v] - table.bias[v];
      seen.look(true, value, table.margin[v]);
    }
    return check_of(seen);
  }

  /// Counts the patterns of the current orientations.
  CENSUS_HD void count_sign_patterns() {
    bool fails = false;
    const NeuronSet barred = barred_by_rays(fails);
    if (fails) return;
    Standing standing{check_fixed(), Check::fails};
    if (standing.lower == Check::fails) return;
    standing.upper = worse(standing.lower, check_upper());
    if (!record(standing)) return;

    const NeuronSet candidates = flips_.signs & ~barred;
    NeuronSet added = 0;  // the last neuron added is the greatest
    NeuronSet next = candidates;
    NeuronSet tied = 0;         // after adding this neuron, and those before, lower is a tie;
    NeuronSet upper_holds = 0;  // upper holds;
    NeuronSet upper_tied = 0;   // upper is a tie
    const Standing root = standing;
    for (;;) {
      if (next != 0) {
        const int neuron = first_of(next);
        next = without_first(next);
        const Standing child = add(neuron, standing);
        if (child.lower == Check::fails) continue;
        if (!record(child)) return;
        standing = child;
        const NeuronSet bit = singleton(neuron);
        added |= bit;
        if (child.lower == Check::tie) tied |= bit;
        if (child.upper == Check::holds) upper_holds |= bit;
        if (child.upper == Check::tie) upper_tied |= bit;
        continue;
      }
      if (added == 0) return;
      const int neuron = last_of(added);
      const NeuronSet bit = singleton(neuron);
      take_back(neuron, table_.corners);
      added &= ~bit;
      tied &= ~bit;
      upper_holds &= ~bit;
      upper_tied &= ~bit;
      next = candidates & ~(bit | (bit - 1));
      if (added == 0) {
        standing = root;
      } else {
        const int last = last_of(added);
        standing.lower = contains(tied, last) ? Check::tie : Check::holds;
        standing.upper = contains(upper_holds, last)  ? Check::holds
                         : contains(upper_tied, last) ? Check::tie
                                                      : Check::fails;
      }
    }
  }

  /// Adds what a pattern's standing says to the count. Returns whether to go on.
  CENSUS_HD bool record(Standing standing) {
    record(standing.lower);
    record(standing.upper);
    return count_.settled;
  }

  CENSUS_HD void record(Check check) {
    if (check == Check::holds) ++count_.unactivated;
    if (check == Check::tie) ++count_.degenerate;
    if (check == Check::uncertain) count_.settled = false;
  }

  /// Adds `neuron` to P and checks the corners where it is active; the others were checked without
  /// it. Where that fails with c < 0, takes it back.
  CENSUS_HD Standing add(int neuron, Standing before) {
    const Table table = table_;
    const Number* const weighted = row(neuron);
    const bool flipped = is_flipped(neuron);
    Seen seen;
    for (int begin = 0; begin < table.corners; begin += corners_at_a_time) {
      const int end = std::min(begin + corners_at_a_time, table.corners);
      for (int v = begin + team_.rank(); v < end; v += team_.size()) {
        const Number part = active_part(weighted[v], flipped);
        const Number value = table.value[v] - part - part;
        table.value[v] = value;
        seen.look(part > 0, value, table.margin[v]);
      }
      if (team_.any(seen.failing != 0)) {
        take_back(neuron, end);
        return {Check::fails, Check::fails};
      }
    }
    const Check lower = worse(before.lower, check_of(seen));
    if (before.upper == Check::fails || lower == Check::uncertain) return {lower, Check::fails};

    Seen above;
    for (int v = first_owned(team_, table.rays); v < table.corners; v += team_.size()) {
      const Number value = table.value[v] - table.bias[v] - table.bias[v];
      above.look(active_part(weighted[v], flipped) > 0, value, table.margin[v]);
    }
    return {lower, worse(worse(before.upper, check_of(above)), lower)};
  }

  /// Raises the values of the corners before `end` again by what adding `neuron` lowered them.
  CENSUS_HD void take_back(int neuron, int end) {
    const Table table = table_;
    const Number* const weighted = row(neuron);
    const bool flipped = is_flipped(neuron);
    for (int v = team_.rank(); v < end; v += team_.size()) {
      const Number part = active_part(weighted[v], flipped);
      table.value[v] += part;
      table.value[v] += part;
    }
  }

  /// Corners between two looks for a failure: some passes of a warp, and enough for vector
  /// registers to pay. A multiple of every team's size, so that lanes keep their corners.
  static constexpr int corners_at_a_time = 32;

  const Table& table_;
  NeuronSet fixed_;
  FlippedNeurons flips_;
  Team team_;
  NeuronSet orientation_ = 0;  ///< the neurons whose orientation is flipped now
  SignCount count_;
};

}  // namespace census::unactivated
