#include "cuda/questions/regions/find_signs.hpp"

#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/questions/regions/numbers.hpp"
#include "host/backend/vector_team.hpp"
#include "tests/support/plane_forms.hpp"

namespace census::regions {
namespace {

// Also where a form is 0 at the vertex, so that no sign is certain.
TEST(FindSigns, AreThoseOfOneFormAtATime) {
  std::mt19937_64 engine(7);
  std::normal_distribution<double> normal;
  for (int trial = 0; trial < 200; ++trial) {
    testing::ExactPlaneForms plane(64);
    Vertex<2> vertices[2];
    for (auto& vertex : vertices) {
      vertex = {{0.5 * normal(engine), 0.25, 1.0}, trial % 2 == 0 ? 0.0 : 0x1p-12};
    }
    for (int j = 0; j < 64; ++j) {
      plane.set(j, normal(engine), normal(engine), normal(engine));
      if (j % 7 == 0) plane.set(j, 0.0, 4.0, -1.0);
    }
    const std::uint64_t wanted = trial % 3 == 0 ? ~std::uint64_t{0} : 0xff00ff0001008000;
    const Vertex<2>* const at[2] = {&vertices[0], &vertices[1]};
    const auto check = [&](const SignWord(&signs)[2]) {
      for (int n = 0; n < 2; ++n) {
        for (int j = 0; j < 64; ++j) {
          if ((wanted >> j & 1) == 0) {
            EXPECT_EQ((signs[n].positive | signs[n].negative) >> j & 1, 0U) << j;
            continue;
          }
          Vertex<2> vertex = vertices[n];
          vertex.error = vertices[0].error;
          const Sign sign = sign_at(plane.forms, j, vertex);
          EXPECT_EQ(signs[n].positive >> j & 1, sign == Sign::negative ? 0U : 1U) << j;
          EXPECT_EQ(signs[n].negative >> j & 1, sign == Sign::positive ? 0U : 1U) << j;
        }
      }
    };
    SignWord signs[2];
    find_signs<PlainOctet>(plane.forms, wanted, at, signs);
    check(signs);
    with_vector_team([&](const auto& team) {
      using Octet = typename VectorsOf<std::decay_t<decltype(team)>>::Octet;
      SignWord in_vectors[2];
      find_signs<Octet>(plane.forms, wanted, at, in_vectors);
      check(in_vectors);
    });
  }
}

TEST(FindSigns, InBinary32AreThoseOfValuesBeyondTheirBounds) {
  std::mt19937_64 engine(8);
  std::normal_distribution<float> normal;
  std::vector<float> memory(4 * 64);
  const SingleForms<2> forms{{memory.data(), memory.data() + 64, memory.data() + 128}};
  float* const bounds = memory.data() + 192;
  for (int trial = 0; trial < 100; ++trial) {
    for (float& x : memory) x = normal(engine);
    for (int j = 0; j < 64; ++j) bounds[j] = std::fabs(bounds[j]);
    bounds[9] = HUGE_VALF;
    bounds[10] = std::nanf("");
    forms.coefficient[1][11] = HUGE_VALF;  // a value that is no number at the second vertex
    bounds[11] = HUGE_VALF;
    const Vertex<2> vertices[2] = {{{0.5, -0.25, 1.0}, 0.0}, {{-1.0, 0.0, 0.5}, 0x1p-27}};
    const Vertex<2>* const at[2] = {&vertices[0], &vertices[1]};
    const std::uint64_t wanted = trial % 2 == 0 ? ~std::uint64_t{0} : 0xffff000000000f00;
    const auto check = [&](const SignWord(&signs)[2]) {
      for (int n = 0; n < 2; ++n) {
        for (int j = 0; j < 64; ++j) {
          if ((wanted >> j & 1) == 0) {
            EXPECT_EQ((signs[n].positive | signs[n].negative) >> j & 1, 0U) << j;
            continue;
          }
          const auto coordinate = [&](int k) {
            return static_cast<float>(vertices[n].coordinate[k]);
          };
          float value = forms.coefficient[2][j] * coordinate(2);
          for (int k = 0; k < 2; ++k) {
            value = std::fma(forms.coefficient[k][j], coordinate(k), value);
          }
          EXPECT_EQ(signs[n].positive >> j & 1, value < -bounds[j] ? 0U : 1U) << j;
          EXPECT_EQ(signs[n].negative >> j & 1, value > bounds[j] ? 0U : 1U) << j;
        }
      }
    };
    SignWord signs[2];
    find_signs<PlainSingles>(forms, bounds, wanted, at, signs);
    check(signs);
    with_vector_team([&](const auto& team) {
      SignWord in_vectors[2];
      find_signs<typename VectorsOf<std::decay_t<decltype(team)>>::Singles>(forms, bounds, wanted,
                                                                            at, in_vectors);
      check(in_vectors);
    });
  }
}

TEST(FindSigns, InBinary32AreUncertainAtVerticesThatAreNotKnownWell) {
  float memory[4][64] = {};
  for (float& x : memory[2]) x = 1.0F;
  const SingleForms<2> forms{{memory[0], memory[1], memory[2]}};
  SignWord signs[1];
  for (const bool well : {true, false}) {
    const Vertex<2> vertex = {{0.5, 0.5, 1.0}, max_single_vertex_error * (well ? 1.0 : 1.01)};
    const Vertex<2>* const at[1] = {&vertex};
    find_signs<PlainSingles>(forms, memory[3], ~std::uint64_t{0}, at, signs);
    EXPECT_EQ(signs[0].positive, ~std::uint64_t{0});
    EXPECT_EQ(signs[0].negative, well ? 0U : ~std::uint64_t{0});
  }
}

}  // namespace
}  // namespace census::regions
