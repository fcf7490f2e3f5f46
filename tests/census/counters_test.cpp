#include "cuda/census/counters.hpp"

#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/questions/death/count_living.hpp"
#include "cuda/questions/drawing/drawing.hpp"
#include "cuda/questions/regions/functor.hpp"
#include "cuda/questions/trainability/count_active.hpp"
#include "cuda/random/random123_words.hpp"

namespace census {
namespace {

TEST(Counters, AddToTheArrayTheyAreGiven) {
  std::vector<std::uint64_t> values{1, 2, 3};
  const HostCounters counters{values.data()};
  counters.add(0, 5);
  counters.add(2, 0);
  counters.add(2, std::uint64_t{1} << 63);
  EXPECT_EQ(values, (std::vector<std::uint64_t>{6, 2, (std::uint64_t{1} << 63) + 3}));
}

TEST(CountingFunctor, IsWhatAddsToCounters) {
  EXPECT_TRUE(CountingFunctor<death::CountLiving<Random123Words>>);
  EXPECT_TRUE(CountingFunctor<trainability::CountActive<Random123Words>>);
  EXPECT_TRUE((CountingFunctor<regions::CountRegions<Random123Words, 2>>));
  EXPECT_FALSE(CountingFunctor<drawing::Drawing<Random123Words>>);
}

}  // namespace
}  // namespace census
