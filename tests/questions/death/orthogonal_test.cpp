#include "cuda/questions/death/orthogonal.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/questions/death/layer_parameters.hpp"
#include "cuda/random/random123_words.hpp"
#include "tests/support/death_points.hpp"
#include "tests/support/thread_team.hpp"

namespace census::death {
namespace {

using Matrix = std::vector<std::vector<long double>>;

/// Width and number of inputs of a layer.
using Shape = std::pair<int, int>;
const std::vector<Shape> shapes = {{1, 1},   {1, 7},    {7, 1},   {2, 2},   {3, 5},
                                   {5, 3},   {4, 4},    {16, 16}, {17, 40}, {40, 9},
                                   {33, 33}, {64, 256}, {256, 9}};

std::vector<float> normal_numbers(Shape shape, std::uint32_t seed) {
  std::mt19937 random(seed);
  std::normal_distribution<float> normal;
  std::vector<float> numbers(static_cast<std::size_t>(shape.first * shape.second));
  for (float& x : numbers) x = normal(random);
  return numbers;
}

std::vector<float> orthogonal(Shape shape, std::vector<float> numbers, float gain = 1) {
  make_orthogonal(numbers.data(), shape.first, shape.second, gain, SoloTeam{});
  return numbers;
}

/// The vectors that are to be orthonormal: rows where there are no more of them than inputs.
Matrix vectors_of(Shape shape, const std::vector<float>& weights) {
  const auto width = static_cast<std::size_t>(shape.first);
  const auto inputs = static_cast<std::size_t>(shape.second);
  const bool rows = width <= inputs;
  Matrix vectors(std::min(width, inputs), std::vector<long double>(std::max(width, inputs)));
  for (std::size_t i = 0; i < width; ++i) {
    for (std::size_t k = 0; k < inputs; ++k) {
      (rows ? vectors[i][k] : vectors[k][i]) = weights[k * width + i];
    }
  }
  return vectors;
}

long double inner(const std::vector<long double>& a, const std::vector<long double>& b) {
  long double sum = 0;
  for (std::size_t c = 0; c < a.size(); ++c) sum += a[c] * b[c];
  return sum;
}

/// The largest distance of an inner product of two vectors from what it should be.
double defect(const Matrix& vectors) {
  long double largest = 0;
  for (std::size_t v = 0; v < vectors.size(); ++v) {
    for (std::size_t w = 0; w <= v; ++w) {
      const long double expected = v == w ? 1 : 0;
      largest = std::max(largest, std::fabs(inner(vectors[v], vectors[w]) - expected));
    }
  }
  return static_cast<double>(largest);
}

/// Stewart's frame by its definition: vector j is M_0 M_1 ... M_j e_j, where M_j reflects the last
/// coordinates in the hyperplane between e_j and x_j / |x_j| (taking one to the other), or between
/// -e_j and it, and then turns the sign of e_j.
Matrix expected_frame(const Matrix& numbers) {
  const std::size_t count = numbers.size();
  const std::size_t length = numbers[0].size();
  Matrix frame(count, std::vector<long double>(length, 0.0L));
  for (std::size_t j = 0; j < count; ++j) {
    std::vector<long double>& q = frame[j];
    q[j] = 1;
    for (std::size_t m = j + 1; m-- > 0;) {
      long double norm = 0;
      for (std::size_t c = m; c < length; ++c) norm += numbers[m][c] * numbers[m][c];
      norm = std::sqrt(norm);
      const bool turned = numbers[m][m] > 0;
      if (turned) q[m] = -q[m];
      std::vector<long double> mirror(length, 0.0L);
      for (std::size_t c = m; c < length; ++c) mirror[c] = numbers[m][c] / norm;
      mirror[m] += turned ? 1.0L : -1.0L;
      const long double step = 2 * inner(mirror, q) / inner(mirror, mirror);
      for (std::size_t c = m; c < length; ++c) q[c] -= step * mirror[c];
    }
  }
  return frame;
}

TEST(Orthogonal, IsTheFrameThatItsNumbersName) {
  for (const Shape& shape : shapes) {
    for (const std::uint32_t seed : {1U, 2U, 3U}) {
      const std::vector<float> numbers = normal_numbers(shape, seed);
      const Matrix expected = expected_frame(vectors_of(shape, numbers));
      const Matrix found = vectors_of(shape, orthogonal(shape, numbers));
      for (std::size_t v = 0; v < expected.size(); ++v) {
        for (std::size_t c = 0; c < expected[v].size(); ++c) {
          ASSERT_NEAR(static_cast<double>(found[v][c]), static_cast<double>(expected[v][c]), 2e-6)
              << shape.first << " x " << shape.second << ", vector " << v << ", " << c;
        }
      }
      // The first vector has the direction of its numbers.
      ASSERT_GT(inner(vectors_of(shape, numbers)[0], found[0]), 0);
    }
  }
}

TEST(Orthogonal, RowsOrColumnsAreOrthonormalUpToRounding) {
  double largest = 0;
  for (const Shape& shape : {Shape{256, 256}, {128, 256}, {256, 128}, {16, 16}, {2, 2}}) {
    for (const std::uint32_t seed : {1U, 2U, 3U, 4U}) {
      const std::vector<float> weights = orthogonal(shape, normal_numbers(shape, seed));
      const double found = defect(vectors_of(shape, weights));
      EXPECT_LT(found, 2e-6) << shape.first << " x " << shape.second;
      largest = std::max(largest, found);
    }
  }
  RecordProperty("defect_times_1e9", std::to_string(std::lround(1e9 * largest)));
}

// Numbers that would leave orthonormalisation by projections nothing to normalise.
TEST(Orthogonal, DoesNotMindDependentNumbers) {
  const Shape shape{6, 6};
  std::vector<float> numbers(36, 1.0F);
  EXPECT_LT(defect(vectors_of(shape, orthogonal(shape, numbers))), 1e-6);
  for (std::size_t e = 0; e < 36; ++e) numbers[e] = e % 7 == 0 ? 1.0F : 1e-30F;
  EXPECT_LT(defect(vectors_of(shape, orthogonal(shape, numbers))), 1e-6);
  EXPECT_EQ(orthogonal({1, 1}, {-0.37F}), std::vector<float>{-1.0F});
}

TEST(Orthogonal, IsScaledByItsGain) {
  const Shape shape{5, 8};
  const std::vector<float> numbers = normal_numbers(shape, 1);
  std::vector<float> expected = orthogonal(shape, numbers);
  for (float& x : expected) x *= 3.5F;
  EXPECT_EQ(orthogonal(shape, numbers, 3.5F), expected);
}

TEST(Orthogonal, IsTheSameForATeamOfAnySize) {
  for (const Shape& shape : shapes) {
    if (shape.first * shape.second > 2000) continue;
    const std::vector<float> numbers = normal_numbers(shape, 5);
    const std::vector<float> expected = orthogonal(shape, numbers, 1.5F);
    for (const int lanes : {2, 5, 32}) {
      std::vector<float> found = numbers;
      testing::run_as_team<bool>(lanes, [&](const testing::ThreadTeam& team) {
        make_orthogonal(found.data(), shape.first, shape.second, 1.5F, team);
        return true;
      });
      EXPECT_EQ(found, expected) << shape.first << " x " << shape.second << ", " << lanes;
    }
  }
}

// What theorems need: the signs of rows, and of columns, are those of coins in the numbers.
TEST(Orthogonal, TurnsTheSignsOfRowsAndColumnsWithThoseOfItsNumbers) {
  for (const auto& [width, inputs] : shapes) {
    const std::vector<float> numbers = normal_numbers({width, inputs}, 9);
    const std::vector<float> before = orthogonal({width, inputs}, numbers);
    const auto turned = [&, w = width](std::vector<float> weights, int row, int column) {
      for (std::size_t e = 0; e < weights.size(); ++e) {
        const int i = static_cast<int>(e) % w;
        const int k = static_cast<int>(e) / w;
        if (i == row || k == column) weights[e] = -weights[e];
      }
      return weights;
    };
    for (const int row : {0, width / 2, width - 1}) {
      EXPECT_EQ(orthogonal({width, inputs}, turned(numbers, row, -1)), turned(before, row, -1))
          << width << " x " << inputs << ", row " << row;
    }
    for (const int column : {0, inputs / 2, inputs - 1}) {
      EXPECT_EQ(orthogonal({width, inputs}, turned(numbers, -1, column)),
                turned(before, -1, column))
          << width << " x " << inputs << ", column " << column;
    }
  }
}

/// The mean of `value` over the networks of a layer of orthogonal weights of gain 1, and its error.
template <class Value>
std::pair<double, double> mean_over_layers(Shape shape, const Value& value) {
  Point point = testing::he_normal(shape.second, {shape.first});
  point.scheme = Scheme::orthogonal;
  point.weight_scales[0] = 1.0F;
  constexpr int networks = 25'000;
  std::vector<float> memory(LayerParameters<Random123Words>::memory_size(point.architecture));
  double sum = 0;
  double squares = 0;
  for (std::uint64_t id = 0; id < networks; ++id) {
    LayerParameters<Random123Words> parameters(point, id, memory.data());
    parameters.draw_next(SoloTeam{});
    const double x = value([&](int i, int k) {
      return static_cast<double>(parameters.weights()[k * shape.first + i]);
    });
    sum += x;
    squares += x * x;
  }
  const double mean = sum / networks;
  return {mean, std::sqrt((squares / networks - mean * mean) / networks)};
}

// Moments of Haar's measure on O(n): E q^2 = 1/n, E q^4 = 3 / (n (n+2)), E q11 q22 q12 q21 =
// -1 / ((n-1) n (n+2)); traces: E tr = 0, E tr^2 = 1, E tr^4 = 3, E tr(Q^2) = 1 (Diaconis and
// Shahshahani 1994). A wrong sign convention shows in the traces.
TEST(Orthogonal, HasHaarsMeasure) {
  const double n = 4;
  const auto expect = [&](Shape shape, double moment, const auto& value, const char* what) {
    const auto [mean, error] = mean_over_layers(shape, value);
    EXPECT_NEAR(mean, moment, 5 * error) << what;
  };
  const auto trace = [](const auto& q) { return q(0, 0) + q(1, 1) + q(2, 2) + q(3, 3); };
  for (const auto& [i, k] : {Shape{0, 0}, {3, 3}, {0, 3}, {2, 1}}) {
    const auto entry = [i = i, k = k](const auto& q) { return q(i, k); };
    expect({4, 4}, 0, entry, "mean of an entry");
    expect(
        {4, 4}, 1 / n, [&](const auto& q) { return std::pow(entry(q), 2); }, "square");
    expect(
        {4, 4}, 3 / (n * (n + 2)), [&](const auto& q) { return std::pow(entry(q), 4); },
        "fourth power");
  }
  expect(
      {4, 4}, -1 / ((n - 1) * n * (n + 2)),
      [](const auto& q) { return q(0, 0) * q(1, 1) * q(0, 1) * q(1, 0); }, "two by two");
  expect({4, 4}, 0, trace, "trace");
  expect(
      {4, 4}, 1, [&](const auto& q) { return std::pow(trace(q), 2); }, "squared trace");
  expect(
      {4, 4}, 3, [&](const auto& q) { return std::pow(trace(q), 4); }, "trace to the fourth");
  expect(
      {4, 4}, 1,
      [](const auto& q) {
        double sum = 0;
        for (int i = 0; i < 4; ++i) {
          for (int k = 0; k < 4; ++k) sum += q(i, k) * q(k, i);
        }
        return sum;
      },
      "trace of the square");
  // Frames of two vectors in R^5: entries of one coordinate of a uniform unit vector.
  for (const Shape& shape : {Shape{2, 5}, {5, 2}}) {
    expect(
        shape, 3 / 35.0, [](const auto& q) { return std::pow(q(1, 1), 4); }, "frames");
    expect(
        shape, 0.2, [](const auto& q) { return std::pow(q(0, 1), 2); }, "frames");
  }
}

std::vector<float> copied(const float* numbers, int count) {
  std::vector<float> copy;
  for (int e = 0; e < count; ++e) copy.push_back(numbers[e]);
  return copy;
}

TEST(LayerParameters, OrthogonalWeightsAreMadeOfTheNormalOnes) {
  for (const Feature feature : {Feature::plain, Feature::dense, Feature::skip}) {
    Point normal = testing::he_normal(3, {5, 2, 7}, 0.5F, feature);
    for (int layer = 0; layer < 3; ++layer) normal.weight_scales[layer] = 1.25F;
    Point point = normal;
    point.scheme = Scheme::orthogonal;
    std::vector<float> memory(LayerParameters<Random123Words>::memory_size(point.architecture));
    std::vector<float> other(memory.size());
    LayerParameters<Random123Words> found(point, 3, memory.data());
    LayerParameters<Random123Words> expected(normal, 3, other.data());
    for (int layer = 0; layer < 3; ++layer) {
      found.draw_next(SoloTeam{});
      expected.draw_next(SoloTeam{});
      const int width = point.architecture.widths[layer];
      const int inputs = point.architecture.fan_in(layer);
      EXPECT_EQ(copied(found.weights(), width * inputs),
                orthogonal({width, inputs}, copied(expected.weights(), width * inputs), 1.25F));
      EXPECT_EQ(copied(found.biases(), width), copied(expected.biases(), width));
    }
  }
}

}  // namespace
}  // namespace census::death
