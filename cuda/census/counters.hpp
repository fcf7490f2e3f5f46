#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>

namespace census {

/// A functor that adds what a network says to counters, non-negative integers of which a census is
/// the sum:
///
///     template <class Team, class Counters>
///     bool operator()(std::uint64_t id, void* workspace, const Team& team,
///                     const Counters& counters) const
///
/// adds to the counters once, whatever the size of the team, and returns true; or adds nothing and
/// returns false where network `id` cannot be settled with certainty. `counters.add(i, n)` adds n
/// to counter i, and `tally(values)` names the counters.
template <class F>
concept CountingFunctor = requires(const F& f) {
  { f.counters() } -> std::same_as<int>;
  { f.workspace_bytes() } -> std::same_as<std::size_t>;
};

/// The counters of one thread on the processor.
struct HostCounters {
  std::uint64_t* values;

  void add(int i, std::uint64_t n) const { values[i] += n; }
};

}  // namespace census
