#include "cuda/questions/regions/count_regions.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/random/random123_words.hpp"
#include "host/questions/regions/exact_regions.hpp"
#include "tests/support/campaign.hpp"
#include "tests/support/laws.hpp"
#include "tests/support/region_cases.hpp"
#include "tests/support/thread_team.hpp"

namespace census::regions {
namespace {

using testing::count_given;
using testing::count_solo;
using testing::difference;
using testing::oracle_count;
using testing::region_point;

std::uint64_t choose_two(std::uint64_t n) { return n * (n - 1) / 2; }

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

class OneHiddenLayer : public ::testing::TestWithParam<Distribution> {};

TEST_P(OneHiddenLayer, HasTheNumberOfRegionsOfAGenericArrangement) {
  for (const int n : {2, 3, 4, 5, 8, 13, 16, 32}) {
    const auto lines = static_cast<std::uint64_t>(n);
    const Point point = region_point(2, {n}, Extent::plane, 1.0, GetParam());
    for (std::uint64_t id = 0; id < ids(300); ++id) {
      const auto count = count_solo(point, id);
      ASSERT_TRUE(count) << "n = " << n << ", id = " << id;
      ASSERT_EQ(count->regions, 1 + lines + choose_two(lines));
      ASSERT_EQ(count->regions - count->unbounded, choose_two(lines - 1));
      ASSERT_EQ(count->crossings[0], lines);
    }
  }
}

TEST_P(OneHiddenLayer, HasOneMoreIntervalThanNeurons) {
  for (const int n : {1, 2, 7, 32, 200}) {
    const Point point = region_point(1, {n}, Extent::line, 1.0, GetParam());
    for (std::uint64_t id = 0; id < ids(200); ++id) {
      const auto count = count_solo(point, id);
      ASSERT_TRUE(count);
      ASSERT_EQ(count->regions, static_cast<std::uint64_t>(n) + 1);
      ASSERT_EQ(count->unbounded, 2U);
    }
  }
}

TEST_P(OneHiddenLayer, WithoutBiasesHasTwoSectorsForEachNeuron) {
  for (const Extent extent : {Extent::plane, Extent::polygon}) {
    for (const int n : {2, 3, 8, 32}) {
      const Point point = region_point(2, {n}, extent, 0.0, GetParam());
      for (std::uint64_t id = 0; id < ids(200); ++id) {
        const auto count = count_solo(point, id);
        ASSERT_TRUE(count);
        ASSERT_EQ(count->regions, 2 * static_cast<std::uint64_t>(n));
        ASSERT_EQ(count->unbounded, extent == Extent::plane ? count->regions : 0);
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(CountRegions, OneHiddenLayer,
                         ::testing::ValuesIn(testing::every_distribution), [](const auto& law) {
                           return "law" + std::to_string(static_cast<int>(law.param));
                         });

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

// On an unbounded domain the biases' common scale is a unit of length.
TEST(CountRegions, DoesNotDependOnACommonScaleOfAllBiases) {
  for (const Extent extent : {Extent::line, Extent::plane}) {
    const Point point = region_point(2, {6, 5, 4}, extent);
    const Point tiny = region_point(2, {6, 5, 4}, extent, 0x1p-20);
    for (std::uint64_t id = 0; id < 100; ++id) {
      const auto count = count_solo(point, id);
      ASSERT_TRUE(count);
      EXPECT_EQ(count_solo(tiny, id), count) << id;
    }
  }
}

// In a box that is a million times larger than where the lines meet, cells are as small as rounding
// errors now and then: about 7 of 100 such networks are for exact arithmetic.
TEST(CountRegions, SettlesNetworksOfTensOfNeurons) {
  for (const Extent extent : {Extent::polygon, Extent::plane, Extent::line}) {
    for (const double bias_scale : {1.0, 1e-6}) {
      const Point point = region_point(2, {24, 24, 24}, extent, bias_scale);
      int settled = 0;
      for (std::uint64_t id = 0; id < 60; ++id) settled += count_solo(point, id) ? 1 : 0;
      const bool is_large = extent == Extent::polygon && bias_scale < 1.0;
      EXPECT_GE(settled, is_large ? 50 : 59) << static_cast<int>(extent) << ", " << bias_scale;
    }
  }
}

// Every pattern seen at a random input is one region, and two patterns are two.
TEST(CountRegions, IsAtLeastTheNumberOfPatternsSeenAtRandomInputs) {
  const Point point = region_point(2, {6, 6}, Extent::polygon);
  std::mt19937_64 engine(3);
  std::uniform_real_distribution<double> uniform(-3.0, 3.0);
  std::uint64_t seen = 0;
  std::uint64_t counted = 0;
  for (std::uint64_t id = 0; id < 20; ++id) {
    const ExactNetwork network = draw_exactly(point, id);
    std::vector<std::vector<double>> rows;  // weights and, last, the bias of each neuron
    for (const ExactLayer& layer : network.layers) {
      for (std::size_t j = 0; j < layer.biases.size(); ++j) {
        rows.emplace_back();
        for (const Rational& weight : layer.weights[j]) rows.back().push_back(to_double(weight));
        rows.back().push_back(to_double(layer.biases[j]));
      }
    }
    std::vector<std::vector<bool>> patterns;
    for (int sample = 0; sample < 20000; ++sample) {
      std::vector<double> x{uniform(engine), uniform(engine)};
      std::vector<bool> pattern;
      for (auto row = rows.begin(); row != rows.end();) {
        std::vector<double> outputs;
        for (int j = 0; j < 6; ++j, ++row) {
          double sum = row->back();
          for (std::size_t i = 0; i < x.size(); ++i) sum += (*row)[i] * x[i];
          pattern.push_back(sum > 0.0);
          outputs.push_back(std::max(sum, 0.0));
        }
        x = outputs;
      }
      patterns.push_back(std::move(pattern));
    }
    std::ranges::sort(patterns);
    const auto repeated = std::ranges::unique(patterns);
    const auto distinct = patterns.size() - repeated.size();
    const auto count = count_solo(point, id);
    ASSERT_TRUE(count);
    EXPECT_GE(count->regions, distinct) << id;
    seen += distinct;
    counted += count->regions;
  }
  EXPECT_GT(seen, counted * 8 / 10);
}

TEST(CountRegions, AddsNothingWhenTheHistogramIsTooShort) {
  Point point = region_point(2, {8}, Extent::plane);
  const auto settle = [&](Binning binning) {
    point.binning = binning;
    return with_subdivision_functor<Random123Words>(point, {}, [&](const auto& functor) {
      std::vector<std::uint64_t> memory(functor.workspace_bytes() / 8 + 1);
      std::vector<std::uint64_t> counters(static_cast<std::size_t>(functor.counters()));
      const bool settled = functor(0, memory.data(), SoloTeam{}, HostCounters{counters.data()});
      EXPECT_EQ(counters[0], settled ? 1U : 0U);
      EXPECT_EQ(settled, std::ranges::count(counters, 0U) < std::ssize(counters));
      return settled;
    });
  };
  EXPECT_FALSE(settle({1, 37}));
  EXPECT_TRUE(settle({1, 38}));
  EXPECT_FALSE(settle({4, 9}));
  EXPECT_TRUE(settle({4, 10}));
}

// Neurons of the last layer that differ by as little as binary32 is wrong about meet where only
// binary64 tells.
TEST(CountRegions, TellsNeuronsApartThatAreTheSameInBinary32) {
  const Point point = region_point(2, {5, 6}, Extent::polygon);
  std::mt19937_64 engine(9);
  std::uint64_t settled = 0;
  for (std::uint64_t id = 0; id < ids(60); ++id) {
    const ExactNetwork network = draw_exactly(point, id);
    std::vector<ExactLayer> layers = network.layers;
    const auto near = [&](const Rational& x) {
      const double units = static_cast<double>(engine() % 41) - 20.0;
      return Rational(
          static_cast<double>(static_cast<float>(to_double(x) * (1.0 + units * 0x1p-24))));
    };
    for (std::size_t j = 1; j < 6; ++j) {
      for (std::size_t i = 0; i < 5; ++i) {
        layers[1].weights[j][i] = near(layers[1].weights[0][i]);
      }
      layers[1].biases[j] = near(layers[1].biases[0]);
    }
    const auto count = count_given(point, layers);
    if (!count) continue;
    ++settled;
    ASSERT_EQ(*count, count_exactly(layers, network.domain)) << id;
  }
  EXPECT_GT(settled, ids(60) / 2);
}

// What is 0 at a vertex by its parameters is a tie, even where the number of regions is plain.
TEST(CountRegions, LeavesALineThroughAVertexToExactArithmetic) {
  const Point point = region_point(2, {1}, Extent::polygon);
  const ExactDomain domain = draw_exactly(point, 0).domain;
  for (const double bias : {0.0, 0.5}) {
    ExactLayer layer;
    layer.weights.push_back({Rational(1.0), Rational(-1.0)});
    layer.biases.emplace_back(bias);
    const ExactCount expected = count_exactly({layer}, domain);
    EXPECT_EQ(expected.regions, 2U);
    EXPECT_EQ(expected.degenerate, bias == 0.0);
    EXPECT_EQ(count_given(point, {layer}).has_value(), bias != 0.0);
  }
}

// Lines that are tangent to a circle leave one cell with as many sides as there are lines.
TEST(CountRegions, LeavesACellWithTooManySidesUnsettled) {
  for (const int lines : {40, 100}) {
    const Point point = region_point(2, {lines}, Extent::polygon);
    ExactLayer layer;
    for (int j = 0; j < lines; ++j) {
      const double angle = 0.1 + 6.283 * j / lines;
      layer.weights.push_back({Rational(static_cast<double>(static_cast<float>(std::cos(angle)))),
                               Rational(static_cast<double>(static_cast<float>(std::sin(angle))))});
      layer.biases.push_back(Rational(1.0));
    }
    const auto count = count_given(point, {layer});
    EXPECT_EQ(count.has_value(), lines == 40);
    if (lines != 40) continue;
    const ExactDomain domain = draw_exactly(point, 0).domain;
    EXPECT_EQ(*count, count_exactly({layer}, domain));
  }
}

}  // namespace
}  // namespace census::regions
