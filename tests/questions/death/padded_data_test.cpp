#include "cuda/questions/death/padded_data.hpp"

#include <cmath>
#include <cstddef>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/census/team.hpp"
#include "tests/support/death_points.hpp"
#include "tests/support/thread_team.hpp"

namespace census::death {
namespace {

TEST(PaddedData, HasRoomForWholeBlocks) {
  for (int points = 1; points <= 300; ++points) {
    EXPECT_GE(padded_end(points), points);
    EXPECT_LT(padded_end(points), points + padded_points);
    EXPECT_EQ(padded_end(points) % padded_points, 0);
    EXPECT_EQ(is_padded(points), padded_end(points) == points);
    EXPECT_GE(padded_stride(points), static_cast<std::size_t>(padded_end(points)));
    EXPECT_EQ(padded_stride(points) % 16, 0U);  // rows begin at cache lines
  }
}

TEST(PaddedData, IsACopyWithZerosBehindIt) {
  const testing::DataSet data = testing::gaussian_data(37, 3, 1);
  const std::size_t stride = padded_stride(37);
  std::vector<float> alone(3 * stride, NAN);
  std::vector<float> together = alone;
  copy_data(data.view(), {alone.data(), stride}, SoloTeam{});
  testing::run_as_team<bool>(5, [&](const testing::ThreadTeam& team) {
    copy_data(data.view(), {together.data(), stride}, team);
    return true;
  });
  for (std::size_t k = 0; k < 3; ++k) {
    for (std::size_t p = 0; p < static_cast<std::size_t>(padded_end(37)); ++p) {
      const float expected = p < 37 ? data.values[k * 37 + p] : 0.0F;
      EXPECT_EQ(alone[k * stride + p], expected);
      EXPECT_EQ(together[k * stride + p], expected);
    }
  }
}

}  // namespace
}  // namespace census::death
