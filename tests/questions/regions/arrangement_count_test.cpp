#include "cuda/questions/regions/arrangement_count.hpp"

#include <cstdint>
#include <memory>
#include <random>
#include <type_traits>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/questions/regions/functor.hpp"
#include "cuda/random/random123_words.hpp"
#include "host/exact/rational.hpp"
#include "host/questions/regions/exact_regions.hpp"
#include "tests/support/campaign.hpp"
#include "tests/support/region_cases.hpp"

namespace census::regions {
namespace {

/// Counts the arrangement of the hyperplanes row . x + last entry = 0.
template <int dimension>
ArrangementCount count_rows(const std::vector<std::vector<int>>& rows) {
  const auto affine = std::make_unique<AffineRows<Rational, dimension, 64>>();
  for (std::size_t j = 0; j < rows.size(); ++j) {
    for (std::size_t k = 0; k <= dimension; ++k) {
      affine->coefficient[k][j] = Rational(static_cast<double>(rows[j][k]));
    }
  }
  return count_arrangement(*affine, static_cast<int>(rows.size()));
}

/// Returns the hyperplanes x_i - x_j = c, i < j < n, for the given c.
std::vector<std::vector<int>> differences(int n, const std::vector<int>& constants) {
  std::vector<std::vector<int>> rows;
  for (int i = 0; i < n; ++i) {
    for (int j = i + 1; j < n; ++j) {
      for (const int constant : constants) {
        std::vector<int> row(static_cast<std::size_t>(n) + 1);
        row[static_cast<std::size_t>(i)] = 1;
        row[static_cast<std::size_t>(j)] = -1;
        row.back() = -constant;
        rows.push_back(row);
      }
    }
  }
  return rows;
}

// Stanley, An introduction to hyperplane arrangements, lecture 5. All of them contain the line
// x_1 = ... = x_n, so that regions are bounded up to that direction at most.
TEST(ArrangementCount, KnowsTheArrangementsOfTheTextbook) {
  EXPECT_EQ(count_rows<3>(differences(3, {0})), (ArrangementCount{6, 0, true}));  // braid
  EXPECT_EQ(count_rows<4>(differences(4, {0})), (ArrangementCount{24, 0, true}));
  EXPECT_EQ(count_rows<5>(differences(5, {0})), (ArrangementCount{120, 0, true}));
  EXPECT_EQ(count_rows<3>(differences(3, {0, 1})), (ArrangementCount{16, 4, true}));  // Shi
  EXPECT_EQ(count_rows<4>(differences(4, {0, 1})), (ArrangementCount{125, 27, true}));
  EXPECT_EQ(count_rows<3>(differences(3, {-1, 0, 1})).regions, 30);  // Catalan
  EXPECT_EQ(count_rows<4>(differences(4, {-1, 0, 1})).regions, 24 * 14);
  EXPECT_EQ(count_rows<3>(differences(3, {1})).regions, 7);  // Linial
  EXPECT_EQ(count_rows<4>(differences(4, {1})).regions, 36);
  EXPECT_EQ(count_rows<3>(differences(3, {-1, 1})).regions, 19);  // semiorder
  EXPECT_EQ(count_rows<4>(differences(4, {-1, 1})).regions, 183);
}

TEST(ArrangementCount, IgnoresRepeatedHyperplanesAndConstants) {
  EXPECT_EQ(count_rows<2>({{1, 2, 3}, {-2, -4, -6}, {0, 0, 5}, {0, 0, 0}, {1, 2, 4}}),
            (ArrangementCount{3, 1, true}));
  EXPECT_EQ(count_rows<1>({{1, -1}, {2, -2}, {1, 1}}), (ArrangementCount{3, 1, true}));
  EXPECT_EQ(count_rows<2>({}), (ArrangementCount{1, 1, true}));
}

TEST(ArrangementCount, AgreesWithTheOracleOnLinesInThePlane) {
  std::mt19937_64 engine(8);
  for (int trial = 0; trial < 100 * testing::campaign_factor(); ++trial) {
    const Point point = testing::region_point(2, {1 + trial % 6}, Extent::plane);
    const auto layers = testing::integer_layers(engine, point, 1 + trial % 4);
    const auto expected = testing::oracle_count({layers, draw_exactly(point, 0).domain});
    AffineRows<Rational, 2, 64> rows;
    for (int j = 0; j < point.widths[0]; ++j) {
      const auto row = static_cast<std::size_t>(j);
      rows.coefficient[0][j] = layers[0].weights[row][0];
      rows.coefficient[1][j] = layers[0].weights[row][1];
      rows.coefficient[2][j] = layers[0].biases[row];
    }
    const ArrangementCount count = count_arrangement(rows, point.widths[0]);
    ASSERT_EQ(static_cast<unsigned long>(count.regions), expected.regions) << "trial " << trial;
  }
}

TEST(GenericArrangement, HasTheNumbersOfTheFormulas) {
  EXPECT_EQ(generic_arrangement(8, 2), (ArrangementCount{37, 21, true}));
  EXPECT_EQ(generic_arrangement(16, 2).regions, 137);
  EXPECT_EQ(generic_arrangement(32, 2).regions, 529);
  EXPECT_EQ(generic_arrangement(2, 5), (ArrangementCount{4, 0, true}));
  EXPECT_EQ(generic_central_arrangement(5, 2).regions, 10);
  EXPECT_EQ(generic_central_arrangement(4, 3).regions, 14);
  EXPECT_EQ(generic_central_arrangement(3, 7).regions, 8);
}

TEST(CountSpace, FindsEveryDrawnNetworkInGeneralPosition) {
  for (const double bias_scale : {1.0, 0.0, 1e-6}) {
    for (int d = 1; d <= max_space_dimension; ++d) {
      for (const int n : {1, 2, 3, 5, 9, 12}) {
        if (n > 9 && d > 4) continue;
        const Point point = testing::region_point(d, {n}, Extent::space, bias_scale);
        const ArrangementCount expected =
            bias_scale == 0.0 ? generic_central_arrangement(n, d) : generic_arrangement(n, d);
        with_space_functor<Random123Words>(point, [&](const auto& functor) {
          const auto rows = std::make_unique<typename std::decay_t<decltype(functor)>::Rows>();
          for (std::uint64_t id = 0; id < 5; ++id) {
            RegionCount count;
            ASSERT_TRUE(functor.count_network(id, *rows, count));
            ASSERT_EQ(count.regions, static_cast<std::uint64_t>(expected.regions));
            ASSERT_EQ(count.regions - count.unbounded,
                      static_cast<std::uint64_t>(expected.bounded));
            if (id == 0) {
              ASSERT_EQ(count_exactly(point, id), count) << "d = " << d << ", n = " << n;
            }
          }
        });
      }
    }
  }
}

TEST(CountSpace, AddsToTheCountersOnce) {
  const Point point = testing::region_point(3, {7}, Extent::space);
  with_functor<Random123Words>(point, [&](const auto& functor) {
    std::vector<std::uint64_t> memory(functor.workspace_bytes() / 8 + 1);
    std::vector<std::uint64_t> counters(static_cast<std::size_t>(functor.counters()));
    EXPECT_TRUE(functor(4, memory.data(), SoloTeam{}, HostCounters{counters.data()}));
    const Tally tally = functor.tally(counters.data());
    EXPECT_EQ(tally.at("tally", "regions"), 64);
    EXPECT_EQ(tally.at("tally", "bounded"), 20);
    EXPECT_EQ(tally.at("histogram", "64"), 1);
  });
}

}  // namespace
}  // namespace census::regions
