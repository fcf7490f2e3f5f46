#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "cuda/census/counters.hpp"
#include "cuda/census/tally.hpp"
#include "host/backend/workspace.hpp"
#include "host/questions/question.hpp"
#include "host/statistics/averaged_counts.hpp"

namespace census {

/// The one estimator of a question whose functor adds to counters: everything is counted for each
/// network, and nothing averaged over.
class CountingEstimator : public Estimator {
 public:
  const std::string& name() const override { return name_; }
  int group_bits() const override { return 0; }
  bool too_dear_to_audit(const Tally&) const override { return false; }

 private:
  std::string name_ = "plain";
};

/// @throw ParameterError about "estimator" for any name but "plain".
void require_plain(const std::string& estimator);

/// Counts networks one by one in this thread; each must be settled.
template <class Functor>
Tally count_one_by_one(const Functor& functor, std::span<const std::uint64_t> ids) {
  std::vector<std::uint64_t> values(static_cast<std::size_t>(functor.counters()));
  Workspace workspace(functor.workspace_bytes());
  for (const std::uint64_t id : ids) {
    functor(id, workspace.data(), SoloTeam{}, HostCounters{values.data()});
  }
  return functor.tally(values.data());
}

/// Returns the integer that is counted for each network, whose values are the names of the entries
/// of a group, in units of `unit`; no value is above `most`.
AveragedCounts from_histogram(const Tally& tally, const std::string& group, std::uint64_t unit,
                              std::uint64_t most);

/// Returns how many networks of a histogram have a value of at least `least`.
std::uint64_t networks_with_at_least(const Tally& tally, const std::string& group,
                                     std::uint64_t least);

}  // namespace census
