#include "cuda/questions/regions/count_regions.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/random/random123_words.hpp"
#include "host/questions/regions/exact_regions.hpp"
#include "tests/support/campaign.hpp"
#include "tests/support/laws.hpp"
#include "tests/support/region_cases.hpp"

namespace census::regions {
namespace {

using testing::count_given;
using testing::count_solo;
using testing::region_point;

std::uint64_t choose_two(std::uint64_t n) { return n * (n - 1) / 2; }

std::uint64_t ids(int networks) {
  return static_cast<std::uint64_t>(networks * testing::campaign_factor());
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
