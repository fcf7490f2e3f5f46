#include "host/backend/layer_kernels.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/questions/death/padded_data.hpp"
#include "tests/support/instruction_sets.hpp"

namespace census::death {
namespace {

/// The memory of a layer: what is read, what is written, and what belongs to the columns.
struct LayerRows {
  std::size_t stride;
  std::vector<float> weights;
  std::vector<float> inputs;
  std::vector<float> outputs;
  std::vector<float> best;
  std::vector<float> scale;
  std::vector<std::int32_t> exponent;
  LivingColumns columns;

  LayerRows(int width, int inputs_of_neuron, int points, bool scaled, std::mt19937_64& rng)
      : stride(padded_stride(points)),
        weights(static_cast<std::size_t>(width * inputs_of_neuron)),
        inputs(static_cast<std::size_t>(inputs_of_neuron) * stride),
        outputs(static_cast<std::size_t>(width) * stride, NAN),
        best(stride, NAN),
        scale(stride, 1.0F),
        exponent(stride) {
    std::normal_distribution<float> normal;
    for (float& x : weights) x = normal(rng);
    for (float& x : inputs) x = normal(rng);
    for (std::size_t p = 0; p < stride; ++p) {
      exponent[p] = static_cast<std::int32_t>(rng() % 7);
      scale[p] = std::ldexp(1.0F, exponent[p]);
    }
    columns = {points, scaled, nullptr, nullptr, nullptr};
  }

  /// Passes the layer, and its last input once more as biases.
  LayerPass pass(int width, int inputs_of_neuron, bool in_vectors) {
    columns.best = best.data();
    columns.scale = scale.data();
    columns.exponent = exponent.data();
    LayerSums layer(width);
    layer.add(weights.data(), {inputs.data(), stride}, inputs_of_neuron);
    if (columns.scaled) layer.add(weights.data(), {scale.data(), stride}, 1);
    const Rows out{outputs.data(), stride};
    return in_vectors ? pass_layer_in_vectors(layer, out, columns)
                      : pass_layer(layer, out, columns, SoloTeam{});
  }
};

void expect_the_layer_of_a_team_of_one() {
  std::mt19937_64 rng(2);
  int far = 0;
  int dead = 0;
  for (const int width : {1, 2, 3, 4, 5, 6, 7, 10, 11, 20, 23, 64, 65}) {
    for (const int inputs : {1, 2, 5, 17}) {
      for (const int points : {1, 8, 16, 31, 32, 33, 100}) {
        for (const bool scaled : {false, true}) {
          LayerRows expected(width, inputs, points, scaled, rng);
          // Sizes at both ends of what needs no rescaling, and points of which many die.
          const float size = points % 3 == 0 ? least_size : points % 3 == 1 ? greatest_size : 1.0F;
          const float offset = rng() % 2 == 0 ? 0.0F : 1.5F;
          for (float& x : expected.inputs) x *= size;
          for (float& w : expected.weights) w -= offset;
          LayerRows actual = expected;
          const LayerPass pass = expected.pass(width, inputs, false);
          const LayerPass vector_pass = actual.pass(width, inputs, true);
          ASSERT_EQ(actual.columns.count, expected.columns.count)
              << width << " x " << inputs << ", " << points << " points";
          ASSERT_EQ(vector_pass.far, pass.far) << width << " x " << inputs;
          for (int word = 0; word < 4; ++word) {
            ASSERT_EQ(vector_pass.active.words[word], pass.active.words[word]);
          }
          for (int c = 0; c < expected.columns.count; ++c) {
            const auto column = static_cast<std::size_t>(c);
            for (int i = 0; i < width; ++i) {
              const std::size_t at = static_cast<std::size_t>(i) * expected.stride + column;
              ASSERT_EQ(actual.outputs[at], expected.outputs[at]) << width << " x " << inputs;
            }
            if (!scaled) continue;
            ASSERT_EQ(actual.scale[column], expected.scale[column]);
            ASSERT_EQ(actual.exponent[column], expected.exponent[column]);
          }
          far += pass.far ? 1 : 0;
          dead += points - expected.columns.count;
        }
      }
    }
  }
  EXPECT_GT(far, 100);
  EXPECT_GT(dead, 1000);
}

TEST(LayerKernels, PassLayersAsATeamOfOneOnEveryInstructionSet) {
  testing::for_every_instruction_set(expect_the_layer_of_a_team_of_one);
}

}  // namespace
}  // namespace census::death
