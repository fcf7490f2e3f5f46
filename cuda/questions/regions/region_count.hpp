#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "cuda/census/tally.hpp"
#include "cuda/portability.hpp"
#include "cuda/questions/regions/point.hpp"

namespace census::regions {

/// What is counted of one network on the point's domain.
struct RegionCount {
  std::uint64_t regions = 0;    ///< activation regions
  std::uint64_t unbounded = 0;  ///< those that reach infinity, 0 on bounded domains
  bool degenerate = false;      ///< a neuron's boundary contains a vertex of an arrangement

  /// [l]: activation regions of the network of layers 0..l. The last is `regions`.
  std::uint64_t after_layer[max_depth] = {};

  /// [l]: pairs of a region of the layers before l and a neuron of layer l that changes its state
  /// inside that region.
  std::uint64_t crossings[max_depth] = {};

  friend bool operator==(const RegionCount&, const RegionCount&) = default;
};

/// Where a point's counters are in an array. Every counter is a sum over networks of non-negative
/// integers. In 64 bits the sums of squares hold 2^32 networks of up to 2^16 regions each; whoever
/// counts merges into wider integers before that.
class CounterLayout {
 public:
  CENSUS_HD explicit CounterLayout(const Point& point)
      : depth_(point.depth),
        binning_(point.binning),
        crossing_binning_(point.crossing_binning),
        bounded_bins_(is_unbounded(point.domain) ? point.binning.bins : 0) {}

  CENSUS_HD int networks() const { return 0; }
  CENSUS_HD int degenerate() const { return 1; }  ///< networks
  CENSUS_HD int overflow() const { return 2; }    ///< networks whose count is in no bin
  CENSUS_HD int regions() const { return 3; }
  CENSUS_HD int squared_regions() const { return 4; }
  CENSUS_HD int bounded() const { return 5; }  ///< regions; 0 on bounded domains
  CENSUS_HD int squared_bounded() const { return 6; }
  CENSUS_HD int all_crossings() const { return 7; }  ///< of all neurons
  CENSUS_HD int squared_crossings() const { return 8; }
  CENSUS_HD int after_layer(int l) const { return 9 + l; }
  CENSUS_HD int crossings(int l) const { return 9 + depth_ + l; }
  CENSUS_HD int bin(int k) const { return 9 + 2 * depth_ + k; }
  /// Unbounded domains only.
  CENSUS_HD int bounded_bin(int k) const { return bin(binning_.bins) + k; }
  CENSUS_HD int crossing_bin(int k) const { return bounded_bin(bounded_bins_) + k; }
  /// Neurons whose crossings are in no bin.
  CENSUS_HD int crossing_overflow() const { return crossing_bin(crossing_binning_.bins); }

  /// Returns the number of counters.
  CENSUS_HD int size() const { return crossing_overflow() + 1; }

  /// Returns whether a count of regions has a bin.
  CENSUS_HD bool has_bin(std::uint64_t regions) const { return binning_.has_bin(regions); }

  /// Returns the bin of a count that has one.
  CENSUS_HD int bin_of(std::uint64_t regions) const { return bin(binning_.bin_of(regions)); }
  CENSUS_HD int bounded_bin_of(std::uint64_t bounded) const {
    return bounded_bin(binning_.bin_of(bounded));
  }
  CENSUS_HD int crossing_bin_of(std::uint64_t crossings) const {
    if (!crossing_binning_.has_bin(crossings)) return crossing_overflow();
    return crossing_bin(crossing_binning_.bin_of(crossings));
  }

 private:
  int depth_;
  Binning binning_;
  Binning crossing_binning_;
  int bounded_bins_;
};

/// Adds one network to the counters. A count beyond its histogram is counted as overflow.
/// @param neuron_crossings of neurons 0, 1, ... of layer 0, then of layer 1, ...: how many regions
///   of the layers before it each of them changes its state in
template <class Counters>
CENSUS_HD void add(const Point& point, const RegionCount& count,
                   const std::uint32_t* neuron_crossings, const Counters& counters) {
  const CounterLayout layout(point);
  counters.add(layout.networks(), 1);
  if (count.degenerate) counters.add(layout.degenerate(), 1);
  counters.add(layout.regions(), count.regions);
  counters.add(layout.squared_regions(), count.regions * count.regions);
  if (is_unbounded(point.domain)) {
    const std::uint64_t bounded = count.regions - count.unbounded;
    counters.add(layout.bounded(), bounded);
    counters.add(layout.squared_bounded(), bounded * bounded);
    if (layout.has_bin(count.regions)) counters.add(layout.bounded_bin_of(bounded), 1);
  }
  std::uint64_t crossings = 0;
  for (int l = 0; l < point.depth; ++l) {
    counters.add(layout.after_layer(l), count.after_layer[l]);
    counters.add(layout.crossings(l), count.crossings[l]);
    crossings += count.crossings[l];
  }
  counters.add(layout.all_crossings(), crossings);
  counters.add(layout.squared_crossings(), crossings * crossings);
  const bool binned = layout.has_bin(count.regions);
  counters.add(binned ? layout.bin_of(count.regions) : layout.overflow(), 1);
  const int all = neurons(point);
  for (int i = 0; i < all; ++i) counters.add(layout.crossing_bin_of(neuron_crossings[i]), 1);
}

/// Returns the counters by name. Group "tally": `networks`, `degenerate`, the sums `regions` and
/// `squared_regions`, on unbounded domains `bounded` and `squared_bounded`, on lines `breakpoints`.
/// Groups "regions_after_layer" and "crossings_of_layer": layers 1, 2, ... Group "histogram":
/// networks by number of regions, each bin named by the least number in it, and `overflow`; group
/// "bounded_histogram", on unbounded domains: by number of bounded regions, without those of the
/// overflow. Group "crossings_of_network": `sum` and `sum_of_squares` over networks of the
/// crossings of all layers. Group "neurons_by_crossings": neurons of all networks by their
/// crossings.
inline Tally to_tally(const Point& point, const std::uint64_t* counters) {
  const CounterLayout layout(point);
  std::vector<TallyEntry> entries;
  const auto list = [&](const char* group, std::string name, int counter) {
    entries.push_back({group, std::move(name), MergeRule::sum, counters[counter]});
  };
  list("tally", "networks", layout.networks());
  list("tally", "degenerate", layout.degenerate());
  list("tally", "regions", layout.regions());
  list("tally", "squared_regions", layout.squared_regions());
  if (is_unbounded(point.domain)) {
    list("tally", "bounded", layout.bounded());
    list("tally", "squared_bounded", layout.squared_bounded());
  }
  if (dimension_of(point.domain) == 1) {
    entries.push_back({"tally", "breakpoints", MergeRule::sum,
                       counters[layout.regions()] - counters[layout.networks()]});
  }
  for (int l = 0; l < point.depth; ++l) {
    list("regions_after_layer", std::to_string(l + 1), layout.after_layer(l));
  }
  for (int l = 0; l < point.depth; ++l) {
    list("crossings_of_layer", std::to_string(l + 1), layout.crossings(l));
  }
  for (int k = 0; k < point.binning.bins; ++k) {
    list("histogram", std::to_string(point.binning.least_of(k)), layout.bin(k));
  }
  list("histogram", "overflow", layout.overflow());
  for (int k = 0; is_unbounded(point.domain) && k < point.binning.bins; ++k) {
    list("bounded_histogram", std::to_string(point.binning.least_of(k)), layout.bounded_bin(k));
  }
  list("crossings_of_network", "sum", layout.all_crossings());
  list("crossings_of_network", "sum_of_squares", layout.squared_crossings());
  for (int k = 0; k < point.crossing_binning.bins; ++k) {
    list("neurons_by_crossings", std::to_string(point.crossing_binning.least_of(k)),
         layout.crossing_bin(k));
  }
  list("neurons_by_crossings", "overflow", layout.crossing_overflow());
  return Tally(std::move(entries));
}

}  // namespace census::regions
