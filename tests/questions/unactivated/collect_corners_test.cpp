#include "cuda/questions/unactivated/collect_corners.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace census::unactivated {
namespace {

/// A table that owns its memory, filled from rows of `dimension` inputs.
template <int dimension>
struct Collected {
  Collected(const AffineRows<Bounded, dimension, 16>& rows, const std::vector<double>& weights,
            double bias)
      : memory(1000) {
    const auto width = static_cast<int>(weights.size());
    table = place_table<std::uint32_t>(memory.data(), corner_numbers(dimension, width), width);
    const SoloTeam team;
    CornerCollector<std::uint32_t, SoloTeam> collector(table, weights.data(), bias, counters, team);
    visit_lines(rows, width, all_neurons(width), NeuronSet{0}, collector);
    complete = collector.complete();
  }

  /// Returns |w_i| z_i / |c| at vertex v, which no scale can change.
  double ratio(int neuron, int v) const {
    return static_cast<double>(table.weighted[neuron * table.corners + v]) /
           static_cast<double>(table.bias[v]);
  }

  std::vector<std::uint64_t> memory;
  int counters[2] = {0, 0};
  FixedPointTable<std::uint32_t> table;
  bool complete = false;
};

TEST(CollectCorners, HoldsEveryNumberWithinItsMargin) {
  // z_0 = 3 x - 1 and z_1 = 2 - x; the vertices are x = 1/3, where z_1 = 5/3, and x = 2, where z_0
  // = 5.
  AffineRows<Bounded, 1, 16> rows;
  rows.coefficient[0][0] = Bounded(3.0);
  rows.coefficient[1][0] = Bounded(-1.0);
  rows.coefficient[0][1] = Bounded(-1.0);
  rows.coefficient[1][1] = Bounded(2.0);
  const Collected<1> collected(rows, {6.0, -0.5}, 4.0);
  ASSERT_TRUE(collected.complete);
  const auto& table = collected.table;
  ASSERT_EQ(table.rays, 2);
  ASSERT_EQ(table.corners, 4);
  EXPECT_EQ(table.positive[0], 1U);
  EXPECT_EQ(table.negative[0], 2U);
  EXPECT_EQ(table.positive[1], 2U);
  EXPECT_EQ(table.negative[1], 1U);
  EXPECT_EQ(table.bias[0], 0);
  // Along the rays |w_0| 3 = 18 and |w_1| 1 = 1/2, in opposite directions.
  EXPECT_NEAR(static_cast<double>(table.weighted[0]) / static_cast<double>(table.weighted[4]),
              -36.0, 1e-12);
  EXPECT_EQ(table.weighted[2], 0) << "the first vertex is on neuron 0";
  EXPECT_NEAR(collected.ratio(1, 2), 0.5 * (5.0 / 3.0) / 4.0, 1e-15);
  EXPECT_NEAR(collected.ratio(0, 3), 6.0 * 5.0 / 4.0, 1e-14);
  for (int v = 0; v < table.corners; ++v) {
    EXPECT_GE(table.margin[v], 4) << "truncation alone";
    EXPECT_LT(table.margin[v], std::int64_t{1} << 14);
    // Scaled such that the corner's numbers add up to about 2^60.
    const std::int64_t sum =
        std::abs(table.weighted[v]) + std::abs(table.weighted[4 + v]) + table.bias[v];
    EXPECT_GE(sum, (std::int64_t{1} << 59) - table.margin[v]);
    EXPECT_LE(sum, std::int64_t{1} << 60);
  }
}

TEST(CollectCorners, GivesUpWhereASignIsNotKnown) {
  AffineRows<Bounded, 2, 16> rows;
  for (int i = 0; i < 3; ++i) {
    rows.coefficient[0][i] = Bounded(1.0 + i);
    rows.coefficient[1][i] = Bounded(2.0 - i);
    rows.coefficient[2][i] = Bounded(0.5 + i * i);
  }
  EXPECT_TRUE(Collected<2>(rows, {1.0, 1.0, 1.0}, 1.0).complete);
  AffineRows<Bounded, 2, 16> concurrent = rows;
  for (int i = 0; i < 3; ++i) concurrent.coefficient[2][i] = Bounded(0.5);
  EXPECT_FALSE(Collected<2>(concurrent, {1.0, 1.0, 1.0}, 1.0).complete);
  AffineRows<Bounded, 2, 16> parallel = rows;
  for (int k = 0; k < 2; ++k) {
    parallel.coefficient[k][1] = Bounded(3.0 * rows.coefficient[k][0].value);
  }
  EXPECT_FALSE(Collected<2>(parallel, {1.0, 1.0, 1.0}, 1.0).complete);
  // A weight that is lost beside the others in 60 bits.
  EXPECT_FALSE(Collected<2>(rows, {1.0, 0x1p-61, 1.0}, 1.0).complete);
}

}  // namespace
}  // namespace census::unactivated
