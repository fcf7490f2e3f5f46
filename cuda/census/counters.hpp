#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>

namespace census {

/// A functor that adds what a network says to an array of counters, instead of returning an
/// outcome: (id, workspace, team, counters) -> whether the network was settled. It adds nothing
/// when it returns false.
template <class F>
concept CountingFunctor = requires(const F& f) {
  { f.counters() } -> std::same_as<int>;
  { f.workspace_bytes() } -> std::same_as<std::size_t>;
};

/// Counters of one thread on the processor.
struct HostCounters {
  std::uint64_t* values;

  void add(int i, std::uint64_t n) const { values[i] += n; }
};

}  // namespace census
