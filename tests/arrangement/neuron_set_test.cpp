#include "cuda/arrangement/neuron_set.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace census {
namespace {

TEST(NeuronSet, ListsItsMembersInIncreasingOrder) {
  const NeuronSet set = singleton(0) | singleton(5) | singleton(63);
  std::vector<int> members;
  for (NeuronSet left = set; left != 0; left = without_first(left))
    members.push_back(first_of(left));
  EXPECT_EQ(members, (std::vector{0, 5, 63}));
  EXPECT_EQ(size(set), 3);
  EXPECT_TRUE(contains(set, 63));
  EXPECT_FALSE(contains(set, 62));
}

TEST(NeuronSet, HoldsUpToSixtyFourNeurons) {
  EXPECT_EQ(size(all_neurons(0)), 0);
  EXPECT_EQ(size(all_neurons(63)), 63);
  EXPECT_EQ(size(all_neurons(64)), 64);
}

}  // namespace
}  // namespace census
