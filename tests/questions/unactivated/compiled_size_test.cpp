#include "cuda/questions/unactivated/compiled_size.hpp"

#include <gtest/gtest.h>

#include "tests/support/networks.hpp"

namespace census::unactivated {
namespace {

TEST(CompiledSize, IsTheLeastThatHoldsThePoint) {
  for (int n0 = 1; n0 <= max_input_dimension; ++n0) {
    for (const auto& [n1, capacity] : {std::pair{1, 16}, {16, 16}, {17, 64}, {64, 64}}) {
      with_compiled_size(testing::unit_point(n0, n1, Distribution::normal, 1), [&](auto size) {
        EXPECT_EQ(size.dimension, n0);
        EXPECT_EQ(size.capacity, capacity);
      });
    }
  }
}

}  // namespace
}  // namespace census::unactivated
