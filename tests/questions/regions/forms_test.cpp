#include "cuda/questions/regions/forms.hpp"

#include <cmath>
#include <random>
#include <vector>

#include <gmpxx.h>
#include <gtest/gtest.h>

#include "tests/support/campaign.hpp"

namespace census::regions {
namespace {

constexpr int inputs = 13;

struct InputForms {
  double memory[5][inputs];
  Forms<2> forms{{memory[0], memory[1], memory[2]}, memory[3], memory[4]};
  mpq_class exact[3][inputs];
};

double draw(std::mt19937_64& engine) {
  std::normal_distribution<double> normal;
  return std::ldexp(normal(engine), static_cast<int>(engine() % 41) - 20);
}

/// Fills inputs whose exact coefficients are off by all of their error.
void fill(std::mt19937_64& engine, InputForms& in) {
  for (int i = 0; i < inputs; ++i) {
    const double error = std::ldexp(std::fabs(draw(engine)), -30);
    in.forms.size[i] = 0.0;
    for (int k = 0; k < 3; ++k) {
      in.forms.coefficient[k][i] = draw(engine);
      in.forms.size[i] += std::fabs(in.forms.coefficient[k][i]);
      in.exact[k][i] = in.forms.coefficient[k][i];
    }
    in.exact[engine() % 3][i] += engine() % 2 == 0 ? error : -error;
    in.forms.error[i] = i % 4 == 0 ? error : error * 1.0000001;
  }
}

TEST(AddInputs, KnowsHowWrongItIs) {
  std::mt19937_64 engine(4);
  for (int trial = 0; trial < 500 * testing::campaign_factor(); ++trial) {
    InputForms in;
    fill(engine, in);
    // Without errors of the inputs the rounding is all there is to bound.
    if (trial % 2 == 0) {
      for (int i = 0; i < inputs; ++i) {
        in.forms.error[i] = 0.0;
        for (int k = 0; k < 3; ++k) in.exact[k][i] = in.forms.coefficient[k][i];
      }
    }
    float weights[inputs][block_size];
    float biases[block_size];
    for (auto& row : weights) {
      for (float& weight : row) weight = static_cast<float>(draw(engine));
    }
    for (float& bias : biases) bias = static_cast<float>(draw(engine));
    std::vector<int> list;
    for (int i = 0; i < inputs; ++i) {
      if (engine() % 3 != 0) list.push_back(i);
    }
    const double chain = chain_error(inputs);
    FormBlock<2> block;
    begin_block(biases, chain, block);
    // In two parts, as where some inputs are on in a larger region.
    const int first = static_cast<int>(list.size() / 3);
    const int rest = static_cast<int>(list.size()) - first;
    add_inputs(in.forms, list.data(), first, &weights[0][0], block_size, chain, block);
    add_inputs(in.forms, list.data() + first, rest, &weights[0][0], block_size, chain, block);
    double memory[5][block_size];
    const Forms<2> out{{memory[0], memory[1], memory[2]}, memory[3], memory[4]};
    finish_block(block, out);
    for (int q = 0; q < block_size; ++q) {
      mpq_class error;
      double size = 0.0;
      for (int k = 0; k < 3; ++k) {
        mpq_class exact = k == 2 ? mpq_class(static_cast<double>(biases[q])) : mpq_class(0);
        for (const int i : list) exact += static_cast<double>(weights[i][q]) * in.exact[k][i];
        error += abs(exact - out.coefficient[k][q]);
        size += std::fabs(out.coefficient[k][q]);
      }
      ASSERT_LE(error, out.error[q]) << "trial " << trial << ", neuron " << q;
      ASSERT_EQ(out.size[q], size);
    }
  }
}

TEST(AddInputs, BoundsAreNotMuchLargerThanNeeded) {
  std::mt19937_64 engine(6);
  InputForms in;
  fill(engine, in);
  for (int i = 0; i < inputs; ++i) in.forms.error[i] = 0.0;
  std::vector<float> weights(inputs * block_size, 1.0F);
  const float biases[block_size] = {};
  std::vector<int> list(inputs);
  double magnitude = 0.0;
  for (int i = 0; i < inputs; ++i) {
    list[static_cast<std::size_t>(i)] = i;
    magnitude += in.forms.size[i];
  }
  FormBlock<2> block;
  begin_block(biases, chain_error(inputs), block);
  add_inputs(in.forms, list.data(), inputs, weights.data(), block_size, chain_error(inputs), block);
  EXPECT_GT(block.error[0], magnitude * 0x1p-53);
  EXPECT_LT(block.error[0], magnitude * 0x1p-48);
}

}  // namespace
}  // namespace census::regions
