#include "host/questions/unactivated/exact_sign_count.hpp"

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include "cuda/arrangement/elimination.hpp"
#include "cuda/census/count_moments.hpp"
#include "cuda/questions/unactivated/corner_table.hpp"
#include "cuda/questions/unactivated/network.hpp"
#include "cuda/questions/unactivated/sign_search.hpp"
#include "cuda/random/random123_words.hpp"
#include "host/exact/exact_integer.hpp"
#include "host/questions/unactivated/drawn_network.hpp"

namespace census::unactivated {
namespace {

using ExactTable = CornerTable<ExactInteger, NeuronSet>;

std::size_t index(int i) { return static_cast<std::size_t>(i); }

Rational magnitude(const Rational& a) { return sign(a) == Sign::negative ? negate(a) : a; }

/// One corner of an arrangement: the pre-activations of all neurons there, and whether it is a ray.
struct ExactCorner {
  RationalVector z;
  NeuronSet on = 0;
  bool is_ray = false;
};

/// Collects the corners of an arrangement; stops when its rows are not in general position.
class ExactCollector {
 public:
  bool enters(NeuronSet) const { return true; }

  bool line(const Line<Rational>& line) {
    ExactCorner forward{{}, line.on, true};
    ExactCorner backward = forward;
    for (int i = 0; i < line.neurons; ++i) {
      forward.z.push_back(line.direction[i]);
      backward.z.push_back(negate(line.direction[i]));
    }
    if (!take(std::move(forward)) || !take(std::move(backward))) return false;
    for (NeuronSet left = line.later; left != 0; left = without_first(left)) {
      const int neuron = first_of(left);
      const Rational position = negate(divide(line.offset[neuron], line.direction[neuron]));
      ExactCorner vertex{{}, line.on | singleton(neuron), false};
      for (int i = 0; i < line.neurons; ++i) {
        vertex.z.push_back(multiply_add(position, line.direction[i], line.offset[i]));
      }
      if (!take(std::move(vertex))) return false;
    }
    return true;
  }

  bool no_line(Dependence) { return general_ = false; }

  bool general_position() const { return general_; }
  const std::vector<ExactCorner>& rays() const { return rays_; }
  const std::vector<ExactCorner>& vertices() const { return vertices_; }

 private:
  bool take(ExactCorner corner) {
    for (std::size_t i = 0; i < corner.z.size(); ++i) {
      const bool zero = sign(corner.z[i]) == Sign::zero;
      if (zero != contains(corner.on, static_cast<int>(i))) return general_ = false;
    }
    (corner.is_ray ? rays_ : vertices_).push_back(std::move(corner));
    return true;
  }

  std::vector<ExactCorner> rays_;
  std::vector<ExactCorner> vertices_;
  bool general_ = true;
};

template <int dimension>
void collect(const ExactNetwork& network, ExactCollector& collector) {
  if constexpr (dimension < max_input_dimension) {
    if (network.input_dimension > dimension) return collect<dimension + 1>(network, collector);
  }
  const auto rows = std::make_unique<AffineRows<Rational, dimension, max_width>>();
  for (int i = 0; i < network.width(); ++i) {
    for (int k = 0; k <= dimension; ++k) {
      rows->coefficient[k][i] = network.rows[index(i)][index(k)];
    }
  }
  visit_lines(*rows, network.width(), all_neurons(network.width()), NeuronSet{0}, collector);
}

/// A corner table that owns its numbers, all of a corner multiplied by the common denominator.
class OwnedTable {
 public:
  OwnedTable(const ExactNetwork& network, const ExactCollector& collector)
      : corners_(collector.rays().size() + collector.vertices().size()),
        weighted_(corners_ * index(network.width())),
        bias_(corners_),
        margin_(corners_),
        value_(corners_),
        positive_(corners_),
        negative_(corners_) {
    std::size_t v = 0;
    for (const auto* list : {&collector.rays(), &collector.vertices()}) {
      for (const ExactCorner& corner : *list) fill(network, corner, v++);
    }
    table_ = {network.width(),
              static_cast<int>(collector.rays().size()),
              static_cast<int>(corners_),
              weighted_.data(),
              bias_.data(),
              margin_.data(),
              positive_.data(),
              negative_.data(),
              value_.data()};
  }
  OwnedTable(const OwnedTable&) = delete;
  OwnedTable& operator=(const OwnedTable&) = delete;

  const ExactTable& table() const { return table_; }

 private:
  void fill(const ExactNetwork& network, const ExactCorner& corner, std::size_t v) {
    RationalVector numbers;
    for (std::size_t i = 0; i < corner.z.size(); ++i) {
      numbers.push_back(
          multiply_add(magnitude(network.second_weights[i]), corner.z[i], Rational()));
    }
    numbers.push_back(corner.is_ray ? Rational() : magnitude(network.second_bias));
    const std::vector<ExactInteger> integers = over_common_denominator(numbers);
    for (std::size_t i = 0; i < corner.z.size(); ++i) {
      weighted_[i * corners_ + v] = integers[i];
      const Sign known = sign(corner.z[i]);
      if (known == Sign::positive) positive_[v] |= singleton(static_cast<int>(i));
      if (known == Sign::negative) negative_[v] |= singleton(static_cast<int>(i));
    }
    bias_[v] = integers.back();
  }

  std::size_t corners_;
  std::vector<ExactInteger> weighted_;
  std::vector<ExactInteger> bias_;
  std::vector<ExactInteger> margin_;
  std::vector<ExactInteger> value_;
  std::vector<NeuronSet> positive_;
  std::vector<NeuronSet> negative_;
  ExactTable table_;
};

NeuronSet positive_weights(const ExactNetwork& network) {
  NeuronSet positive = 0;
  for (int i = 0; i < network.width(); ++i) {
    if (sign(network.second_weights[index(i)]) == Sign::positive) positive |= singleton(i);
  }
  return positive;
}

bool rows_are_independent(const ExactNetwork& network) {
  RationalMatrix linear_parts = network.rows;
  for (RationalVector& row : linear_parts) row.pop_back();
  return echelon(std::move(linear_parts), network.input_dimension).pivot_columns.size() ==
         network.rows.size();
}

/// Decides sign patterns one by one, from few positive weights to many.
class PatternSearch {
 public:
  PatternSearch(const ExactNetwork& network, NeuronSet free_signs)
      : network_(network), free_signs_(free_signs) {}

  /// Counts the patterns that have the positive weights of `network_` and any of the free ones from
  /// `first` on.
  SignCount count(int first) {
    SignCount counted;
    bool bounded_above = false;
    for (const bool raised : {false, true}) {
      network_.second_bias =
          raised ? magnitude(network_.second_bias) : negate(magnitude(network_.second_bias));
      const Verdict verdict = decide_exactly(network_).verdict;
      if (verdict == Verdict::activated) break;
      bounded_above = true;
      ++(verdict == Verdict::unactivated ? counted.unactivated : counted.degenerate);
    }
    if (!bounded_above) return counted;
    for (int i = first; i < network_.width(); ++i) {
      if (!contains(free_signs_, i)) continue;
      Rational& weight = network_.second_weights[index(i)];
      weight = negate(weight);
      const SignCount with_i = count(i + 1);
      weight = negate(weight);
      counted.unactivated += with_i.unactivated;
      counted.degenerate += with_i.degenerate;
    }
    return counted;
  }

 private:
  ExactNetwork network_;
  NeuronSet free_signs_;
};

}  // namespace

SignCount count_signs_by_deciding(const ExactNetwork& network, FlippedNeurons flipped) {
  ExactNetwork pattern = network;
  for (int i = 0; i < network.width(); ++i) {
    Rational& weight = pattern.second_weights[index(i)];
    if (contains(flipped.signs, i)) weight = negate(magnitude(weight));
  }
  SignCount counted;
  NeuronSet orientation = 0;
  do {
    for (int i = 0; i < network.width(); ++i) {
      for (std::size_t k = 0; k < network.rows[index(i)].size(); ++k) {
        const Rational& entry = network.rows[index(i)][k];
        pattern.rows[index(i)][k] = contains(orientation, i) ? negate(entry) : entry;
      }
    }
    const SignCount here = PatternSearch(pattern, flipped.signs).count(0);
    counted.unactivated += here.unactivated;
    counted.degenerate += here.degenerate;
    // The next subset of the set of flipped orientations; the empty one after the last.
    orientation = (orientation - flipped.orientations) & flipped.orientations;
  } while (orientation != 0);
  return counted;
}

SignCount count_signs_exactly(const ExactNetwork& network, FlippedNeurons flipped) {
  const NeuronSet fixed_positive = positive_weights(network) & ~flipped.signs;
  if (network.width() < network.input_dimension) {
    if (!rows_are_independent(network)) return count_signs_by_deciding(network, flipped);
    // The first layer's image is the whole non-negative orthant, for every orientation.
    const std::uint64_t orientations = std::uint64_t{1} << size(flipped.orientations);
    return {fixed_positive == 0 ? orientations : 0, 0, true};
  }
  ExactCollector collector;
  collect<1>(network, collector);
  if (!collector.general_position()) return count_signs_by_deciding(network, flipped);
  const OwnedTable owned(network, collector);
  return SignSearch<ExactTable, SoloTeam>(owned.table(), fixed_positive, flipped, SoloTeam{})
      .count();
}

namespace {

SignCount count_drawn(const AveragedPoint& averaged, std::uint64_t id) {
  return count_signs_exactly(to_exact(draw(averaged.point, id)),
                             flipped_neurons<Random123Words>(averaged, id));
}

}  // namespace

Tally resolve_exactly(const AveragedPoint& averaged, std::span<const std::uint64_t> ids) {
  CountMoments moments;
  for (const std::uint64_t id : ids) {
    const SignCount count = count_drawn(averaged, id);
    moments.add(id, count.unactivated, count.degenerate);
  }
  return to_tally(moments, averaged.group.order(), CountStage::exact);
}

nlohmann::ordered_json replay_signs(const AveragedPoint& averaged, std::uint64_t id) {
  const FlippedNeurons flipped = flipped_neurons<Random123Words>(averaged, id);
  const SignCount count = count_drawn(averaged, id);
  const std::uint64_t order = averaged.group.order();
  return {{"group_order", order},
          {"unactivated", count.unactivated},
          {"degenerate", count.degenerate},
          {"share", static_cast<double>(count.unactivated) / static_cast<double>(order)},
          {"flipped_signs", members(flipped.signs)},
          {"flipped_orientations", members(flipped.orientations)}};
}

}  // namespace census::unactivated
