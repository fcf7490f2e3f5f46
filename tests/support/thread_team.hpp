#pragma once

#include <atomic>
#include <barrier>
#include <cstdint>
#include <deque>
#include <functional>
#include <thread>
#include <vector>

namespace census::testing {

/// What the lanes of a ThreadTeam share.
struct TeamRoom {
  explicit TeamRoom(int lanes) : size(lanes), barrier(lanes) {}

  int size;
  std::barrier<> barrier;
  std::atomic<std::uint64_t> united = 0;
};

/// A team (cuda/census/team.hpp) whose lanes are threads of the host: the code that a warp runs,
/// with any number of lanes, where there is no card.
class ThreadTeam {
 public:
  ThreadTeam(TeamRoom& room, int rank) : room_(&room), rank_(rank) {}

  int rank() const { return rank_; }
  int size() const { return room_->size; }
  bool any(bool x) const { return unite(x ? 1 : 0) != 0; }

  std::uint64_t unite(std::uint64_t x) const {
    room_->united |= x;
    sync();
    const std::uint64_t all = room_->united;
    sync();
    if (rank_ == 0) room_->united = 0;
    sync();
    return all;
  }

  int claim(int& counter, int n) const { return std::atomic_ref(counter).fetch_add(n); }
  void sync() const { room_->barrier.arrive_and_wait(); }

 private:
  TeamRoom* room_;
  int rank_;
};

/// Runs `lane(team)` in every lane of a team of that size, and returns what each lane returned: in
/// a deque, since a vector of bool would share words between the lanes that write it.
template <class Result>
std::deque<Result> run_as_team(int lanes, const std::function<Result(const ThreadTeam&)>& lane) {
  TeamRoom room(lanes);
  std::deque<Result> results(static_cast<std::size_t>(lanes));
  {
    std::vector<std::jthread> threads;
    for (int rank = 0; rank < lanes; ++rank) {
      threads.emplace_back(
          [&, rank] { results[static_cast<std::size_t>(rank)] = lane(ThreadTeam(room, rank)); });
    }
  }
  return results;
}

}  // namespace census::testing
