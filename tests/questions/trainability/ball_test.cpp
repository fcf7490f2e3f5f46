#include "cuda/questions/trainability/ball.hpp"

#include <cmath>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "host/questions/trainability/exact_ball.hpp"

namespace census::trainability {
namespace {

struct Neuron {
  std::vector<float> weights;
  float bias;
  float radius;
};

Activity bounded(const Neuron& n) {
  return BallTest{}(n.weights.data(), 1, static_cast<int>(n.weights.size()), n.bias, n.radius);
}

Activity exact(const Neuron& n) {
  return ExactBallTest{}(n.weights.data(), 1, static_cast<int>(n.weights.size()), n.bias, n.radius);
}

TEST(BallTest, KnowsNeuronsWhoseHyperplaneTouchesTheBall) {
  const Neuron touching[] = {{{3, 4}, -5, 1},
                             {{1}, -1, 1},
                             {{2, 3, 6}, -14, 2},
                             {{0x1p-60F}, -0x1p-61F, 0.5F},
                             {{0x1p+60F, 0.0F}, -0x1p+61F, 2.0F}};
  for (const Neuron& neuron : touching) {
    EXPECT_EQ(bounded(neuron), Activity::unsettled);
    EXPECT_EQ(exact(neuron), Activity::dead);
    Neuron nearer = neuron;
    nearer.bias = std::nextafter(neuron.bias, 0.0F);
    EXPECT_EQ(bounded(nearer), Activity::active);
    EXPECT_EQ(exact(nearer), Activity::active);
    Neuron farther = neuron;
    farther.bias = std::nextafter(neuron.bias, -HUGE_VALF);
    EXPECT_EQ(bounded(farther), Activity::dead);
    EXPECT_EQ(exact(farther), Activity::dead);
    Neuron positive = neuron;
    positive.bias = -neuron.bias;
    EXPECT_EQ(bounded(positive), Activity::active);
    EXPECT_EQ(exact(positive), Activity::active);
  }
}

// b^2 = c^2 + a^2 + 1 with a = 2 n, c = 2 n^2, b = 2 n^2 + 1; the small weights, which are lost one
// by one, add up to more than the 1.
TEST(BallTest, LeavesUnsettledWhatRoundingWouldGetWrong) {
  Neuron neuron{{0x1p23F, 0x1p12F}, -0x1.000002p23F, 1};
  EXPECT_EQ(exact(neuron), Activity::dead);
  while (neuron.weights.size() < 256) neuron.weights.push_back(0.088F);
  EXPECT_EQ(bounded(neuron), Activity::unsettled);
  EXPECT_EQ(exact(neuron), Activity::active);
}

TEST(BallTest, WithoutABiasIsActive) {
  EXPECT_EQ(bounded({{1, -2}, 0, 0x1p-32F}), Activity::active);
  EXPECT_EQ(exact({{1, -2}, 0, 0x1p-32F}), Activity::active);
}

TEST(BallTest, AgreesWithRationalArithmeticWhereItIsCertain) {
  std::mt19937_64 rng(7);
  std::normal_distribution<float> normal;
  int unsettled = 0;
  int dead = 0;
  for (int trial = 0; trial < 20'000; ++trial) {
    Neuron neuron{{}, 0, std::fabs(normal(rng)) + 0.01F};
    const int inputs = 1 + trial % 17;
    double norm = 0;
    for (int k = 0; k < inputs; ++k) {
      neuron.weights.push_back(std::ldexp(normal(rng), trial % 3 == 0 ? k % 5 - 40 : 0));
      norm = std::hypot(norm, neuron.weights.back());
    }
    // As near to the ball as binary32 gets, or anywhere.
    neuron.bias = static_cast<float>(-norm * neuron.radius);
    if (trial % 2 == 0) neuron.bias *= normal(rng);
    const Activity activity = bounded(neuron);
    dead += activity == Activity::dead ? 1 : 0;
    if (activity == Activity::unsettled) {
      ++unsettled;
      continue;
    }
    ASSERT_EQ(activity, exact(neuron)) << "trial " << trial;
  }
  EXPECT_LT(unsettled, 20);
  EXPECT_GT(dead, 5000);
}

}  // namespace
}  // namespace census::trainability
