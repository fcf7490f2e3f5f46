#include <algorithm>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

// Counts of networks of several layers beside the oracle and exact arithmetic, and beside
// themselves.

#include "cuda/questions/regions/count_regions.hpp"
#include "cuda/random/random123_words.hpp"
#include "host/questions/regions/exact_regions.hpp"
#include "tests/support/campaign.hpp"
#include "tests/support/region_cases.hpp"
#include "tests/support/thread_team.hpp"

namespace census::regions {
namespace {

using testing::count_given;
using testing::count_solo;
using testing::difference;
using testing::oracle_count;
using testing::region_point;

std::uint64_t ids(int networks) {
  return static_cast<std::uint64_t>(networks * testing::campaign_factor());
}

/// Returns a functor's counters after one network, counted in memory with that content.
template <class Functor>
std::vector<std::uint64_t> counters_of(const Functor& functor, std::uint64_t id,
                                       std::uint64_t content = 0) {
  std::vector<std::uint64_t> memory(functor.workspace_bytes() / 8 + 1, content);
  std::vector<std::uint64_t> counters(static_cast<std::size_t>(functor.counters()));
  functor(id, memory.data(), SoloTeam{}, HostCounters{counters.data()});
  return counters;
}

/// Compares networks of a point with the oracle, and with exact arithmetic, which alone says
/// whether they are degenerate. Returns how many were settled.
std::uint64_t compare_with_oracle(const Point& point, std::uint64_t networks,
                                  const GivenPoints& points = {}) {
  std::uint64_t settled = 0;
  for (std::uint64_t id = 0; id < networks; ++id) {
    const ExactNetwork network = draw_exactly(point, id, points);
    std::optional<ExactCount> count = count_solo(point, id, points);
    settled += count ? 1 : 0;
    const ExactCount exact = count_exactly(point, id, points);
    if (!count) count = exact;
    EXPECT_EQ(*count, exact) << "id = " << id;
    EXPECT_EQ(difference(*count, oracle_count(network)), "")
        << "extent " << static_cast<int>(point.domain.extent) << ", d = " << point.input_dimension
        << ", n1 = " << point.widths[0] << ", depth " << point.depth << ", bias scale "
        << point.laws[0].biases.scale << ", id = " << id;
    if (::testing::Test::HasFailure()) break;
  }
  return settled;
}

class DeepNetwork : public ::testing::TestWithParam<Extent> {};

TEST_P(DeepNetwork, AgreesWithTheOracle) {
  const std::vector<std::vector<int>> sizes = {{2},    {1, 2},    {2, 2},    {4, 3}, {2, 2, 2, 2},
                                               {3, 4}, {3, 3, 2}, {1, 1, 1}, {2, 4}, {5, 1, 4}};
  for (const auto& widths : sizes) {
    for (const double bias_scale : {1.0, 0.0, 1e-6, 0.3}) {
      const Point point = region_point(2, widths, GetParam(), bias_scale);
      const std::uint64_t settled = compare_with_oracle(point, ids(15));
      // A plane with one line to begin with is for exact arithmetic.
      const bool has_start = GetParam() != Extent::plane || widths[0] > 1;
      EXPECT_GE(settled, has_start ? ids(15) - ids(15) / 10 : 0) << widths[0] << ", " << bias_scale;
    }
  }
}

TEST_P(DeepNetwork, AgreesWithTheOracleOnOtherPlanes) {
  for (const int input_dimension : {1, 3, 7}) {
    for (const Placement placement : {Placement::points, Placement::random}) {
      Point point = region_point(input_dimension, {4, 3, 3}, GetParam(), 0.5);
      point.domain.placement = placement;
      point.domain.from_zero = placement == Placement::random;
      // Their differences are no binary64 numbers.
      DataSetOf<double> points{{}, 1 + dimension_of(point.domain), input_dimension};
      for (int k = 0; k < input_dimension; ++k) {
        const double coordinates[] = {0.1 * k - 0.3, 1.0 / (k + 3), 0.7 - 0.2 * k};
        points.values.insert(points.values.end(), coordinates, coordinates + points.points);
      }
      if (input_dimension == 1 && dimension_of(point.domain) == 2) continue;
      point.domain.corners = 5;
      const double corners[5][2] = {{0.1, -7.0}, {2.3, -1.0}, {2.0, 5.5}, {-1.0, 0.3}, {-0.9, -3}};
      for (int k = 0; k < 5; ++k) {
        for (int i = 0; i < 2; ++i) point.domain.corner[k][i] = corners[k][i];
      }
      EXPECT_GE(compare_with_oracle(point, ids(15), points.view()), ids(14));
    }
  }
}

// Layers without biases make forms that vanish together, at places that depend on the layer. Where
// two inputs are on, and biases come before, the common zero is for exact arithmetic.
TEST_P(DeepNetwork, AgreesWithTheOracleWhereSomeLayersHaveNoBiases) {
  for (int with_biases = 0; with_biases < 8; ++with_biases) {
    for (const auto& widths : {std::vector<int>{2, 2, 2}, {3, 2, 3}, {4, 3, 2}}) {
      Point point = region_point(2, widths, GetParam(), 1.0, Distribution::smoothed_rademacher);
      for (int l = 0; l < 3; ++l) {
        point.laws[l].weights.distribution = Distribution::cauchy;
        if ((with_biases >> l & 1) == 0) point.laws[l].biases.scale = 0.0F;
      }
      const std::uint64_t settled = compare_with_oracle(point, ids(10));
      const bool biases_come_last =
          with_biases == 0 || with_biases == 4 || with_biases == 6 || with_biases == 7;
      if (biases_come_last || dimension_of(point.domain) == 1) {
        EXPECT_GE(settled, ids(9)) << with_biases;
      }
    }
  }
}

// Around a vertex where two inputs of a layer without biases are 0 there are cells in which one of
// them is on, and its zeros are known, and one in which both are, where they are degenerate.
TEST(CountRegions, FindsTheSameNetworksDegenerateAsExactArithmetic) {
  // (0.3, 0.2, 0.5), (1.3, 0.2, 0.5) and (0.3, 1.2, 0.5)
  const DataSetOf<double> data{{0.3, 1.3, 0.3, 0.2, 0.2, 1.2, 0.5, 0.5, 0.5}, 3, 3};
  const GivenPoints points = data.view();
  std::uint64_t settled = 0;
  std::uint64_t all = 0;
  for (const auto& widths : {std::vector<int>{3, 3}, {3, 3, 3}, {4, 4, 4}, {2, 2, 2, 2}}) {
    for (const Extent extent : {Extent::polygon, Extent::plane}) {
      Point point = region_point(3, widths, extent, 0.0);
      point.domain.placement = Placement::points;
      point.domain.from_zero = point.domain.contains_zero = false;
      for (std::uint64_t id = 0; id < ids(60); ++id) {
        const auto count = count_solo(point, id, points);
        ++all;
        if (!count) continue;
        ++settled;
        ASSERT_EQ(*count, count_exactly(point, id, points)) << widths.size() << " layers, " << id;
      }
    }
  }
  EXPECT_GT(settled, all / 20);
}

// What the drawn parameters never are: integers that put three lines through a point, make rows
// parallel, or are 0.
TEST_P(DeepNetwork, IsNeverWrongOnTies) {
  std::mt19937_64 engine(5);
  int settled = 0;
  int unsettled = 0;
  for (const auto& widths : {std::vector<int>{4, 2}, {3, 3, 2}, {2, 2, 2}}) {
    Point point = region_point(2, widths, GetParam());
    for (int trial = 0; trial < 60 * testing::campaign_factor(); ++trial) {
      auto layers = testing::integer_layers(engine, point, 2 + trial % 5);
      if (trial % 7 == 0) layers = testing::repeat_rows(std::move(layers));
      const ExactNetwork network{layers, draw_exactly(point, 0).domain};
      const auto expected = oracle_count(network);
      const auto count = count_given(point, layers);
      ++(count ? settled : unsettled);
      if (count) {
        ASSERT_EQ(difference(*count, expected), "") << "trial " << trial;
      }
      const auto exact = count_exactly(network.layers, network.domain);
      ASSERT_EQ(difference(exact, expected), "") << "trial " << trial;
      if (count) {
        ASSERT_EQ(*count, exact) << "trial " << trial;  // also in whether it is degenerate
      }
    }
  }
  EXPECT_GT(settled, 10);
  EXPECT_GT(unsettled, 10);
}

// Networks of layers with at most 64 neurons are counted by code without loops over words.
TEST_P(DeepNetwork, IsTheSameForSetsOfAnySize) {
  for (const auto& widths : {std::vector<int>{9}, {64, 11}, {8, 8, 20}}) {
    const Point point = region_point(2, widths, GetParam());
    with_subdivision_functor<Random123Words>(
        point, {},
        [&]<int dimension, SetSize sets>(
            const CountRegions<Random123Words, dimension, sets>& functor) {
          EXPECT_EQ(sets, SetSize::one_word);
          const CountRegions<Random123Words, dimension, SetSize::any> other{
              functor.point, functor.unit, functor.central, functor.points};
          for (std::uint64_t id = 0; id < ids(20); ++id) {
            EXPECT_EQ(counters_of(other, id), counters_of(functor, id)) << id;
          }
        });
  }
  EXPECT_EQ(set_size(region_point(2, {64, 65}, GetParam())), SetSize::any);
  EXPECT_EQ(set_size(region_point(65, {2}, GetParam())), SetSize::any);
}

// Whatever an earlier network, or anything else, left there.
TEST_P(DeepNetwork, IsTheSameInAnyMemory) {
  for (const auto& widths : {std::vector<int>{9}, {13, 5, 20}, {3, 70}}) {
    const Point point = region_point(2, widths, GetParam());
    with_subdivision_functor<Random123Words>(point, {}, [&](const auto& functor) {
      for (std::uint64_t id = 0; id < ids(5); ++id) {
        const auto expected = counters_of(functor, id);
        EXPECT_EQ(expected[0], 1U);
        EXPECT_EQ(counters_of(functor, id, ~std::uint64_t{0}), expected) << id;
      }
    });
  }
}

TEST_P(DeepNetwork, IsTheSameForATeamOfAnySize) {
  for (const auto& widths : {std::vector<int>{9}, {17, 9}, {8, 8, 20}}) {
    Point point = region_point(2, widths, GetParam());
    point.binning = {1, 2000};
    with_subdivision_functor<Random123Words>(point, {}, [&](const auto& functor) {
      std::vector<std::uint64_t> memory(functor.workspace_bytes() / 8 + 1);
      std::vector<std::uint64_t> expected(static_cast<std::size_t>(functor.counters()));
      for (std::uint64_t id = 0; id < 3; ++id) {
        ASSERT_TRUE(functor(id, memory.data(), SoloTeam{}, HostCounters{expected.data()}));
      }
      for (const int lanes : {2, 5}) {
        std::vector<std::uint64_t> counters(expected.size());
        const auto settled =
            testing::run_as_team<bool>(lanes, [&](const testing::ThreadTeam& team) {
              bool all = true;
              for (std::uint64_t id = 0; id < 3; ++id) {
                all &= functor(id, memory.data(), team, HostCounters{counters.data()});
              }
              return all;
            });
        EXPECT_TRUE(std::ranges::all_of(settled, [](bool each) { return each; }));
        EXPECT_EQ(counters, expected) << lanes << " lanes";
      }
    });
  }
}

std::string name_of(const ::testing::TestParamInfo<Extent>& extent) {
  switch (extent.param) {
    case Extent::segment:
      return "segment";
    case Extent::line:
      return "line";
    case Extent::polygon:
      return "polygon";
    case Extent::plane:
      return "plane";
    case Extent::space:
      return "space";
  }
  return "";
}

INSTANTIATE_TEST_SUITE_P(CountRegions, DeepNetwork,
                         ::testing::Values(Extent::segment, Extent::line, Extent::polygon,
                                           Extent::plane),
                         name_of);

}  // namespace
}  // namespace census::regions
