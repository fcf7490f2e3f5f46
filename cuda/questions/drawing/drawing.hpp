#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "cuda/census/tally.hpp"
#include "cuda/portability.hpp"
#include "cuda/questions/drawing/point.hpp"
#include "cuda/random/parameter_rows.hpp"
#include "cuda/random/word_stream.hpp"

namespace census::drawing {

/// The sign of a network's sum of parameters: something that needs all of them.
enum class Outcome : std::uint8_t { negative, positive };
CENSUS_HD inline bool is_settled(Outcome) { return true; }

enum class Stage : std::uint8_t { sum };

/// How many networks have a positive sum.
struct Counts {
  std::uint64_t networks = 0;
  std::uint64_t positive = 0;

  CENSUS_HD void add(Stage, Outcome outcome) {
    ++networks;
    positive += outcome == Outcome::positive ? 1 : 0;
  }

  CENSUS_HD void merge(const Counts& other) {
    networks += other.networks;
    positive += other.positive;
  }
};

CENSUS_HD inline Outcome outcome_of(float sum) {
  return sum > 0.0F ? Outcome::positive : Outcome::negative;
}

/// Draws every parameter of a network and adds them up: id -> outcome.
template <class Generator>
struct SumOfParameters {
  static constexpr Stage stage = Stage::sum;

  Point point;

  CENSUS_HD Outcome operator()(std::uint64_t id) const {
    WordStream<Generator> stream(point.key, id);
    float sum = 0.0F;
    for (int i = 0; i < point.parameters; ++i) {
      sum += weight(point.law, stream.word(static_cast<std::uint64_t>(i)));
    }
    return outcome_of(sum);
  }
};

/// The same for many networks side by side.
template <class Words>
class RowSum {
 public:
  static constexpr std::size_t columns = ParameterRows<Words>::columns;

  explicit RowSum(const Point& point) : point_(point), rows_(point.key) {}

  /// Counts ids[0], ..., ids[number - 1], all of them at once.
  void ask(const std::uint64_t* ids, std::size_t number, Counts& counts,
           std::vector<std::uint64_t>&) {
    rows_.begin(ids, number);
    for (std::size_t i = 0; i < columns; ++i) sum_[i] = 0.0F;
    for (int j = 0; j < point_.parameters; ++j) {
      rows_.draw(point_.law, parameter_);
      for (std::size_t i = 0; i < number; ++i) sum_[i] += parameter_[i];
    }
    for (std::size_t i = 0; i < number; ++i) counts.add(Stage::sum, outcome_of(sum_[i]));
  }

  void finish(Counts&, std::vector<std::uint64_t>&) {}

 private:
  Point point_;
  ParameterRows<Words> rows_;
  alignas(64) typename ParameterRows<Words>::Row parameter_ = {};
  alignas(64) typename ParameterRows<Words>::Row sum_ = {};
};

/// The question in the two stages that backends ask. The first settles every network.
template <class Generator>
struct Drawing {
  using Counts = drawing::Counts;
  template <class Words>
  using Rows = RowSum<Words>;

  SumOfParameters<Generator> screen;
  SumOfParameters<Generator> examine;

  static Tally tally(const Counts& counts) {
    return Tally({{"tally", "networks", MergeRule::sum, counts.networks},
                  {"tally", "positive", MergeRule::sum, counts.positive}});
  }
};

/// Calls `visitor` with the functor of `point` and returns what it returns.
template <class Generator, class Visitor>
decltype(auto) with_functor(const Point& point, Visitor&& visitor) {
  return visitor(Drawing<Generator>{{point}, {point}});
}

}  // namespace census::drawing
