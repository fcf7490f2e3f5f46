#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>

#include "cuda/portability.hpp"

namespace census {

/// A team is a group of lanes that work on one network together: the threads of a warp on the
/// device, one thread on the processor, whose lanes are those of its vector registers. Code written
/// for a team runs once in every lane with the same control flow; lane `rank()` of `size()` takes
/// every size()-th item of a loop over data. A team type has
///
///     int rank() const, int size() const
///     bool any(bool x)                      whether x is true in some lane; the same in all lanes
///     std::uint64_t unite(std::uint64_t x)  bitwise or over the lanes; the same in all lanes
///     int claim(int& counter, int n)        adds n to a counter in shared memory, returns the old
///                                           value; lanes claim in no particular order
///     void sync()                           lanes wait for each other and see what all have
///     written
///
/// and, where each lane has vector registers, types Octet and Singles of numbers in them; see
/// questions/regions/numbers.hpp.
///
/// This one is the team of a single thread.
struct SoloTeam {
  CENSUS_HD static constexpr int rank() { return 0; }
  CENSUS_HD static constexpr int size() { return 1; }
  CENSUS_HD static bool any(bool x) { return x; }
  CENSUS_HD static std::uint64_t unite(std::uint64_t x) { return x; }
  CENSUS_HD static int claim(int& counter, int n) {
    const int first = counter;
    counter += n;
    return first;
  }
  CENSUS_HD static void sync() {}
};

/// Returns the least index from `begin` on that belongs to this lane: lane r owns the indices that
/// leave remainder r when divided by the size of the team.
template <class Team>
CENSUS_HD int first_owned(const Team& team, int begin) {
  const int past = begin % team.size() - team.rank();
  return past <= 0 ? begin - past : begin - past + team.size();
}

/// A functor (id, workspace, team) -> outcome that a team computes, each team in a workspace of its
/// own, aligned to 64 bytes. Other functors are stages id -> outcome that one thread computes.
template <class Functor>
concept TeamFunctor = requires(const Functor& functor) {
  { functor.workspace_bytes() } -> std::same_as<std::size_t>;
};

}  // namespace census
