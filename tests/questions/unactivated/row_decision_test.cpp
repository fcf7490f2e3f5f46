#include "cuda/questions/unactivated/row_decision.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/questions/unactivated/decision.hpp"
#include "cuda/random/random123_words.hpp"
#include "host/backend/philox_rows.hpp"
#include "tests/support/laws.hpp"
#include "tests/support/networks.hpp"

namespace census::unactivated {
namespace {

struct Answers {
  Counts counts;
  std::vector<std::uint64_t> undecided;
};

/// Asks about ids 0, ..., number - 1, one by one.
Answers one_by_one(const Point& point, std::uint64_t number) {
  Answers answers;
  with_functor<Random123Words>(point, [&](const auto& stages) {
    for (std::uint64_t id = 0; id < number; ++id) {
      const Verdict screened = stages.screen(id);
      const Verdict verdict = is_settled(screened) ? screened : stages.examine(id);
      if (is_settled(verdict)) {
        answers.counts.add(is_settled(screened) ? Stage::screen : Stage::elimination, verdict);
      } else {
        answers.undecided.push_back(id);
      }
    }
  });
  return answers;
}

/// Asks the same side by side, `slice` at a time.
Answers side_by_side(const Point& point, std::uint64_t number, std::uint64_t slice) {
  Answers answers;
  with_functor<Random123Words>(point, [&]<class Functor>(const Functor&) {
    const auto rows = std::make_unique<typename Functor::template Rows<PhiloxRows>>(point);
    std::vector<std::uint64_t> ids(slice);
    for (std::uint64_t first = 0; first < number; first += slice) {
      std::iota(ids.begin(), ids.end(), first);
      rows->ask(ids.data(), std::min(slice, number - first), answers.counts, answers.undecided);
    }
    rows->finish(answers.counts, answers.undecided);
    rows->finish(answers.counts, answers.undecided);  // nothing waits any more
  });
  std::ranges::sort(answers.undecided);
  return answers;
}

TEST(RowDecision, AnswersAsTheStagesDoOneByOne) {
  for (const auto& [n0, n1] :
       {std::pair{1, 1}, {1, 4}, {2, 2}, {2, 4}, {3, 6}, {4, 8}, {8, 9}, {2, 20}}) {
    for (const Distribution shape : {Distribution::normal, Distribution::cauchy}) {
      const Point point = testing::unit_point(n0, n1, shape, 3);
      const std::uint64_t number = n1 >= 8 ? 2000 : 10'000;
      const Answers expected = one_by_one(point, number);
      for (const std::uint64_t slice : {1ULL, 100ULL, 256ULL}) {
        const Answers answers = side_by_side(point, number, slice);
        EXPECT_EQ(to_tally(answers.counts), to_tally(expected.counts)) << n0 << ", " << n1;
        EXPECT_EQ(answers.undecided, expected.undecided);
      }
    }
  }
}

}  // namespace
}  // namespace census::unactivated
