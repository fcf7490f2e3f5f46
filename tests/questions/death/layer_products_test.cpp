#include "cuda/questions/death/layer_products.hpp"

#include <cmath>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/census/team.hpp"

namespace census::death {
namespace {

// Every size of the blocks of four, and what is left of them, against the sum as it is defined. The
// same bits: the order of the operations is part of the network.
TEST(LayerProducts, AreFusedMultiplyAddsInTheOrderOfTheInputs) {
  std::mt19937_64 rng(4);
  std::normal_distribution<float> normal;
  for (int width = 1; width <= 13; ++width) {
    for (int inputs = 1; inputs <= 13; ++inputs) {
      for (const int points : {1, 7, 16, 35}) {
        for (const SumFrom from : {SumFrom::zero, SumFrom::rows}) {
          const auto size = [](int a, int b) { return static_cast<std::size_t>(a * b); };
          const int stride = points + 3;
          std::vector<float> weights(size(width, inputs));
          std::vector<float> in(size(inputs, stride));
          std::vector<float> out(size(width, stride));
          for (auto* numbers : {&weights, &in, &out}) {
            for (float& x : *numbers) x = normal(rng);
          }
          const std::vector<float> before = out;
          const auto row = static_cast<std::size_t>(stride);
          // The first point and what is behind the last are left alone.
          sum_products(weights.data(), width, {in.data(), row}, inputs, {out.data(), row},
                       {1, points}, from, SoloTeam{});
          for (int i = 0; i < width; ++i) {
            for (int p = 0; p < stride; ++p) {
              const auto at = size(i, stride) + static_cast<std::size_t>(p);
              float expected = before[at];
              if (p >= 1 && p < points) {
                if (from == SumFrom::zero) expected = 0.0F;
                for (int k = 0; k < inputs; ++k) {
                  expected = std::fma(weights[size(k, width) + static_cast<std::size_t>(i)],
                                      in[size(k, stride) + static_cast<std::size_t>(p)], expected);
                }
              }
              ASSERT_EQ(out[at], expected)
                  << width << " x " << inputs << ", neuron " << i << ", point " << p;
            }
          }
        }
      }
    }
  }
}

}  // namespace
}  // namespace census::death
