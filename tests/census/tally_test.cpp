#include "cuda/census/tally.hpp"

#include <limits>
#include <stdexcept>

#include <gtest/gtest.h>

namespace census {
namespace {

Tally tally(Integer sum, Integer least, Integer greatest) {
  return Tally({{"tally", "sum", MergeRule::sum, std::move(sum)},
                {"tally", "least", MergeRule::minimum, std::move(least)},
                {"tally", "greatest", MergeRule::maximum, std::move(greatest)}});
}

TEST(Tally, MergesEachEntryUnderItsRule) {
  Tally total = tally(5, 2, 9);
  total.merge(tally(7, 3, 11));
  EXPECT_EQ(total, tally(12, 2, 11));
}

TEST(Tally, IsACommutativeMonoid) {
  const Tally a = tally(1, 5, 5);
  const Tally b = tally(2, -4, 8);
  const Tally c = tally(3, 0, 100);
  const auto merged = [](std::initializer_list<Tally> parts) {
    Tally total;
    for (const Tally& part : parts) total.merge(part);
    return total;
  };
  EXPECT_EQ(merged({a, b, c}), merged({c, a, b}));
  EXPECT_EQ(merged({merged({a, b}), c}), merged({a, merged({b, c})}));
  EXPECT_EQ(merged({Tally(), a}), a);
  EXPECT_EQ(merged({a, Tally()}), a);
}

TEST(Tally, HoldsSumsOfSquaresOfSixtyFourBitCounts) {
  const Integer most = std::numeric_limits<std::uint64_t>::max();
  Tally total = tally(most * most, 0, 0);
  total.merge(tally(most * most, 0, 0));
  EXPECT_EQ(total.at("tally", "sum"), 2 * most * most);
}

TEST(Tally, RefusesATallyOfAnotherQuestion) {
  Tally total = tally(1, 1, 1);
  EXPECT_THROW(total.merge(Tally({{"tally", "sum", MergeRule::sum, 1}})), std::logic_error);
  Tally renamed({{"tally", "sum", MergeRule::sum, 1},
                 {"tally", "smallest", MergeRule::minimum, 1},
                 {"tally", "greatest", MergeRule::maximum, 1}});
  EXPECT_THROW(total.merge(renamed), std::logic_error);
  EXPECT_THROW(total.at("tally", "smallest"), std::out_of_range);
  EXPECT_FALSE(total.can_merge(renamed));
  EXPECT_TRUE(total.can_merge(tally(2, 2, 2)));
  EXPECT_TRUE(total.can_merge(Tally()));
  EXPECT_TRUE(Tally().can_merge(total));
}

}  // namespace
}  // namespace census
