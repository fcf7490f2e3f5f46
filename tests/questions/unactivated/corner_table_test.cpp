#include "cuda/questions/unactivated/corner_table.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace census::unactivated {
namespace {

TEST(CornerTable, FillsItsMemoryWithoutOverlap) {
  for (const auto& [n0, n1] : {std::pair{1, 1}, {3, 5}, {8, 10}}) {
    const CornerNumbers numbers = corner_numbers(n0, n1);
    std::vector<std::uint64_t> memory(table_bytes<std::uint32_t>(numbers, n1) / 8);
    const auto table = place_table<std::uint32_t>(memory.data(), numbers, n1);
    EXPECT_EQ(table.corners, static_cast<int>(numbers.all()));
    EXPECT_EQ(table.rays, static_cast<int>(numbers.rays));
    EXPECT_EQ(table.bias, table.weighted + n1 * table.corners);
    EXPECT_EQ(table.margin, table.bias + table.corners);
    EXPECT_EQ(table.value, table.margin + table.corners);
    EXPECT_EQ(static_cast<void*>(table.positive), table.value + table.corners);
    EXPECT_EQ(table.negative, table.positive + table.corners);
    EXPECT_EQ(static_cast<void*>(table.negative + table.corners), memory.data() + memory.size());
  }
}

}  // namespace
}  // namespace census::unactivated
