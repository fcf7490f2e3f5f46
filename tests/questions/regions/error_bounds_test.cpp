#include "cuda/questions/regions/error_bounds.hpp"

#include <cmath>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/questions/regions/numbers.hpp"
#include "tests/support/campaign.hpp"
#include "tests/support/layer_inputs.hpp"

namespace census::regions {
namespace {

using testing::LayerInputs;

TEST(BoundErrors, KnowHowWrongSumsAre) {
  std::mt19937_64 engine(4);
  for (int trial = 0; trial < 500 * testing::campaign_factor(); ++trial) {
    // Without errors of the inputs the rounding is all there is to bound.
    const LayerInputs in(engine, trial % 2 == 0);
    const testing::BlockWeights block(engine);
    const std::uint64_t possible = testing::draw_set(engine);
    // Some inputs go again, as from one region to the next.
    const std::uint64_t on = possible & engine();
    const std::uint64_t off = possible & ~on;
    constexpr int most_terms = 2 * LayerInputs::count;
    double memory[5][block_size];
    const Forms<2> out{{memory[0], memory[1], memory[2]}, memory[3], memory[4]};
    BlockSums<2, 1, PlainOctet> sums;
    sums.begin(block.biases);
    sums.add(in.forms.coefficient, {&possible, 1}, block.view());
    sums.change(in.forms.coefficient, {&off, 1}, &on, block.view());
    sums.store(out.coefficient);
    bound_errors<1, PlainOctet>(in.forms, {&possible, 1}, block.biases, block.view(), most_terms,
                                out.error);
    for (int q = 0; q < block_size; ++q) {
      mpq_class error;
      for (int k = 0; k < 3; ++k) {
        error += abs(block.exact(in, on, q, k) - out.coefficient[k][q]);
      }
      ASSERT_LE(error, out.error[q]) << "trial " << trial << ", neuron " << q;
    }
  }
}

TEST(BoundErrors, AreNotMuchLargerThanNeeded) {
  std::mt19937_64 engine(6);
  const LayerInputs in(engine, false);
  double magnitude = 0.0;
  for (int i = 0; i < LayerInputs::count; ++i) magnitude += in.forms.size[i];
  const std::uint64_t all = (1U << LayerInputs::count) - 1;
  const std::vector<float> weights(LayerInputs::count * block_size, 1.0F);
  const float biases[block_size] = {};
  double errors[block_size];
  bound_errors<1, PlainOctet>(in.forms, {&all, 1}, biases, {weights.data(), block_size},
                              LayerInputs::count, errors);
  EXPECT_GT(errors[0], magnitude * 0x1p-53);
  EXPECT_LT(errors[0], magnitude * 0x1p-48);
}

}  // namespace
}  // namespace census::regions
