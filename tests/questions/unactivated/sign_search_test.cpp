#include "cuda/questions/unactivated/sign_search.hpp"

#include <gtest/gtest.h>

namespace census::unactivated {
namespace {

/// The table of f(x) = c + w max(0, x + b) by hand: the rays +1 and -1 with |w| z = 3 and -3, and
/// the vertex -b with |c| = 2.
class OneNeuron {
 public:
  explicit OneNeuron(std::int64_t margin) : margin_{margin, margin, margin} {}

  SignCount count(NeuronSet fixed_positive, FlippedNeurons flipped) {
    const FixedPointTable<std::uint32_t> table{1,       2,         3,         weighted_, bias_,
                                               margin_, positive_, negative_, value_};
    return SignSearch<FixedPointTable<std::uint32_t>, SoloTeam>(table, fixed_positive, flipped,
                                                                SoloTeam{})
        .count();
  }

 private:
  std::int64_t weighted_[3] = {3, -3, 0};
  std::int64_t bias_[3] = {0, 0, 2};
  std::int64_t margin_[3];
  std::int64_t value_[3] = {};
  std::uint32_t positive_[3] = {1, 0, 0};
  std::uint32_t negative_[3] = {0, 1, 0};
};

TEST(SignSearch, CountsOneNeuronAsByHand) {
  // Unactivated exactly for w < 0 and c < 0, whatever the orientation.
  EXPECT_EQ(OneNeuron(0).count(0, {1, 1}), (SignCount{2, 0, true}));
  EXPECT_EQ(OneNeuron(0).count(0, {1, 0}), (SignCount{1, 0, true}));
  EXPECT_EQ(OneNeuron(0).count(0, {0, 0}), (SignCount{1, 0, true}));
  EXPECT_EQ(OneNeuron(0).count(1, {0, 1}), (SignCount{0, 0, true}));
}

TEST(SignSearch, DoesNotSettleWhatTheMarginCovers) {
  // At the vertex value - 2 |c| = -2 decides about c > 0.
  EXPECT_TRUE(OneNeuron(1).count(0, {1, 1}).settled);
  EXPECT_FALSE(OneNeuron(2).count(0, {1, 1}).settled);
}

TEST(ActivePart, IsThePositivePartOfWhatTheOrientationMakesOfIt) {
  EXPECT_EQ(active_part<std::int64_t>(5, false), 5);
  EXPECT_EQ(active_part<std::int64_t>(5, true), 0);
  EXPECT_EQ(active_part<std::int64_t>(-5, true), 5);
  EXPECT_EQ(active_part<std::int64_t>(0, true), 0);
}

}  // namespace
}  // namespace census::unactivated
