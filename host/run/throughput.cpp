#include "host/run/throughput.hpp"

#include <algorithm>
#include <cassert>
#include <chrono>

namespace census {

void Throughput::take_turn(double seconds) {
  using Clock = std::chrono::steady_clock;
  // The first turn begins small: a batch may last long. The others know how much fits.
  if (batch_ == 0) batch_ = std::max<std::uint64_t>(census_.preferred_batch() / 16, 1);
  std::uint64_t counted = 0;
  double passed = 0.0;
  const Clock::time_point start = Clock::now();
  while (passed < seconds) {
    census_.count({next_id_, batch_});
    next_id_ += batch_;
    counted += batch_;
    passed = std::chrono::duration<double>(Clock::now() - start).count();
    if (passed < seconds / 8.0) batch_ *= 2;
  }
  rates_.push_back(static_cast<double>(counted) / passed);
}

double Throughput::median() const {
  assert(!rates_.empty());
  std::vector<double> sorted = rates_;
  std::sort(sorted.begin(), sorted.end());
  return sorted[sorted.size() / 2];
}

}  // namespace census
