#include "cuda/questions/death/activated_products.hpp"

#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/census/team.hpp"

namespace census::death {
namespace {

// What the pass at once does and what sum_products and activate do one after the other.
TEST(ActivatedProducts, AreSumsAndReLUsInOnePass) {
  std::mt19937_64 rng(4);
  std::normal_distribution<float> normal;
  const auto size = [](int a, int b) { return static_cast<std::size_t>(a * b); };
  int silent = 0;
  for (int width = 1; width <= 13; ++width) {
    for (int inputs = 1; inputs <= 13; ++inputs) {
      for (const int points : {1, 7, 35}) {
        std::vector<float> weights(size(width, inputs));
        std::vector<float> in(size(inputs, points));
        std::vector<PointMask> mask(size(points, 1));
        for (float& x : weights) x = normal(rng);
        for (float& x : in) x = normal(rng);
        for (PointMask& m : mask) m = rng() % 3 == 0 ? 0 : ~PointMask{0};
        std::vector<float> outputs[2];
        std::vector<float> best[2];
        NeuronMask active[2];
        const auto stride = static_cast<std::size_t>(points);
        for (int way = 0; way < 2; ++way) {
          outputs[way].assign(size(width, points), 1e30F);
          best[way].assign(stride, 1e30F);
          const Rows out{outputs[way].data(), stride};
          if (way == 0) {
            activated_products(weights.data(), width, {in.data(), stride}, inputs, out, mask.data(),
                               best[way].data(), active[way], {0, points}, SoloTeam{});
          } else {
            sum_products(weights.data(), width, {in.data(), stride}, inputs, out, {0, points},
                         SumFrom::zero, SoloTeam{});
            activate(out, width, 1.0F, mask.data(), best[way].data(), active[way], {0, points},
                     SoloTeam{});
          }
        }
        ASSERT_EQ(outputs[0], outputs[1]) << width << " x " << inputs;
        ASSERT_EQ(best[0], best[1]) << width << " x " << inputs;
        ASSERT_EQ(active[0].words[0], active[1].words[0]) << width << " x " << inputs;
        silent += active[0].words[0] + 1 == std::uint64_t{1} << width ? 0 : 1;
      }
    }
  }
  EXPECT_GT(silent, 20);
}

}  // namespace
}  // namespace census::death
