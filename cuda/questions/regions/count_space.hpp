#pragma once

#include <cstddef>
#include <cstdint>

#include "cuda/arrangement/bounded.hpp"
#include "cuda/census/counters.hpp"
#include "cuda/census/team.hpp"
#include "cuda/questions/regions/arrangement_count.hpp"
#include "cuda/questions/regions/network.hpp"
#include "cuda/questions/regions/point.hpp"
#include "cuda/questions/regions/region_count.hpp"

namespace census::regions {

/// How many activation regions does a network of one layer have on all of input space? Those of the
/// arrangement of its neurons' hyperplanes, counted by enumerating their intersections; the formula
/// for general position is not assumed. One lane counts.
template <class Generator, int dimension>
struct CountSpace {
  using Rows = AffineRows<Bounded, dimension, max_space_width>;

  Point point;

  CENSUS_HD int counters() const { return CounterLayout(point).size(); }
  CENSUS_HD std::size_t workspace_bytes() const { return sizeof(Rows) + sizeof(std::uint64_t); }
  Tally tally(const std::uint64_t* counters) const { return to_tally(point, counters); }

  /// Adds network `id` to the counters, or nothing, and returns whether it did.
  template <class Team, class Counters>
  CENSUS_HD bool operator()(std::uint64_t id, void* memory, const Team& team,
                            const Counters& counters) const {
    Rows& rows = *static_cast<Rows*>(memory);
    auto& settled =
        *reinterpret_cast<std::uint64_t*>(static_cast<std::byte*>(memory) + sizeof(Rows));
    if (team.rank() == 0) {
      RegionCount count;
      settled = count_network(id, rows, count) && CounterLayout(point).has_bin(count.regions);
      // Every hyperplane crosses all of space.
      std::uint32_t crossings[max_space_width];
      for (std::uint32_t& each : crossings) each = 1;
      if (settled != 0) add(point, count, crossings, counters);
    }
    team.sync();
    const bool result = settled != 0;
    team.sync();  // nobody counts the next network while another lane still reads this result
    return result;
  }

  /// Counts network `id` and returns whether the count is certain.
  CENSUS_HD bool count_network(std::uint64_t id, Rows& rows, RegionCount& count) const {
    const int width = point.widths[0];
    draw(id, rows);
    const bool central = point.laws[0].biases.scale == 0.0F;
    const ArrangementCount found =
        central ? count_central(rows, width) : count_arrangement(rows, width);
    if (!found.known) return false;
    count.regions = static_cast<std::uint64_t>(found.regions);
    count.unbounded = static_cast<std::uint64_t>(found.regions - found.bounded);
    count.after_layer[0] = count.regions;
    count.crossings[0] = static_cast<std::uint64_t>(width);
    // Fewer hyperplanes than dimensions leave directions that all of them contain.
    if (width < dimension) count.unbounded = count.regions;
    return true;
  }

 private:
  CENSUS_HD void draw(std::uint64_t id, Rows& rows) const {
    const WordLayout words(point);
    WordStream<Generator> stream(point.key, id);
    for (int k = 0; k <= dimension; ++k) {
      const Law law = k < dimension ? point.laws[0].weights : point.laws[0].biases;
      const std::uint64_t first = k < dimension ? words.weights(0, k) : words.biases(0);
      for (int j = 0; j < point.widths[0]; ++j) {
        const float x = weight(law, stream.word(first + static_cast<std::uint64_t>(j)));
        rows.coefficient[k][j] = Bounded(static_cast<double>(x));
      }
    }
  }
};

/// Calls `visitor` with the functor of a point whose domain is all of input space.
template <class Generator, int dimension = 1, class Visitor>
decltype(auto) with_space_functor(const Point& point, Visitor&& visitor) {
  if constexpr (dimension < max_space_dimension) {
    if (point.input_dimension > dimension) {
      return with_space_functor<Generator, dimension + 1>(point, visitor);
    }
  }
  return visitor(CountSpace<Generator, dimension>{point});
}

}  // namespace census::regions
