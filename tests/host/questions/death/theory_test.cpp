#include "host/questions/death/theory.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace census::death {
namespace {

std::vector<int> layers(int width, int depth) {
  return std::vector<int>(static_cast<std::size_t>(depth), width);
}

/// A line through the origin with data on both sides.
Premises on_the_line(const std::vector<int>& widths) {
  return {.widths = widths, .inputs = 1, .points = 2, .biased = false, .data_on_both_sides = true};
}

Premises on_data(const std::vector<int>& widths, bool biased = false) {
  return {
      .widths = widths, .inputs = 4, .points = 256, .biased = biased, .data_on_both_sides = true};
}

TEST(DeathTheory, OnePointLivesWhereSomeNeuronOfEveryLayerIsActive) {
  EXPECT_EQ(living_probability({1}), 1.0 / 2);
  EXPECT_EQ(living_probability({2}), 3.0 / 4);
  EXPECT_EQ(living_probability({2, 1, 3}), 3.0 / 4 * 1 / 2 * 7 / 8);
  EXPECT_EQ(living_probability({256}), 1.0);
  for (const std::vector<int>& widths : {std::vector{1}, {2, 1, 3}, {5, 5}}) {
    Premises premises = on_data(widths);
    premises.points = 1;
    const Theory theory = born_dead(premises);
    EXPECT_EQ(theory.value, 1 - living_probability(widths));
    EXPECT_FALSE(theory.source.empty());
    EXPECT_FALSE(theory.lower_bound || theory.upper_bound);
  }
}

TEST(DeathTheory, MoreDataLiveMore) {
  const Theory theory = born_dead(on_data({2, 1, 3}));
  EXPECT_EQ(theory.value, std::nullopt);
  EXPECT_EQ(theory.upper_bound, 1 - 21.0 / 64);
}

// By hand: the second layer of (2, 1) has 2 weights, the third of (2, 1, 3) has 3; a bias of each
// neuron is one more parameter that must be negative.
TEST(DeathTheory, LayersOfNegativeParametersKillEverything) {
  EXPECT_EQ(born_dead(on_data({5})).lower_bound, 0.0);
  EXPECT_EQ(born_dead(on_data({2, 1})).lower_bound, 1.0 / 4);
  EXPECT_EQ(born_dead(on_data({2, 1, 3})).lower_bound, 1 - 3.0 / 4 * 7 / 8);
  EXPECT_EQ(born_dead(on_data({2, 1}, true)).lower_bound, 1.0 / 8);
  EXPECT_EQ(born_dead(on_data({2, 1, 3}, true)).lower_bound, 1 - 7.0 / 8 * 63 / 64);
  EXPECT_EQ(born_dead(on_data({256, 256})).lower_bound, 0.0);
}

// Two orthogonal rows, or columns, are never all negative.
TEST(DeathTheory, SaysNoMoreOfOrthogonalWeightsThanSignsOfRowsDo) {
  Premises premises = on_data({2, 2, 2});
  premises.orthogonal = true;
  EXPECT_EQ(born_dead(premises).upper_bound, 1 - 27.0 / 64);
  EXPECT_EQ(born_dead(premises).lower_bound, std::nullopt);
  premises.points = 1;
  EXPECT_EQ(born_dead(premises).value, 1 - 27.0 / 64);
  premises = on_the_line({2, 2});
  premises.orthogonal = true;
  EXPECT_EQ(born_dead(premises).lower_bound, std::nullopt);
}

// Width 1: the first layer never kills both sides, every other one kills with probability 1/2.
TEST(DeathTheory, IsExactForWidthOneOnTheLine) {
  for (const int depth : {1, 2, 3, 10}) {
    const Theory theory = born_dead(on_the_line(layers(1, depth)));
    EXPECT_EQ(theory.lower_bound, 1 - std::ldexp(1.0, 1 - depth));
    EXPECT_EQ(theory.upper_bound, 1 - std::ldexp(1.0, -depth));
  }
}

// By hand, two layers of width n: with probability 2^(1-n) all neurons of the first layer are
// active on one side, and that side dies with probability 2^-n. Else the sides have disjoint
// inputs, and a neuron is inactive on both with probability 1/4.
TEST(DeathTheory, TheBoundOnTheLineIsAnEqualityInTwoLayers) {
  for (int n = 1; n <= 8; ++n) {
    const double one_side = std::ldexp(1.0, 1 - n);
    const double exact = one_side * std::ldexp(1.0, -n) + (1 - one_side) * std::ldexp(1.0, -2 * n);
    EXPECT_NEAR(born_dead(on_the_line({n, n})).lower_bound.value(), exact, 1e-15) << n;
  }
}

// Measured by an independent program: 2e5 networks; `layers` counts the output layer. The bounds
// are the formulas of the paper in rational arithmetic.
TEST(DeathTheory, BoundsOnTheLineBracketWhatIsMeasured) {
  const struct {
    int width, layers;
    double born_dead, lower, upper;
  } measured[] = {{2, 5, .4975, 0.4766845703125, 0.68359375},
                  {2, 10, .8793, 0.8702558771474287, 0.9249153137207031},
                  {3, 10, .5803, 0.5133887021530654, 0.6993421986699104},
                  {5, 10, .1289, 0.06398540615758068, 0.24854074149973826},
                  {5, 20, .3551, 0.2137931378455172, 0.4529555771012919}};
  for (const auto& [width, with_output, born, lower, upper] : measured) {
    const Theory theory = born_dead(on_the_line(layers(width, with_output - 1)));
    const double sigma = std::sqrt(born * (1 - born) / 2e5);
    EXPECT_NEAR(theory.lower_bound.value(), lower, 1e-12) << width << ", " << with_output;
    EXPECT_NEAR(theory.upper_bound.value(), upper, 1e-12) << width << ", " << with_output;
    EXPECT_LE(theory.lower_bound.value(), born + 5 * sigma) << width << ", " << with_output;
    EXPECT_GE(theory.upper_bound.value(), born - 5 * sigma) << width << ", " << with_output;
    EXPECT_FALSE(theory.value.has_value());
  }
}

TEST(DeathTheory, TheLineNeedsItsPremises) {
  const std::vector<int> widths = layers(3, 9);
  const Theory line = born_dead(on_the_line(widths));
  EXPECT_NE(line.source.find("Lu"), std::string::npos);
  const auto expect_no_line = [&](auto change) {
    Premises premises = on_the_line(widths);
    change(premises);
    const Theory theory = born_dead(premises);
    EXPECT_LT(theory.lower_bound.value(), line.lower_bound.value());
    EXPECT_EQ(theory.source.find("Lu"), std::string::npos);
    EXPECT_NE(theory.source.find("Rister"), std::string::npos);
  };
  expect_no_line([](Premises& p) { p.inputs = 2; });
  expect_no_line([](Premises& p) { p.biased = true; });
  expect_no_line([](Premises& p) { p.data_on_both_sides = false; });
  expect_no_line([](Premises& p) { p.widths.back() = 4; });
}

TEST(DeathTheory, BoundsAreOrderedAndProbabilities) {
  for (int width = 1; width <= 256; width = width * 3 / 2 + 1) {
    for (const int depth : {1, 2, 3, 10, 128}) {
      for (const Premises& premises :
           {on_the_line(layers(width, depth)), on_data(layers(width, depth)),
            on_data(layers(width, depth), true)}) {
        const Theory theory = born_dead(premises);
        EXPECT_GE(theory.lower_bound.value(), 0.0) << width << " x " << depth;
        EXPECT_LE(theory.lower_bound.value(), theory.upper_bound.value())
            << width << " x " << depth;
        EXPECT_LE(theory.upper_bound.value(), 1.0) << width << " x " << depth;
      }
    }
  }
}

TEST(DeathTheory, MeanLivingRatioIsTheProduct) {
  const Theory theory = living_ratio(on_data({2, 1, 3}), false);
  EXPECT_EQ(theory.value, 21.0 / 64);
  EXPECT_FALSE(theory.lower_bound || theory.upper_bound);
}

TEST(DeathTheory, ChosenSignsLeaveHalfOfTheDataAtEachLayer) {
  const Theory theory = living_ratio(on_data({2, 1, 3}), true);
  EXPECT_EQ(theory.value, std::nullopt);
  EXPECT_EQ(theory.lower_bound, 1.0 / 8);
  EXPECT_EQ(living_ratio(on_data(layers(3, 128)), true).lower_bound, 0x1p-128);
}

}  // namespace
}  // namespace census::death
