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

/// What the inputs of a list add to a layer's sums, and to its errors.
struct Layer {
  std::vector<Term<2>> terms;
  std::vector<InputError> errors;

  Layer(const InputForms& in, const std::vector<int>& list, int chain) {
    for (const int i : list) {
      terms.push_back(term_of(in.forms, i, false));
      errors.push_back(error_of(in.forms, i, chain));
    }
  }

  int count() const { return static_cast<int>(terms.size()); }
};

TEST(BlockSums, KnowHowWrongTheyAre) {
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
    std::vector<int> possible;
    for (int i = 0; i < inputs; ++i) {
      if (engine() % 3 != 0) possible.push_back(i);
    }
    constexpr int most_terms = 2 * inputs;
    const Layer layer(in, possible, most_terms);
    const Weights block = {&weights[0][0], block_size};
    BlockSums<2, 1, PlainOctet> sums;
    sums.begin(biases);
    sums.add(layer.terms.data(), layer.count(), block);
    // Some inputs go again, as from one region to the next.
    std::vector<int> on;
    for (const int i : possible) {
      if (engine() % 2 == 0) {
        on.push_back(i);
        continue;
      }
      const Term<2> taken = term_of(in.forms, i, true);
      sums.add(&taken, 1, block);
    }
    double memory[5][block_size];
    const Forms<2> out{{memory[0], memory[1], memory[2]}, memory[3], memory[4]};
    sums.store(out);
    bound_errors<1, PlainOctet>(layer.errors.data(), layer.count(), biases, block, most_terms,
                                out.error);
    double norms[block_size];
    double errors_by_norms[block_size];
    find_norms<1, PlainOctet>(inputs, block, norms);
    bound_errors_by_norms<1, PlainOctet>(norms,
                                         norm_of_errors<PlainOctet>(in.forms, inputs, most_terms),
                                         biases, most_terms, errors_by_norms);
    for (int q = 0; q < block_size; ++q) {
      mpq_class error;
      double size = 0.0;
      for (int k = 0; k < 3; ++k) {
        mpq_class exact = k == 2 ? mpq_class(static_cast<double>(biases[q])) : mpq_class(0);
        for (const int i : on) exact += static_cast<double>(weights[i][q]) * in.exact[k][i];
        error += abs(exact - out.coefficient[k][q]);
        size += std::fabs(out.coefficient[k][q]);
      }
      ASSERT_LE(error, out.error[q]) << "trial " << trial << ", neuron " << q;
      ASSERT_LE(out.error[q], errors_by_norms[q]) << "trial " << trial << ", neuron " << q;
      ASSERT_EQ(out.size[q], size);
    }
  }
}

TEST(BlockSums, GoOnFromWhatWasStored) {
  std::mt19937_64 engine(5);
  InputForms in;
  fill(engine, in);
  std::vector<float> weights(inputs * block_size, 0.25F);
  const Weights block = {weights.data(), block_size};
  const float biases[block_size] = {1.0F, -2.0F};
  const Layer layer(in, {3, 1, 4, 5, 9, 2, 6}, inputs);
  double memory[2][5][block_size];
  const Forms<2> out{{memory[0][0], memory[0][1], memory[0][2]}, memory[0][3], memory[0][4]};
  const Forms<2> parts{{memory[1][0], memory[1][1], memory[1][2]}, memory[1][3], memory[1][4]};
  BlockSums<2, 1, PlainOctet> sums;
  sums.begin(biases);
  sums.add(layer.terms.data(), 7, block);
  sums.store(out);
  sums.begin(biases);
  sums.add(layer.terms.data(), 3, block);
  sums.store(parts);
  sums.load(parts);
  sums.add(layer.terms.data() + 3, 4, block);
  sums.store(parts);
  for (int k = 0; k < 3; ++k) {
    for (int q = 0; q < block_size; ++q) {
      EXPECT_EQ(parts.coefficient[k][q], out.coefficient[k][q]);
    }
  }
}

TEST(BoundErrors, AreNotMuchLargerThanNeeded) {
  std::mt19937_64 engine(6);
  InputForms in;
  fill(engine, in);
  std::vector<int> list;
  double magnitude = 0.0;
  for (int i = 0; i < inputs; ++i) {
    in.forms.error[i] = 0.0;
    list.push_back(i);
    magnitude += in.forms.size[i];
  }
  const std::vector<float> weights(inputs * block_size, 1.0F);
  const float biases[block_size] = {};
  const Layer layer(in, list, inputs);
  double errors[block_size];
  bound_errors<1, PlainOctet>(layer.errors.data(), inputs, biases, {weights.data(), block_size},
                              inputs, errors);
  EXPECT_GT(errors[0], magnitude * 0x1p-53);
  EXPECT_LT(errors[0], magnitude * 0x1p-48);
}

TEST(BoundErrorsByNorms, MultipliesTheNormsOfWeightsAndOfErrors) {
  constexpr int count = block_size + 1;
  double memory[5][count] = {};
  const Forms<2> in{{memory[0], memory[1], memory[2]}, memory[3], memory[4]};
  in.error[0] = 3.0;           // of a whole block
  in.error[block_size] = 4.0;  // and behind it
  float weights[count][block_size] = {};
  for (const int i : {0, 1, 2, block_size}) weights[i][0] = i == 1 ? -1.0F : 1.0F;
  const float biases[block_size] = {0.0F, -1.0F};
  double norms[block_size];
  find_norms<1, PlainOctet>(count, {&weights[0][0], block_size}, norms);
  EXPECT_EQ(norms[0], 2.0);
  EXPECT_EQ(norms[1], 0.0);
  const double error_norm = norm_of_errors<PlainOctet>(in, count, 4);
  EXPECT_EQ(error_norm, 5.0);
  double errors[block_size];
  bound_errors_by_norms<1, PlainOctet>(norms, error_norm, biases, 4, errors);
  EXPECT_DOUBLE_EQ(errors[0], 10.0 * widening);
  EXPECT_DOUBLE_EQ(errors[1], chain_error(4) * widening);
  EXPECT_GT(errors[2], 0.0);
  EXPECT_LT(errors[2], 0x1p-900);
}

TEST(BoundErrorsByNorms, AreRelativeToTheInputsHoweverSmall) {
  double memory[5][1] = {};
  const Forms<2> in{{memory[0], memory[1], memory[2]}, memory[3], memory[4]};
  in.size[0] = 0x1p-200;
  EXPECT_DOUBLE_EQ(norm_of_errors<PlainOctet>(in, 1, 60), chain_error(60) * 0x1p-200);
  // Where squares underflow, too, the norm is large enough.
  in.size[0] = 0x1p-600;
  EXPECT_GT(norm_of_errors<PlainOctet>(in, 1, 60), chain_error(60) * 0x1p-600);
}

}  // namespace
}  // namespace census::regions
