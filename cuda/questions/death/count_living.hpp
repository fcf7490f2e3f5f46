#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "cuda/census/counters.hpp"
#include "cuda/census/data_points.hpp"
#include "cuda/census/tally.hpp"
#include "cuda/questions/death/plain_propagation.hpp"
#include "cuda/questions/death/point.hpp"
#include "cuda/questions/death/propagation.hpp"

namespace census::death {

/// Which counter counts what, for networks of `depth` layers on `points` data points.
struct CounterLayout {
  int depth;
  int points;

  CENSUS_HD static constexpr int networks() { return 0; }
  CENSUS_HD static constexpr int born_dead() { return 1; }
  /// Networks under which `living` points live, 0..points.
  CENSUS_HD static constexpr int living_points(int living) { return 2 + living; }
  /// Neurons of the layer that are dead on the data, summed over networks.
  CENSUS_HD int dead_neurons(int layer) const { return living_points(points) + 1 + layer; }
  /// Networks that the layer finishes: the last layer before which a point lived.
  CENSUS_HD int fatal_layers(int layer) const { return dead_neurons(depth) + layer; }
  CENSUS_HD int count() const { return fatal_layers(depth); }
};

/// How much of the data lives in network `id`? A pure function of the id, computed by a team; see
/// Propagation for what is counted. The network is alive when some point lives after the last
/// layer, else born dead. Every network is settled.
template <class Generator>
struct CountLiving {
  Point point;
  DataPoints data;

  CENSUS_HD CounterLayout layout() const { return {point.architecture.depth, data.points}; }

  CENSUS_HD int counters() const { return layout().count(); }

  /// Returns how many bytes of memory, aligned to 64, a team needs to work in.
  CENSUS_HD std::size_t workspace_bytes() const {
    return PropagationMemory(point, data.points).bytes();
  }

  template <class Team, class Counters>
  CENSUS_HD bool operator()(std::uint64_t id, void* workspace, const Team& team,
                            const Counters& counters) const {
    if (PlainPropagation<Generator, Team>::suits(point)) {
      count(PlainPropagation<Generator, Team>(point, data, id, workspace, team), team, counters);
    } else {
      count(Propagation<Generator, Team>(point, data, id, workspace, team), team, counters);
    }
    team.sync();  // nobody begins the next network while another lane still reads this one
    return true;
  }

  Tally tally(const std::uint64_t* counters) const {
    std::vector<TallyEntry> entries;
    const auto name = [&](const char* group, std::string entry, int counter) {
      entries.push_back({group, std::move(entry), MergeRule::sum, counters[counter]});
    };
    name("tally", "networks", layout().networks());
    name("tally", "born_dead", layout().born_dead());
    for (int living = 0; living <= data.points; ++living) {
      name("living_points", std::to_string(living), layout().living_points(living));
    }
    for (int layer = 0; layer < point.architecture.depth; ++layer) {
      name("dead_neurons", std::to_string(layer + 1), layout().dead_neurons(layer));
    }
    for (int layer = 0; layer < point.architecture.depth; ++layer) {
      name("fatal_layers", std::to_string(layer + 1), layout().fatal_layers(layer));
    }
    return Tally(std::move(entries));
  }

 private:
  template <class Layers, class Team, class Counters>
  CENSUS_HD void count(Layers&& layers, const Team& team, const Counters& counters) const {
    const auto add = [&](int counter, int n) {
      if (team.rank() == 0) counters.add(counter, static_cast<std::uint64_t>(n));
    };
    const int depth = point.architecture.depth;
    int layer = 0;
    int living = data.points;
    while (layer < depth && (living > 0 || point.architecture.feature == Feature::skip)) {
      const LayerOutcome outcome = layers.next_layer();
      living = outcome.living;
      add(layout().dead_neurons(layer), outcome.dead_neurons);
      ++layer;
    }
    if (living == 0) {
      add(layout().born_dead(), 1);
      add(layout().fatal_layers(layer - 1), 1);
      for (; layer < depth; ++layer) {
        add(layout().dead_neurons(layer), point.architecture.widths[layer]);
      }
    }
    add(layout().networks(), 1);
    add(layout().living_points(living), 1);
  }
};

/// Calls `visitor` with the functor of `point` on `data` and returns what it returns.
template <class Generator, class Visitor>
decltype(auto) with_functor(const Point& point, const DataPoints& data, Visitor&& visitor) {
  using Functor = CountLiving<Generator>;
  static_assert(std::is_trivially_copyable_v<Functor>,
                "functors are copied to the device as bytes");
  static_assert(CountingFunctor<Functor>);
  return visitor(Functor{point, data});
}

}  // namespace census::death
