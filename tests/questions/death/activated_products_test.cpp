#include "cuda/questions/death/activated_products.hpp"

#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/census/team.hpp"
#include "cuda/questions/death/padded_data.hpp"

namespace census::death {
namespace {

// What the pass at once does and what sum_products and activate do one after the other.
TEST(ActivatedProducts, AreSumsAndReLUsInOnePass) {
  std::mt19937_64 rng(4);
  std::normal_distribution<float> normal;
  int silent = 0;
  for (int width = 1; width <= 13; ++width) {
    for (int inputs = 1; inputs <= 13; ++inputs) {
      for (const int points : {1, 7, 35, 64}) {
        const std::size_t stride = padded_stride(points);
        std::vector<float> weights(static_cast<std::size_t>(width * inputs));
        std::vector<float> in(static_cast<std::size_t>(inputs) * stride);
        // Nothing counts behind the last point.
        std::vector<PointMask> mask(stride);
        for (float& x : weights) x = normal(rng);
        for (float& x : in) x = normal(rng);
        for (int p = 0; p < points; ++p) {
          mask[static_cast<std::size_t>(p)] = rng() % 3 == 0 ? 0 : ~PointMask{0};
        }
        LayerSums layer(width);
        layer.add(weights.data(), {in.data(), stride}, inputs);
        std::vector<float> outputs[2];
        std::vector<float> best[2];
        NeuronMask active[2];
        for (int way = 0; way < 2; ++way) {
          outputs[way].assign(static_cast<std::size_t>(width) * stride, 1e30F);
          best[way].assign(stride, 1e30F);
          const Rows out{outputs[way].data(), stride};
          if (way == 0) {
            const auto counts = [&](int p) { return mask[static_cast<std::size_t>(p)]; };
            activated_products(layer, out, counts, best[way].data(), active[way], points,
                               SoloTeam{});
          } else {
            sum_products(layer, out, points, SoloTeam{});
            activate(out, width, 1.0F, mask.data(), best[way].data(), active[way], points,
                     SoloTeam{});
          }
        }
        for (int p = 0; p < points; ++p) {
          const auto column = static_cast<std::size_t>(p);
          ASSERT_EQ(best[0][column], best[1][column]) << width << " x " << inputs;
          for (int i = 0; i < width; ++i) {
            const std::size_t at = static_cast<std::size_t>(i) * stride + column;
            ASSERT_EQ(outputs[0][at], outputs[1][at]) << width << " x " << inputs;
          }
        }
        ASSERT_EQ(active[0].words[0], active[1].words[0]) << width << " x " << inputs;
        silent += active[0].words[0] + 1 == std::uint64_t{1} << width ? 0 : 1;
      }
    }
  }
  EXPECT_GT(silent, 20);
}

}  // namespace
}  // namespace census::death
