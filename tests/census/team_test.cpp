#include "cuda/census/team.hpp"

#include <gtest/gtest.h>

#include "tests/support/thread_team.hpp"

namespace census {
namespace {

struct FakeTeam {
  int lane, lanes;
  int rank() const { return lane; }
  int size() const { return lanes; }
};

TEST(FirstOwned, GivesEveryIndexToOneLane) {
  for (const int lanes : {1, 2, 5, 32}) {
    for (int begin = 0; begin < 70; ++begin) {
      for (int lane = 0; lane < lanes; ++lane) {
        const int first = first_owned(FakeTeam{lane, lanes}, begin);
        EXPECT_GE(first, begin);
        EXPECT_LT(first, begin + lanes);
        EXPECT_EQ(first % lanes, lane);
      }
    }
  }
}

TEST(ThreadTeam, UnitesWhatItsLanesSay) {
  const auto united = testing::run_as_team<std::uint64_t>(5, [](const testing::ThreadTeam& team) {
    const std::uint64_t all = team.unite(std::uint64_t{1} << team.rank());
    return team.any(team.rank() == 3) && !team.any(false) ? all : 0;
  });
  for (const std::uint64_t all : united) EXPECT_EQ(all, 31U);
}

}  // namespace
}  // namespace census
