#include "cuda/questions/drawing/drawing.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "cuda/census/backend.hpp"
#include "cuda/random/random123_words.hpp"

namespace census::drawing {
namespace {

TEST(Drawing, SumsTheSameNetworksSideBySideAsOneByOne) {
  for (const int parameters : {1, 3, 17, 49}) {
    const Point point{parameters, {Distribution::laplace, 2.0F}, 77};
    const SumOfParameters<Random123Words> sum{point};
    Counts expected;
    for (std::uint64_t id = 5; id < 5 + 3000; ++id) expected.add(Stage::sum, sum(id));
    const Batch counted = make_cpu_backend(2)->open(point)->count({5, 3000});
    EXPECT_EQ(counted.tally, Drawing<Random123Words>::tally(expected));
    EXPECT_TRUE(counted.undecided.empty());
    // A symmetric law: half of the sums are positive.
    EXPECT_NEAR(static_cast<double>(expected.positive), 1500.0, 5 * std::sqrt(750.0));
  }
}

}  // namespace
}  // namespace census::drawing
