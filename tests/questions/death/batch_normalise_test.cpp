#include "cuda/questions/death/batch_normalise.hpp"

#include <cmath>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/census/team.hpp"

namespace census::death {
namespace {

TEST(BatchNormalise, GivesMeanZeroAndVarianceOne) {
  std::mt19937 rng(3);
  std::normal_distribution<float> normal(2.0F, 3.0F);
  for (const int points : {2, 31, 32, 33, 100, 1000}) {
    const auto stride = static_cast<std::size_t>(points + 7);
    std::vector<float> values(3 * stride);
    for (float& value : values) value = normal(rng);
    const std::vector<float> given = values;
    batch_normalise(Rows{values.data(), stride}, 3, points, SoloTeam{});
    for (std::size_t i = 0; i < 3; ++i) {
      double mean = 0.0;
      double variance = 0.0;
      for (int p = 0; p < points; ++p) mean += given[i * stride + static_cast<std::size_t>(p)];
      mean /= points;
      for (int p = 0; p < points; ++p) {
        const double off = given[i * stride + static_cast<std::size_t>(p)] - mean;
        variance += off * off / points;
      }
      for (int p = 0; p < points; ++p) {
        const std::size_t at = i * stride + static_cast<std::size_t>(p);
        EXPECT_NEAR(values[at], (given[at] - mean) / std::sqrt(variance + 1e-5), 2e-4) << points;
      }
      // What lies between the rows is nobody's.
      EXPECT_EQ(values[i * stride + static_cast<std::size_t>(points)],
                given[i * stride + static_cast<std::size_t>(points)]);
    }
  }
}

TEST(BatchNormalise, MakesConstantRowsZero) {
  for (const int points : {1, 3, 7, 33, 100, 257}) {
    for (const float constant : {0.0F, 0.1F, -3.3F, 1e9F, 1e-9F}) {
      std::vector<float> row(static_cast<std::size_t>(points), constant);
      batch_normalise(Rows{row.data(), row.size()}, 1, points, SoloTeam{});
      for (const float value : row) EXPECT_EQ(value, 0.0F) << points << ", " << constant;
    }
  }
}

}  // namespace
}  // namespace census::death
