#include "host/questions/deep/counting_estimator.hpp"

#include "host/config/did_you_mean.hpp"
#include "host/config/quote.hpp"

namespace census {

void require_plain(const std::string& estimator) {
  if (estimator == "plain") return;
  throw ParameterError{"estimator", "unknown estimator " + quote(estimator),
                       "this question is counted by plain alone",
                       did_you_mean(estimator, std::vector<std::string>{"plain", "auto"})};
}

AveragedCounts from_histogram(const Tally& tally, const std::string& group, std::uint64_t unit,
                              std::uint64_t most) {
  AveragedCounts counts;
  counts.group_order = unit;
  if (most != unit) counts.most = most;
  Integer networks = 0;
  for (const TallyEntry& entry : tally.entries()) {
    if (entry.group != group || entry.value == 0) continue;
    const Integer value(entry.name);
    if (networks == 0) counts.least = value;
    counts.greatest = value;
    networks += entry.value;
    counts.sum += value * entry.value;
    counts.sum_of_squares += value * value * entry.value;
  }
  counts.networks = static_cast<std::uint64_t>(networks);
  return counts;
}

std::uint64_t networks_with_at_least(const Tally& tally, const std::string& group,
                                     std::uint64_t least) {
  Integer networks = 0;
  for (const TallyEntry& entry : tally.entries()) {
    if (entry.group == group && Integer(entry.name) >= least) networks += entry.value;
  }
  return static_cast<std::uint64_t>(networks);
}

}  // namespace census
