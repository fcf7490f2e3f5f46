#include "cuda/questions/regions/single_bounds.hpp"

#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/questions/regions/error_bounds.hpp"
#include "cuda/questions/regions/find_signs.hpp"
#include "cuda/questions/regions/numbers.hpp"
#include "tests/support/campaign.hpp"
#include "tests/support/layer_inputs.hpp"

namespace census::regions {
namespace {

using testing::LayerInputs;

/// The pre-activations of a block in binary32, and bounds of their values.
struct SingleBlock {
  float memory[3][64] = {};
  float bounds[64] = {};
  SingleForms<2> forms{{memory[0], memory[1], memory[2]}};

  SingleBlock(const LayerInputs& in, const testing::BlockWeights& block, std::uint64_t possible,
              std::uint64_t on) {
    const std::uint64_t off = possible & ~on;
    constexpr int most_terms = 2 * LayerInputs::count;
    BlockSums<2, 1, PlainSingles> sums;
    sums.begin(block.biases);
    sums.add(in.singles.coefficient, {&possible, 1}, block.view());
    sums.change(in.singles.coefficient, {&off, 1}, &on, block.view());
    sums.store(forms.coefficient);
    double norms[block_size];
    find_norms<PlainOctet>(LayerInputs::count, block.view(), norms);
    bound_single_values<PlainOctet>(
        norms, norm_of_single_errors(in.forms, InputSet{&possible, 1}, most_terms), block.biases,
        most_terms, bounds);
  }
};

/// Returns a point whose computed coordinates are off by all that a vertex's may be.
Vertex<2> draw_vertex(std::mt19937_64& engine, mpq_class (&exact)[3]) {
  std::uniform_real_distribution<double> uniform(-1.0, 1.0);
  Vertex<2> vertex = {{uniform(engine), uniform(engine), std::fabs(uniform(engine))},
                      engine() % 2 == 0 ? 0.0 : max_single_vertex_error};
  for (int k = 0; k < 3; ++k) {
    exact[k] = vertex.coordinate[k];
    exact[k] += engine() % 2 == 0 ? vertex.error : -vertex.error;
  }
  return vertex;
}

// Neither the coefficients of the forms, in sum, nor what find_signs computes at a vertex is off by
// more than the bound: exact values of a sign that is certain have it.
TEST(BoundSingleValues, KnowsHowWrongFormsAndSignsAre) {
  std::mt19937_64 engine(4);
  int certain = 0;
  int uncertain = 0;
  for (int trial = 0; trial < 1000 * testing::campaign_factor(); ++trial) {
    const LayerInputs in(engine, trial % 2 == 0);
    const testing::BlockWeights block(engine);
    const std::uint64_t possible = testing::draw_set(engine);
    const std::uint64_t on = possible & engine();
    const SingleBlock single(in, block, possible, on);
    mpq_class point[3];
    const Vertex<2> vertex = draw_vertex(engine, point);
    const Vertex<2>* const vertices[1] = {&vertex};
    SignWord signs[1];
    find_signs<PlainSingles>(single.forms, single.bounds, 0xff, vertices, signs);
    for (int q = 0; q < block_size; ++q) {
      mpq_class error;
      mpq_class value;
      for (int k = 0; k < 3; ++k) {
        const mpq_class exact = block.exact(in, on, q, k);
        error += abs(exact - static_cast<double>(single.forms.coefficient[k][q]));
        value += exact * point[k];
      }
      ASSERT_LE(error, static_cast<double>(single.bounds[q])) << "trial " << trial;
      const bool is_certain = (signs[0].uncertain() >> q & 1) == 0;
      if (is_certain && (signs[0].positive >> q & 1) != 0) {
        ASSERT_GT(value, 0) << "trial " << trial << ", neuron " << q;
      }
      if (is_certain && (signs[0].negative >> q & 1) != 0) {
        ASSERT_LT(value, 0) << "trial " << trial << ", neuron " << q;
      }
      ++(is_certain ? certain : uncertain);
    }
  }
  EXPECT_GT(certain, uncertain);
  EXPECT_GT(uncertain, 10);
}

TEST(BoundSingleValues, MultipliesTheNormsOfWeightsAndOfErrors) {
  constexpr int count = block_size + 1;
  double memory[5][count] = {};
  const Forms<2> in{{memory[0], memory[1], memory[2]}, memory[3], memory[4]};
  for (int i = 0; i < count; ++i) in.error[i] = 1.0 + i;
  const std::uint64_t set = 0b1100;  // of errors 3 and 4
  float weights[count][block_size] = {};
  for (const int i : {0, 1, 2, block_size}) weights[i][0] = i == 1 ? -1.0F : 1.0F;
  const float biases[block_size] = {0.0F, -1.0F};
  double norms[block_size];
  find_norms<PlainOctet>(count, {&weights[0][0], block_size}, norms);
  EXPECT_EQ(norms[0], 2.0);
  EXPECT_EQ(norms[1], 0.0);
  const double error_norm = norm_of_single_errors(in, InputSet{&set, 1}, 4);
  EXPECT_EQ(error_norm, 5.0);
  float bounds[block_size];
  bound_single_values<PlainOctet>(norms, error_norm, biases, 4, bounds);
  EXPECT_FLOAT_EQ(bounds[0], static_cast<float>(10.0 * widening));
  EXPECT_FLOAT_EQ(bounds[1], static_cast<float>(single_chain_error(4) * widening));
  EXPECT_GT(bounds[2], 0.0F);
  EXPECT_LT(bounds[2], 0x1p-100F);
}

// Where a sum, an input or a weight could be infinite in binary32, nothing is certain.
TEST(BoundSingleValues, AreInfiniteWhereNumbersAreTooLarge) {
  const auto bound = [](double size, float weight, float bias) {
    double memory[5][1] = {};
    const Forms<2> in{{memory[0], memory[1], memory[2]}, memory[3], memory[4]};
    in.size[0] = size;
    float weights[block_size] = {weight};
    const float biases[block_size] = {bias};
    double norms[block_size];
    find_norms<PlainOctet>(1, {weights, block_size}, norms);
    float bounds[block_size];
    const std::uint64_t set = 1;
    bound_single_values<PlainOctet>(norms, norm_of_single_errors(in, InputSet{&set, 1}, 20), biases,
                                    20, bounds);
    return bounds[0];
  };
  EXPECT_TRUE(std::isfinite(bound(1.0, 1.0F, 1.0F)));
  EXPECT_TRUE(std::isfinite(bound(0x1p70, 0x1p20F, 1.0F)));
  EXPECT_TRUE(std::isinf(bound(0x1p70, 0x1p40F, 1.0F)));
  EXPECT_TRUE(std::isinf(bound(1.0, 1.0F, 0x1p120F)));
  EXPECT_TRUE(std::isinf(bound(0x1p130, 1.0F, 1.0F)));
  const float of_small_weight = bound(0x1p130, 0x1p-130F, 1.0F);
  EXPECT_FALSE(of_small_weight < 0x1p100F);
}

}  // namespace
}  // namespace census::regions
