#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "cuda/arrangement/bounded.hpp"
#include "cuda/questions/unactivated/counts.hpp"
#include "cuda/questions/unactivated/examine.hpp"
#include "cuda/questions/unactivated/network.hpp"
#include "cuda/questions/unactivated/row_examination.hpp"
#include "cuda/questions/unactivated/row_screen.hpp"

namespace census::unactivated {

/// Both stages of the decision for many networks side by side, on a processor. What the screen
/// leaves waits until there is enough of it to examine networks together that have as many neurons
/// in N: they have the same lines. What binary32 leaves is examined in binary64, one by one.
template <class Words, int dimension, int capacity>
class RowDecision {
 public:
  static constexpr std::size_t columns = RowScreen<Words, dimension, capacity>::columns;

  explicit RowDecision(const Point& point) : screen_(point), waiting_(most_waiting) {}

  /// Asks about ids[0], ..., ids[number - 1], number <= columns. Counts those that are settled,
  /// now or by a later call, and appends the others to `undecided`.
  void ask(const std::uint64_t* ids, std::size_t number, Counts& counts,
           std::vector<std::uint64_t>& undecided) {
    std::copy(ids, ids + number, ids_.begin());
    const std::size_t left = screen_.ask(ids_.data(), number, counts);
    for (std::size_t i = 0; i < left; ++i) {
      waiting_[number_waiting_++] = {ids_[i], screen_.network(i)};
      if (number_waiting_ == most_waiting) finish(counts, undecided);
    }
  }

  /// Settles the networks that wait, or appends them to `undecided`.
  void finish(Counts& counts, std::vector<std::uint64_t>& undecided) {
    const Waiting* order[most_waiting];
    sort_by_size_of_n(order);
    for (std::size_t first = 0; first < number_waiting_; first += Examination::columns) {
      const std::size_t number =
          std::min<std::size_t>(number_waiting_ - first, Examination::columns);
      examine(order + first, number, counts, undecided);
    }
    number_waiting_ = 0;
  }

 private:
  using Examination = RowExamination<dimension, capacity>;

  struct Waiting {
    std::uint64_t id;
    Network<dimension, capacity> network;
  };

  static constexpr std::size_t most_waiting = 4 * Examination::columns;

  /// Sets order[0], ... to the networks that wait, those with fewer neurons in N first.
  void sort_by_size_of_n(const Waiting** order) const {
    std::size_t first[max_width + 2] = {};
    for (std::size_t i = 0; i < number_waiting_; ++i) {
      ++first[size(waiting_[i].network.second.negative) + 1];
    }
    for (int in_n = 0; in_n <= max_width; ++in_n) first[in_n + 1] += first[in_n];
    for (std::size_t i = 0; i < number_waiting_; ++i) {
      order[first[size(waiting_[i].network.second.negative)]++] = &waiting_[i];
    }
  }

  void examine(const Waiting* const* waiting, std::size_t number, Counts& counts,
               std::vector<std::uint64_t>& undecided) {
    const Network<dimension, capacity>* networks[Examination::columns];
    Verdict verdicts[Examination::columns];
    for (std::size_t i = 0; i < number; ++i) networks[i] = &waiting[i]->network;
    examination_.examine(networks, static_cast<int>(number), verdicts);
    for (std::size_t i = 0; i < number; ++i) {
      const Verdict verdict = is_settled(verdicts[i])
                                  ? verdicts[i]
                                  : unactivated::examine<Bounded>(waiting[i]->network);
      if (is_settled(verdict)) {
        counts.add(Stage::elimination, verdict);
      } else {
        undecided.push_back(waiting[i]->id);
      }
    }
  }

  RowScreen<Words, dimension, capacity> screen_;
  Examination examination_;
  std::array<std::uint64_t, columns> ids_;
  std::vector<Waiting> waiting_;
  std::size_t number_waiting_ = 0;
};

}  // namespace census::unactivated
