#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "cuda/bits.hpp"
#include "cuda/census/counters.hpp"
#include "cuda/census/team.hpp"
#include "cuda/questions/regions/enter_layer.hpp"
#include "cuda/questions/regions/network.hpp"
#include "cuda/questions/regions/placement.hpp"
#include "cuda/questions/regions/region_count.hpp"
#include "cuda/questions/regions/signs.hpp"
#include "cuda/questions/regions/subdivision.hpp"
#include "cuda/questions/regions/workspace.hpp"

namespace census::regions {

/// How many activation regions does network `id` have on the domain? Computed by a team: the lanes
/// draw the network and compute pre-activations side by side, one of them divides regions. Every
/// sign that matters is certain, or the network is left unsettled.
///
/// Left unsettled are also all networks with one neuron in the first layer on the whole plane,
/// which has no two lines to begin with.
///
/// @tparam sets set_size(point), or any: it counts the same, slower
template <class Generator, int dimension, SetSize sets = SetSize::any>
struct CountRegions {
  Point point;
  double unit;  ///< coordinate_unit(point)
  int central;  ///< central_layers(point)
  GivenPoints points;

  CENSUS_HD int counters() const { return CounterLayout(point).size(); }

  /// Returns how many bytes of memory, aligned to 8, a team needs to work in.
  CENSUS_HD std::size_t workspace_bytes() const {
    return Workspace<dimension>(point, nullptr).bytes();
  }

  Tally tally(const std::uint64_t* counters) const { return to_tally(point, counters); }

  /// Adds network `id` to the counters, or nothing, and returns whether it did.
  template <class Team, class Counters>
  CENSUS_HD bool operator()(std::uint64_t id, void* memory, const Team& team,
                            const Counters& counters) const {
    const Workspace<dimension> workspace(point, memory);
    const bool counted =
        count(id, workspace, team) && CounterLayout(point).has_bin(workspace.shared->count.regions);
    if (counted && team.rank() == 0) {
      add(point, workspace.shared->count, workspace.crossings, counters);
    }
    team.sync();  // nobody draws the next network while another lane still reads this one
    return counted;
  }

  /// Counts network `id`; the result is `workspace.shared->count`, and `workspace.crossings`, when
  /// this returns true.
  template <class Team>
  CENSUS_HD bool count(std::uint64_t id, const Workspace<dimension>& workspace,
                       const Team& team) const {
    if (team.rank() == 0) prepare(workspace);
    team.sync();
    draw(id, workspace, team);
    team.sync();
    return count_drawn(workspace, team);
  }

  /// Writes everything but the network's parameters; one lane does.
  CENSUS_HD void prepare(const Workspace<dimension>& workspace) const {
    Shared& shared = *workspace.shared;
    workspace.set_layers(central);
    shared.cell = {0, 0, 0};
    place_domain(point, workspace, unit);
    shared.has_norms = false;
    shared.entry = {true, true, 0.0, 0};
    list_unknown(workspace);
    for (int w = 0; w < words_of(point.input_dimension); ++w) {
      workspace.changed[w] = neurons_of_word(point.input_dimension, w);
    }
    shared.start = shared.waiting = 0;
    shared.count = {};
    const int all = neurons(point);
    for (int i = 0; i < all; ++i) workspace.crossings[i] = 0;
  }

  /// The same as `count` for the parameters in the workspace, whatever they are.
  template <class Team>
  CENSUS_HD bool count_drawn(const Workspace<dimension>& workspace, const Team& team) const {
    Shared& shared = *workspace.shared;
    Subdivision<dimension, VectorsOf<Team>, sets> subdivision(point, workspace);
    Step step = Step::enter_layer;
    for (bool first = true; step == Step::enter_layer; first = false) {
      enter_layer<sets>(point, workspace, team);
      team.sync();
      if (team.rank() == 0) {
        shared.step = first ? subdivision.begin() : subdivision.advance();
      }
      team.sync();
      step = shared.step;
    }
    if (step == Step::done && team.rank() == 0) conclude(workspace);
    team.sync();
    return step == Step::done;
  }

  /// Draws network `id`.
  template <class Team>
  CENSUS_HD void draw(std::uint64_t id, const Workspace<dimension>& workspace,
                      const Team& team) const {
    const WordLayout words(point);
    WordReader<Generator> reader(point.key, id);
    for (int l = 0; l < point.depth; ++l) {
      const int inputs = inputs_of_layer(point, l);
      const int width = point.widths[l];
      const LayerState& layer = workspace.shared->layers[l];
      for (int i = team.rank(); i <= inputs; i += team.size()) {
        if (i < inputs) {
          draw_parameters<Generator>(reader, point.laws[l].weights, words.weights(l, i), width,
                                     workspace.weights + layer.weights + i * padded(width));
        } else {
          draw_parameters<Generator>(reader, point.laws[l].biases, words.biases(l), width,
                                     workspace.biases + layer.begin);
        }
      }
    }
    WordStream<Generator> stream(point.key, id);
    for (int k = team.rank(); k < point.input_dimension; k += team.size()) {
      place_input(k, words, stream, workspace);
    }
  }

 private:
  CENSUS_HD void conclude(const Workspace<dimension>& workspace) const {
    RegionCount& count = workspace.shared->count;
    const std::uint32_t* crossings = workspace.crossings;
    for (int l = 0; l < point.depth; ++l) {
      for (int j = 0; j < point.widths[l]; ++j) count.crossings[l] += *crossings++;
    }
    count.regions = count.after_layer[point.depth - 1];
    if (point.domain.extent == Extent::line) count.unbounded = count.regions == 1 ? 1 : 2;
  }

  /// Writes input coordinate k as a form on the domain.
  CENSUS_HD void place_input(int k, const WordLayout& words, WordStream<Generator>& stream,
                             const Workspace<dimension>& workspace) const {
    const Forms<dimension>& forms = workspace.forms;
    const bool is_given = point.domain.placement == Placement::points;
    const double origin = is_given ? given_origin(points, k) : 0.0;
    double size = std::fabs(origin);
    double error = 0.0;
    for (int i = 0; i < dimension; ++i) {
      const Approximate entry = direction(i, k, words, stream);
      forms.coefficient[i][k] = entry.value * unit;
      size += std::fabs(entry.value) * unit;
      error += entry.error * unit;
    }
    forms.coefficient[dimension][k] = origin;
    forms.size[k] = size;
    forms.error[k] = error * widening;
  }

  /// Returns input coordinate k of the domain's vector number `which`.
  CENSUS_HD Approximate direction(int which, int k, const WordLayout& words,
                                  WordStream<Generator>& stream) const {
    switch (point.domain.placement) {
      case Placement::axes:
        return {k == which ? 1.0 : 0.0, 0.0};
      case Placement::random: {
        const std::uint64_t word = words.direction(which) + static_cast<std::uint64_t>(k);
        return {static_cast<double>(weight(point.domain.directions, stream.word(word))), 0.0};
      }
      case Placement::points:
        return given_direction(points, which, k);
    }
    return {};
  }
};

/// Returns the size of sets of a network's inputs and neurons.
inline SetSize set_size(const Point& point) {
  int widest = point.input_dimension;
  for (int l = 0; l < point.depth; ++l) {
    widest = point.widths[l] > widest ? point.widths[l] : widest;
  }
  return words_of(widest) == 1 ? SetSize::one_word : SetSize::any;
}

/// Calls `visitor` with the functor of a point whose domain is on a line or plane; `points` are
/// where the functor is called.
template <class Generator, class Visitor>
decltype(auto) with_subdivision_functor(const Point& point, const GivenPoints& points,
                                        Visitor&& visitor) {
  static_assert(std::is_trivially_copyable_v<CountRegions<Generator, 2>>,
                "functors are copied to the device as bytes");
  const auto visit = [&]<int dimension, SetSize sets>() -> decltype(auto) {
    return visitor(CountRegions<Generator, dimension, sets>{point, coordinate_unit(point),
                                                            central_layers(point), points});
  };
  if (set_size(point) == SetSize::one_word) {
    return dimension_of(point.domain) == 1 ? visit.template operator()<1, SetSize::one_word>()
                                           : visit.template operator()<2, SetSize::one_word>();
  }
  return dimension_of(point.domain) == 1 ? visit.template operator()<1, SetSize::any>()
                                         : visit.template operator()<2, SetSize::any>();
}

}  // namespace census::regions
