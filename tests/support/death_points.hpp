#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>
#include <vector>

#include "cuda/census/counters.hpp"
#include "cuda/census/data_points.hpp"
#include "cuda/census/team.hpp"
#include "cuda/questions/death/count_living.hpp"
#include "cuda/questions/death/point.hpp"
#include "host/backend/multiversion.hpp"

namespace census::testing {

/// A data set that owns its numbers.
struct DataSet {
  std::vector<float> values;  ///< coordinate k of point p at [k * points + p]
  int points;
  int dimension;

  DataPoints view() const { return {values.data(), points, dimension}; }
  /// data[p][k]
  std::vector<std::vector<double>> rows() const;
};

/// Standard normal points.
DataSet gaussian_data(int points, int dimension, std::uint64_t seed);

/// Returns a network shape with He's normal weights, standard deviation sqrt(2 / fan_in), and
/// biases of scale `bias_scale` in every layer, or none for 0.
death::Point he_normal(int input_dimension, const std::vector<int>& widths, float bias_scale = 0,
                       death::Feature feature = death::Feature::plain);

/// Memory for a team, aligned to 64 bytes and filled with what no result may depend on.
class Workspace {
 public:
  explicit Workspace(std::size_t bytes);
  void* get() const { return memory_.get(); }

 private:
  struct Free {
    void operator()(void* memory) const { ::operator delete (memory, std::align_val_t{64}); }
  };
  std::unique_ptr<void, Free> memory_;
};

/// Returns what a counting functor counts for networks first, ..., first + networks - 1, as one
/// thread does; fails where it does not settle a network.
template <class Functor>
CENSUS_MULTIVERSION std::vector<std::uint64_t> count_networks(const Functor& functor,
                                                              std::uint64_t first,
                                                              std::uint64_t networks) {
  std::vector<std::uint64_t> values(static_cast<std::size_t>(functor.counters()));
  const Workspace workspace(functor.workspace_bytes());
  for (std::uint64_t id = first; id < first + networks; ++id) {
    if (!functor(id, workspace.get(), SoloTeam{}, HostCounters{values.data()})) std::abort();
  }
  return values;
}

/// The mean of the living ratio and the least of it, of counters of CountLiving.
struct LivingRatio {
  double mean;
  double least;
  double alive;     ///< share of networks that are alive
  double variance;  ///< of the living ratio of one network
};
LivingRatio living_ratio(const death::CounterLayout& layout,
                         const std::vector<std::uint64_t>& counters);

}  // namespace census::testing
