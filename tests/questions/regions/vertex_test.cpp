#include "cuda/questions/regions/vertex.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include <gmpxx.h>
#include <gtest/gtest.h>

#include "tests/support/campaign.hpp"

namespace census::regions {
namespace {

/// Forms on a plane with memory of their own, and exact coefficients at the edge of their bounds.
class PlaneForms {
 public:
  explicit PlaneForms(int count) : memory_(static_cast<std::size_t>(5 * count)) {
    double* at = memory_.data();
    for (double*& coefficient : forms.coefficient) {
      coefficient = at;
      at += count;
    }
    forms.error = at;
    forms.size = at + count;
    exact.resize(static_cast<std::size_t>(count), std::vector<mpq_class>(3));
  }

  /// Sets form j, and the exact coefficients off by `error` in coefficient `off`.
  void set(int j, double a, double b, double c, double error, int off) {
    const double values[3] = {a, b, c};
    forms.size[j] = 0.0;
    for (int k = 0; k < 3; ++k) {
      forms.coefficient[k][j] = values[k];
      forms.size[j] += std::fabs(values[k]);
      mpq_class& coefficient = exact[static_cast<std::size_t>(j)][static_cast<std::size_t>(k)];
      coefficient = values[k];
      if (k == off) coefficient += error;
    }
    forms.error[j] = std::fabs(error);
  }

  Forms<2> forms;
  std::vector<std::vector<mpq_class>> exact;

 private:
  std::vector<double> memory_;
};

/// Numbers of very different magnitudes, so that products cancel and do not.
double draw(std::mt19937_64& engine) {
  std::normal_distribution<double> normal;
  return std::ldexp(normal(engine), static_cast<int>(engine() % 21) - 10);
}

std::vector<mpq_class> cross(const std::vector<mpq_class>& g, const std::vector<mpq_class>& f) {
  return {g[1] * f[2] - g[2] * f[1], g[2] * f[0] - g[0] * f[2], g[0] * f[1] - g[1] * f[0]};
}

// The worst case of the bounds: exact coefficients as far off as they may be, or lines so nearly
// parallel that rounding is all that is left.
TEST(Meet, AndSignsKnowHowWrongTheyAre) {
  std::mt19937_64 engine(1);
  int positive = 0;
  int negative = 0;
  int uncertain = 0;
  for (int trial = 0; trial < 20000 * testing::campaign_factor(); ++trial) {
    PlaneForms plane(3);
    const double size =
        trial % 3 == 0 ? 0.0 : std::ldexp(1.0, -20 - static_cast<int>(engine() % 30));
    for (int j = 0; j < 3; ++j) {
      plane.set(j, draw(engine), draw(engine), draw(engine), size * draw(engine),
                static_cast<int>(engine() % 3));
    }
    if (trial % 2 == 0) {
      const double near = 1.0 + std::ldexp(draw(engine), -45);
      plane.set(1, plane.forms.coefficient[0][0] * near, plane.forms.coefficient[1][0],
                draw(engine), 0.0, 0);
    }
    Vertex<2> vertex;
    if (!meet(plane.forms, 0, 2, vertex)) continue;
    const auto exact = cross(plane.exact[0], plane.exact[1]);
    // Some positive multiple of the exact point is within the error: the one that has the largest
    // coordinate in common, up to the error itself.
    const auto largest = static_cast<std::size_t>(
        std::ranges::max_element(vertex.coordinate, {}, [](double x) { return std::fabs(x); }) -
        vertex.coordinate);
    const mpq_class scale = mpq_class(vertex.coordinate[largest]) / exact[largest];
    ASSERT_GT(scale, 0);
    for (std::size_t k = 0; k < 3; ++k) {
      const mpq_class off = abs(mpq_class(vertex.coordinate[k]) - scale * exact[k]);
      ASSERT_LE(off, 2.01 * vertex.error) << "trial " << trial << ", coordinate " << k;
    }
    const mpq_class value =
        plane.exact[2][0] * exact[0] + plane.exact[2][1] * exact[1] + plane.exact[2][2] * exact[2];
    switch (sign_at(plane.forms, 2, vertex)) {
      case Sign::positive:
        ASSERT_GT(value, 0) << "trial " << trial;
        ++positive;
        break;
      case Sign::negative:
        ASSERT_LT(value, 0) << "trial " << trial;
        ++negative;
        break;
      case Sign::zero:
        FAIL();
      case Sign::uncertain:
        ++uncertain;
    }
  }
  EXPECT_GT(positive, 3000);
  EXPECT_GT(negative, 3000);
  EXPECT_GT(uncertain, 10);
}

// A third line through the common point of two: only rounding decides, which must not.
TEST(SignAt, IsUncertainWhereTheExactValueIsZero) {
  std::mt19937_64 engine(2);
  int met = 0;
  for (int trial = 0; trial < 5000; ++trial) {
    PlaneForms plane(3);
    const auto integer = [&] { return static_cast<double>(engine() % 2001) - 1000; };
    plane.set(0, integer(), integer(), integer(), 0.0, 0);
    plane.set(1, integer(), integer(), integer(), 0.0, 0);
    const double s = integer();
    const double t = integer();
    const auto& f = plane.forms;
    plane.set(2, s * f.coefficient[0][0] + t * f.coefficient[0][1],
              s * f.coefficient[1][0] + t * f.coefficient[1][1],
              s * f.coefficient[2][0] + t * f.coefficient[2][1], 0.0, 0);
    Vertex<2> vertex;
    if (!meet(plane.forms, 0, 2, vertex)) continue;
    ++met;
    ASSERT_EQ(sign_at(plane.forms, 2, vertex), Sign::uncertain) << "trial " << trial;
  }
  EXPECT_GT(met, 4000);
}

TEST(Meet, KnowsNothingAboutParallelLinesAndNumbersOutOfRange) {
  PlaneForms plane(2);
  Vertex<2> vertex;
  plane.set(0, 1.0, 2.0, 3.0, 0.0, 0);
  plane.set(1, 2.0, 4.0, 6.0, 0.0, 0);
  EXPECT_FALSE(meet(plane.forms, 0, 2, vertex));
  plane.set(0, 1e300, 2.0, 3.0, 0.0, 0);
  plane.set(1, 2.0, 1e300, 6.0, 0.0, 0);
  EXPECT_FALSE(meet(plane.forms, 0, 2, vertex));
  plane.set(0, 1e-300, 2e-300, 3e-300, 0.0, 0);
  plane.set(1, 2e-300, 1e-300, 6e-300, 0.0, 0);
  EXPECT_FALSE(meet(plane.forms, 0, 2, vertex));
}

TEST(Meet, PutsVerticesOnTheSideThatTheOrderOfEdgesSays) {
  PlaneForms plane(2);
  plane.set(0, 0.0, 1.0, 0.0, 0.0, 0);   // t >= 0
  plane.set(1, -1.0, 0.0, 2.0, 0.0, 0);  // s <= 2
  Vertex<2> vertex;
  ASSERT_TRUE(meet(plane.forms, signed_form(0, false), signed_form(1, false), vertex));
  EXPECT_GT(vertex.coordinate[2], 0.0);
  EXPECT_DOUBLE_EQ(vertex.coordinate[0] / vertex.coordinate[2], 2.0);
  ASSERT_TRUE(meet(plane.forms, signed_form(0, true), signed_form(1, false), vertex));
  EXPECT_LT(vertex.coordinate[2], 0.0);
}

}  // namespace
}  // namespace census::regions
