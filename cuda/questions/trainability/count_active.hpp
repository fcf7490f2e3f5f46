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
#include "cuda/census/team.hpp"
#include "cuda/questions/trainability/ball.hpp"
#include "cuda/questions/trainability/interval_activity.hpp"
#include "cuda/questions/trainability/neuron_deaths.hpp"
#include "cuda/questions/trainability/point.hpp"

namespace census::trainability {

/// Which counter counts what, for a network of `neurons` neurons in `depth` layers.
struct CounterLayout {
  int first_width;
  int neurons;
  int depth;

  CENSUS_HD static constexpr int networks() { return 0; }
  /// Networks with `active` first-layer neurons that are not dead, 0..first_width.
  CENSUS_HD static constexpr int active_neurons(int active) { return 1 + active; }
  /// Networks with `dead` permanently dead neurons, 0..neurons.
  CENSUS_HD int permanently_dead(int dead) const { return active_neurons(first_width) + 1 + dead; }
  /// Tentatively dead neurons, summed over networks.
  CENSUS_HD int tentatively_dead() const { return permanently_dead(neurons) + 1; }
  /// Dead neurons of the layer, of either kind, summed over networks.
  CENSUS_HD int dead_neurons(int layer) const { return tentatively_dead() + 1 + layer; }
  CENSUS_HD int count() const { return dead_neurons(depth); }
};

/// How many neurons of network `id` can learn? A pure function of the id, computed by a team. On
/// data every network is settled (see NeuronDeaths for the definitions); on a ball a network is
/// left unsettled where `Test` cannot tell whether some neuron of its one layer is dead, on an
/// interval where arithmetic in `Number` cannot.
template <class Generator, class Test = BallTest, class Number = Bounded>
struct CountActive {
  Point point;
  DataPoints data;  ///< not looked at on a ball with independent biases

  CENSUS_HD CounterLayout layout() const {
    const death::Architecture& architecture = point.network.architecture;
    return {architecture.widths[0], architecture.first_neuron(architecture.depth),
            architecture.depth};
  }

  CENSUS_HD int counters() const { return layout().count(); }

  /// Returns how many bytes of memory, aligned to 64, a team needs to work in.
  CENSUS_HD std::size_t workspace_bytes() const {
    if (point.domain == Domain::interval) {
      return IntervalActivity<Generator, SoloTeam, Number>::bytes(point.network);
    }
    return NeuronDeaths<Generator, SoloTeam>::bytes(point.network, data.points);
  }

  template <class Team, class Counters>
  CENSUS_HD bool operator()(std::uint64_t id, void* workspace, const Team& team,
                            const Counters& counters) const {
    bool settled = false;
    if (point.domain == Domain::interval) {
      settled = count_on_interval(id, workspace, team, counters);
    } else {
      NeuronDeaths<Generator, Team> deaths(point, data, id, workspace, team);
      settled = point.domain == Domain::ball ? count_on_ball(deaths, team, counters)
                                             : count_on_data(deaths, team, counters);
    }
    team.sync();  // nobody begins the next network while another lane still reads this one
    return settled;
  }

  Tally tally(const std::uint64_t* counters) const {
    std::vector<TallyEntry> entries;
    const auto name = [&](const char* group, std::string entry, int counter) {
      entries.push_back({group, std::move(entry), MergeRule::sum, counters[counter]});
    };
    const CounterLayout at = layout();
    name("tally", "networks", at.networks());
    for (int n = 0; n <= at.first_width; ++n) {
      name("active_neurons", std::to_string(n), at.active_neurons(n));
    }
    for (int n = 0; n <= at.neurons; ++n) {
      name("permanently_dead", std::to_string(n), at.permanently_dead(n));
    }
    name("neurons", "tentatively_dead", at.tentatively_dead());
    for (int layer = 0; layer < at.depth; ++layer) {
      name("dead_neurons", std::to_string(layer + 1), at.dead_neurons(layer));
    }
    return Tally(std::move(entries));
  }

 private:
  template <class Team, class Counters>
  CENSUS_HD bool count_on_ball(NeuronDeaths<Generator, Team>& deaths, const Team& team,
                               const Counters& counters) const {
    deaths.draw_layer();
    if (point.bias_rule == BiasRule::through_data) deaths.add_inputs();
    const int width = deaths.width();
    NeuronMask dead;
    bool unsettled = false;
    for (int i = team.rank(); i < width; i += team.size()) {
      const float bias = deaths.biased() ? deaths.biases()[i] : 0.0F;
      const Activity activity =
          Test{}(deaths.weights() + i, width, point.network.architecture.input_dimension, bias,
                 point.radius);
      dead.insert(i, activity == Activity::dead);
      unsettled = unsettled || activity == Activity::unsettled;
    }
    if (team.any(unsettled)) return false;
    int count = 0;
    for (const std::uint64_t word : dead.words) count += count_ones(team.unite(word));
    if (team.rank() != 0) return true;
    counters.add(layout().networks(), 1);
    counters.add(layout().active_neurons(width - count), 1);
    counters.add(layout().permanently_dead(count), 1);
    counters.add(layout().dead_neurons(0), static_cast<std::uint64_t>(count));
    return true;
  }

  template <class Team, class Counters>
  CENSUS_HD bool count_on_data(NeuronDeaths<Generator, Team>& deaths, const Team& team,
                               const Counters& counters) const {
    count_layers(
        [&deaths] {
          deaths.draw_layer();
          deaths.add_inputs();
          return deaths.find_deaths();
        },
        team, counters);
    return true;
  }

  template <class Team, class Counters>
  CENSUS_HD bool count_on_interval(std::uint64_t id, void* workspace, const Team& team,
                                   const Counters& counters) const {
    IntervalActivity<Generator, Team, Number> activity(point.network, data.values[0],
                                                       data.values[1], id, workspace, team);
    if (!activity.find_active()) return false;
    count_layers([&activity] { return activity.next_deaths(); }, team, counters);
    return true;
  }

  /// Counts a network whose layers die as `next_deaths` says, the first layer first.
  template <class NextDeaths, class Team, class Counters>
  CENSUS_HD void count_layers(const NextDeaths& next_deaths, const Team& team,
                              const Counters& counters) const {
    const bool counts = team.rank() == 0;
    const auto add = [&](int counter, int n) {
      if (counts) counters.add(counter, static_cast<std::uint64_t>(n));
    };
    int permanent = 0;
    int tentative = 0;
    for (int layer = 0; layer < point.network.architecture.depth; ++layer) {
      const int width = point.network.architecture.widths[layer];
      const LayerDeaths found = next_deaths();
      permanent += found.permanently_dead;
      tentative += found.dead - found.permanently_dead;
      if (found.dead == width) {
        // Nothing up to this layer receives a gradient.
        permanent += tentative;
        tentative = 0;
      }
      if (layer == 0) add(layout().active_neurons(width - found.dead), 1);
      add(layout().dead_neurons(layer), found.dead);
    }
    add(layout().networks(), 1);
    add(layout().permanently_dead(permanent), 1);
    add(layout().tentatively_dead(), tentative);
  }
};

/// Calls `visitor` with the functor of `point` and returns what it returns.
template <class Generator, class Visitor>
decltype(auto) with_functor(const Point& point, const DataPoints& data, Visitor&& visitor) {
  using Functor = CountActive<Generator>;
  static_assert(std::is_trivially_copyable_v<Functor>,
                "functors are copied to the device as bytes");
  static_assert(CountingFunctor<Functor>);
  return visitor(Functor{point, data});
}

}  // namespace census::trainability
