#include "cuda/questions/regions/find_signs.hpp"

#include <cstdint>
#include <random>

#include <gtest/gtest.h>

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
          if ((wanted >> j & 1) == 0) continue;
          Vertex<2> vertex = vertices[n];
          vertex.error = vertices[0].error;
          const Sign sign = sign_at(plane.forms, j, vertex);
          EXPECT_EQ(signs[n].positive >> j & 1, sign == Sign::positive ? 1U : 0U) << j;
          EXPECT_EQ(signs[n].negative >> j & 1, sign == Sign::negative ? 1U : 0U) << j;
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

}  // namespace
}  // namespace census::regions
