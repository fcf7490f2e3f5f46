#pragma once

#include <cstdint>

#include "cuda/census/tally.hpp"
#include "cuda/portability.hpp"
#include "cuda/questions/unactivated/verdict.hpp"

namespace census::unactivated {

/// The stages of the decision, in the order they are asked.
enum class Stage : std::uint8_t {
  screen,       ///< signs, origin and coordinate axes, binary32
  elimination,  ///< all vertices and rays of N with error bounds, binary64
  exact         ///< all vertices and rays of N in rational arithmetic, on the host
};

/// How many networks got which verdict at which stage: a commutative monoid of integers.
struct Counts {
  static constexpr int stages = 3;
  static constexpr int verdicts = 3;

  std::uint64_t count[stages][verdicts] = {};

  /// Counts one network. `verdict` is not `undecided`.
  CENSUS_HD void add(Stage stage, Verdict verdict) {
    // Every counter is named by a constant, so that a thread on the device keeps them in registers.
    for (int v = 0; v < verdicts; ++v) {
      count[static_cast<int>(stage)][v] += static_cast<int>(verdict) == v ? 1 : 0;
    }
  }

  /// Counts several networks with the same outcome.
  CENSUS_HD void add(Stage stage, Verdict verdict, std::uint64_t networks) {
    count[static_cast<int>(stage)][static_cast<int>(verdict)] += networks;
  }

  CENSUS_HD void merge(const Counts& other) {
    for (int s = 0; s < stages; ++s) {
      for (int v = 0; v < verdicts; ++v) count[s][v] += other.count[s][v];
    }
  }
};

/// Returns the counts as named integers: group "tally" by verdict, group "stages" by stage.
inline Tally to_tally(const Counts& counts) {
  const auto by_verdict = [&](Verdict verdict) {
    Integer sum = 0;
    for (const auto& stage : counts.count) sum += stage[static_cast<int>(verdict)];
    return sum;
  };
  const auto by_stage = [&](Stage stage) {
    Integer sum = 0;
    for (const std::uint64_t count : counts.count[static_cast<int>(stage)]) sum += count;
    return sum;
  };
  return Tally({{"tally", "unactivated", MergeRule::sum, by_verdict(Verdict::unactivated)},
                {"tally", "activated", MergeRule::sum, by_verdict(Verdict::activated)},
                {"tally", "degenerate", MergeRule::sum, by_verdict(Verdict::degenerate)},
                {"stages", "screen", MergeRule::sum, by_stage(Stage::screen)},
                {"stages", "elimination", MergeRule::sum, by_stage(Stage::elimination)},
                {"stages", "exact", MergeRule::sum, by_stage(Stage::exact)}});
}

}  // namespace census::unactivated
