#pragma once

#include <algorithm>
#include <cstdint>

namespace census {

/// Chooses how many networks to count before looking up again: long enough that a device is busy,
/// short enough that progress moves and an interruption is heard. Chunks start at a sixteenth of
/// the backend's preferred batch, so that the first number of a hard point does not take minutes,
/// and grow until they last about a third of a second. Chunks below the preferred batch leave a
/// device partly idle: they are asked for only where the preferred batch would last longer than two
/// seconds.
class ChunkSize {
 public:
  /// @param preferred the backend's preferred batch; 0 counts as 1.
  explicit ChunkSize(std::uint64_t preferred)
      : unit_(std::max<std::uint64_t>(preferred / units_in_batch, 1)) {}

  /// Returns the number of networks to count next.
  std::uint64_t networks() const { return units_ * unit_; }

  /// Takes note that a chunk of `networks()` networks took `seconds`.
  void adapt(double seconds) {
    const double counted = static_cast<double>(units_);
    // One step grows by at most 8: a chunk timed too short cannot ask for an hour.
    double wanted = 8.0 * counted;
    if (seconds > 0.0) {
      const double units_per_second = counted / seconds;
      const double in_time = units_per_second * target;
      const double busy = std::min(units_per_second * patience, double{units_in_batch});
      wanted = std::min(wanted, std::max(in_time, busy));
    }
    const double most = static_cast<double>(largest) / static_cast<double>(unit_);
    units_ = static_cast<std::uint64_t>(std::max(std::min(wanted, most), 1.0));
  }

 private:
  static constexpr unsigned units_in_batch = 16;
  static constexpr double target = 0.35, patience = 2.0;  // seconds
  static constexpr std::uint64_t largest = std::uint64_t{1} << 62;

  std::uint64_t unit_;
  std::uint64_t units_ = 1;
};

}  // namespace census
