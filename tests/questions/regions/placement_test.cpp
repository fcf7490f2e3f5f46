#include "cuda/questions/regions/placement.hpp"

#include <cmath>
#include <random>

#include <gmpxx.h>
#include <gtest/gtest.h>

#include "cuda/questions/regions/count_regions.hpp"
#include "cuda/random/random123_words.hpp"
#include "host/questions/regions/exact_regions.hpp"
#include "tests/support/region_cases.hpp"

namespace census::regions {
namespace {

TEST(Difference, KnowsExactlyWhatRoundingTakesAway) {
  std::mt19937_64 engine(3);
  std::normal_distribution<double> normal;
  int inexact = 0;
  for (int trial = 0; trial < 10000; ++trial) {
    const double x = std::ldexp(normal(engine), static_cast<int>(engine() % 61) - 30);
    const double y = std::ldexp(normal(engine), static_cast<int>(engine() % 61) - 30);
    const Approximate computed = difference(x, y);
    const mpq_class off = mpq_class(x) - y - computed.value;
    EXPECT_EQ(abs(off), mpq_class(computed.error)) << x << " - " << y;
    inexact += computed.error > 0.0 ? 1 : 0;
  }
  EXPECT_GT(inexact, 5000);
  EXPECT_EQ(difference(0.7, 0.7).value, 0.0);
  EXPECT_EQ(difference(0.7, 0.0).error, 0.0);
}

// The inputs' forms on a plane through points differ from the exact ones by no more than they say.
TEST(GivenPoints, MakeFormsThatContainTheExactOnes) {
  Point point = testing::region_point(5, {3}, Extent::plane);
  point.domain.placement = Placement::points;
  point.domain.from_zero = false;
  DataSetOf<double> points{{}, 3, 5};
  for (int k = 0; k < 15; ++k) points.values.push_back(std::ldexp(1.0 / (3 + k), 3 * (k % 7)));
  const ExactDomain exact = draw_exactly(point, 0, points.view()).domain;
  const CountRegions<Random123Words, 2> functor{point, 8.0, 0, points.view()};
  std::vector<std::uint64_t> memory(functor.workspace_bytes() / 8 + 1);
  const Workspace<2> workspace(point, memory.data());
  functor.prepare(workspace);
  functor.draw(0, workspace, SoloTeam{});
  double largest = 0.0;
  for (std::size_t k = 0; k < 5; ++k) {
    const auto computed = [&](int i) { return mpq_class(workspace.forms.coefficient[i][k]); };
    // In units of length 8 the vectors are 8 times as long.
    const mpq_class off = abs(computed(0) - 8 * exact.first[k].get()) +
                          abs(computed(1) - 8 * exact.second[k].get()) +
                          abs(computed(2) - exact.origin[k].get());
    EXPECT_LE(off, mpq_class(workspace.forms.error[k])) << k;
    EXPECT_LE(mpq_class(workspace.forms.error[k]), off * (1 + 0x1p-9)) << k;
    largest = std::fmax(largest, workspace.forms.error[k]);
  }
  EXPECT_GT(largest, 0.0);
}

}  // namespace
}  // namespace census::regions
