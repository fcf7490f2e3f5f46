#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "cuda/arrangement/bounded.hpp"
#include "cuda/census/count_moments.hpp"
#include "cuda/census/team.hpp"
#include "cuda/questions/unactivated/collect_corners.hpp"
#include "cuda/questions/unactivated/compiled_size.hpp"
#include "cuda/questions/unactivated/corner_table.hpp"
#include "cuda/questions/unactivated/examine.hpp"
#include "cuda/questions/unactivated/network.hpp"
#include "cuda/questions/unactivated/sign_count.hpp"
#include "cuda/questions/unactivated/sign_group.hpp"
#include "cuda/questions/unactivated/sign_search.hpp"

namespace census::unactivated {

/// A network and what a team shares while it counts sign patterns, beside the corner table.
template <int dimension, int capacity>
struct CountScratch {
  Network<dimension, capacity> network;
  double second_weights[capacity];  ///< those of the network, in binary64
  int counters[2];                  ///< corners collected so far, 0 before
};

/// Counts the sign patterns of `scratch.network` that are unactivated, those of the neurons in
/// `flipped` running through both signs. Unsettled where rounding could change the count.
/// @param table memory of table_bytes<Set>(...) bytes, aligned to 8
template <class Set, int dimension, int capacity, class Team>
CENSUS_HD SignCount count_sign_patterns(CountScratch<dimension, capacity>& scratch, void* table,
                                        FlippedNeurons flipped, const Team& team) {
  const int width = scratch.network.width;
  const NeuronSet positive = all_neurons(width) & ~scratch.network.second.negative;
  const NeuronSet fixed_positive = positive & ~flipped.signs;
  if (width < dimension) {
    // The first layer's image is the whole non-negative orthant: a pattern is unactivated exactly
    // if c and all w_i are negative.
    const std::uint64_t orientations = std::uint64_t{1} << size(flipped.orientations);
    return {fixed_positive == 0 ? orientations : 0, 0, true};
  }
  const auto corners = place_table<Set>(table, corner_numbers(dimension, width), width);
  const double bias = std::fabs(static_cast<double>(scratch.network.second.bias));
  CornerCollector<Set, Team> collector(corners, scratch.second_weights, bias, scratch.counters,
                                       team);
  visit_lines(affine_rows<Bounded>(scratch.network), width, all_neurons(width), NeuronSet{0},
              collector);
  const bool incomplete = team.any(!collector.complete());
  team.sync();
  if (incomplete) return {0, 0, false};
  return SignSearch<FixedPointTable<Set>, Team>(corners, fixed_positive, flipped, team).count();
}

/// The averaged question: how many of the sign patterns of network `id` in the group are
/// unactivated? A pure function of the id, computed by a team; unsettled where rounding could
/// change the answer.
template <class Generator, int dimension, int capacity>
struct CountSigns {
  using Counts = CountMoments;
  using Set = std::conditional_t<capacity <= 32, std::uint32_t, std::uint64_t>;
  using Scratch = CountScratch<dimension, capacity>;

  AveragedPoint averaged;

  static CENSUS_HD void add(Counts& counts, std::uint64_t id, const SignCount& count) {
    counts.add(id, count.unactivated, count.degenerate);
  }

  Tally tally(const Counts& counts) const {
    return to_tally(counts, averaged.group.order(), CountStage::elimination);
  }

  /// Returns how many bytes of memory, aligned to 8, a team needs to work in.
  CENSUS_HD std::size_t workspace_bytes() const {
    const int width = averaged.point.width;
    return padded_scratch + table_bytes<Set>(corner_numbers(dimension, width), width);
  }

  template <class Team>
  CENSUS_HD SignCount operator()(std::uint64_t id, void* workspace, const Team& team) const {
    Scratch& scratch = *static_cast<Scratch*>(workspace);
    draw_network_as_team(id, scratch, team);
    void* const table = static_cast<std::byte*>(workspace) + padded_scratch;
    const SignCount count =
        count_sign_patterns<Set>(scratch, table, flipped_neurons<Generator>(averaged, id), team);
    team.sync();  // nobody draws the next network while another lane still reads this one
    return count;
  }

 private:
  static constexpr std::size_t padded_scratch = (sizeof(Scratch) + 7) / 8 * 8;

  /// Draws network `id`, a group of parameters at a time.
  template <class Team>
  CENSUS_HD void draw_network_as_team(std::uint64_t id, Scratch& scratch, const Team& team) const {
    const Point& point = averaged.point;
    const WordLayout layout(point.width);
    WordStream<Generator> stream(point.key, id);
    Network<dimension, capacity>& network = scratch.network;
    for (int group = team.rank(); group < dimension + 2; group += team.size()) {
      if (group == 0) {
        network.width = point.width;
        scratch.counters[0] = scratch.counters[1] = 0;
        network.second.bias = weight(point.second_biases, stream.word(layout.second_bias()));
        draw_group<Generator, capacity>(stream, point.second_weights, layout.second_weights(),
                                        point.width, network.second.weights);
        network.second.negative = 0;
        for (int i = 0; i < point.width; ++i) {
          if (network.second.weights[i] < 0.0F) network.second.negative |= singleton(i);
          scratch.second_weights[i] = network.second.weights[i];
        }
      } else if (group == 1) {
        draw_group<Generator, capacity>(stream, point.first_biases, layout.first_biases(),
                                        point.width, network.first_biases);
      } else {
        const int k = group - 2;
        draw_group<Generator, capacity>(stream, point.first_weights, layout.first_weights(k),
                                        point.width, network.first_weights[k]);
      }
    }
    team.sync();
  }
};

/// Calls `visitor` with the functor compiled for the sizes of the point and returns what it
/// returns.
template <class Generator, class Visitor>
decltype(auto) with_functor(const AveragedPoint& averaged, Visitor&& visitor) {
  return with_compiled_size(averaged.point, [&](auto size) -> decltype(auto) {
    using Functor = CountSigns<Generator, size.dimension, size.capacity>;
    static_assert(std::is_trivially_copyable_v<Functor>,
                  "functors are copied to the device as bytes");
    return visitor(Functor{averaged});
  });
}

}  // namespace census::unactivated
