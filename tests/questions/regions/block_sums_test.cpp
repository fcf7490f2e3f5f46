#include "cuda/questions/regions/block_sums.hpp"

#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/questions/regions/numbers.hpp"
#include "tests/support/layer_inputs.hpp"

namespace census::regions {
namespace {

using testing::LayerInputs;

TEST(InputSet, ListsItsInputsInOrder) {
  const std::uint64_t words[2] = {1U | std::uint64_t{1} << 63, 0b101};
  std::vector<int> found;
  InputSet{words, 2}.for_each([&](int i) { found.push_back(i); });
  EXPECT_EQ(found, (std::vector{0, 63, 64, 66}));
}

TEST(BlockSums, GoOnFromWhatWasStored) {
  std::mt19937_64 engine(5);
  const LayerInputs in(engine, false);
  const testing::BlockWeights block(engine);
  double memory[2][3][block_size];
  double* const whole[3] = {memory[0][0], memory[0][1], memory[0][2]};
  double* const parts[3] = {memory[1][0], memory[1][1], memory[1][2]};
  const std::uint64_t all = 0b1011001011010;
  const std::uint64_t begin = all & 0b111111;
  const std::uint64_t rest = all & ~begin;
  BlockSums<2, 1, PlainOctet> sums;
  sums.begin(block.biases);
  sums.add(in.forms.coefficient, {&all, 1}, block.view());
  sums.store(whole);
  sums.begin(block.biases);
  sums.add(in.forms.coefficient, {&begin, 1}, block.view());
  sums.store(parts);
  sums.load(parts);
  sums.change(in.forms.coefficient, {&rest, 1}, &all, block.view());
  sums.store(parts);
  for (int k = 0; k < 3; ++k) {
    for (int q = 0; q < block_size; ++q) EXPECT_EQ(parts[k][q], whole[k][q]);
  }
}

TEST(BlockSums, TakeInputsAwayAgain) {
  double coefficients[3][2] = {{1.0, 0.5}, {-2.0, 4.0}, {3.0, 0.25}};
  double* const inputs[3] = {coefficients[0], coefficients[1], coefficients[2]};
  float weights[2][block_size] = {{1.0F, 2.0F}, {-1.0F, 8.0F}};
  const float biases[block_size] = {0.5F, -1.0F};
  double memory[3][block_size];
  double* const out[3] = {memory[0], memory[1], memory[2]};
  double sizes[block_size];
  const std::uint64_t both = 0b11;
  const std::uint64_t first = 0b01;
  BlockSums<2, 1, PlainOctet> sums;
  sums.begin(biases);
  const std::uint64_t second = 0b10;
  sums.add(inputs, {&both, 1}, {&weights[0][0], block_size});
  sums.change(inputs, {&first, 1}, &second, {&weights[0][0], block_size});
  sums.store(out);
  sums.store_sizes(sizes);
  EXPECT_EQ(out[0][0], -0.5);
  EXPECT_EQ(out[1][0], -4.0);
  EXPECT_EQ(out[2][0], 0.25);
  EXPECT_EQ(out[0][1], 4.0);
  EXPECT_EQ(out[1][1], 32.0);
  EXPECT_EQ(out[2][1], 1.0);
  EXPECT_EQ(sizes[0], 4.75);
  EXPECT_EQ(sizes[1], 37.0);
}

}  // namespace
}  // namespace census::regions
