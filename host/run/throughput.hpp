#pragma once

#include <vector>

#include "cuda/census/backend.hpp"

namespace census {

/// Measures how many networks per second a backend counts, in turns, so that a machine that grows
/// busy or hot slows down everything that is compared alike.
class Throughput {
 public:
  /// @param census borrowed; must outlive this object.
  explicit Throughput(Census& census) : census_(census) {}

  /// Counts for about `seconds`, at least one batch.
  void take_turn(double seconds);

  /// Returns the median rate of the turns, in networks per second. At least one turn was taken.
  double median() const;

 private:
  Census& census_;
  std::uint64_t next_id_ = 0;
  std::uint64_t batch_ = 0;
  std::vector<double> rates_;
};

}  // namespace census
