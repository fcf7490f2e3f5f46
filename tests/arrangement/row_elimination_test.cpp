#include "cuda/arrangement/row_elimination.hpp"

#include <cmath>
#include <memory>
#include <random>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/arrangement/elimination.hpp"

namespace census {
namespace {

constexpr int columns = 32;

/// The pre-activation of one neuron where another one's hyperplane meets a line: the same however
/// the line is parametrised.
template <class Number>
Number on_vertex(const Number* direction, const Number* offset, int meets, int neuron) {
  const Number position = negate(divide(offset[meets], direction[meets]));
  return multiply_add(position, direction[neuron], offset[neuron]);
}

/// All such numbers of every line, for one network.
template <class Number>
struct VertexNumbers {
  std::vector<std::pair<NeuronSet, std::vector<Number>>> lines;

  void add(NeuronSet on, int neurons, const Number* direction, const Number* offset) {
    std::vector<Number> numbers;
    for (int meets = 0; meets < neurons; ++meets) {
      for (int neuron = 0; neuron < neurons; ++neuron) {
        if (contains(on, meets) || contains(on, neuron) || meets == neuron) continue;
        numbers.push_back(on_vertex(direction, offset, meets, neuron));
      }
    }
    lines.emplace_back(on, numbers);
  }

  bool enters(NeuronSet) const { return true; }
  bool no_line(Dependence) const { return true; }
  bool line(const Line<Number>& line) {
    add(line.on, line.neurons, line.direction, line.offset);
    return true;
  }
};

/// The same for every column.
struct RowVertexNumbers {
  int neurons;
  std::vector<VertexNumbers<Bounded32>> networks{columns};
  std::vector<int> later = {};

  bool enters(int) const { return true; }
  void line(const RowLine<columns>& line) {
    for (int i = 0; i < columns; ++i) {
      Bounded32 direction[16];
      Bounded32 offset[16];
      for (int j = 0; j < neurons; ++j) {
        if (contains(line.on, j)) continue;
        direction[j] = line.direction[j][i];
        offset[j] = line.offset[j][i];
      }
      networks[static_cast<std::size_t>(i)].add(line.on, neurons, direction, offset);
    }
    later.push_back(line.later);
  }
};

template <int dimension>
void compare_with_one_by_one(int neurons, int candidates) {
  std::mt19937_64 rng(7);
  std::normal_distribution<float> normal;
  auto rows = std::make_unique<BoundedAffineRows<dimension, 16, columns>>();
  std::vector<AffineRows<Bounded, dimension, 16>> single(columns);
  for (int k = 0; k <= dimension; ++k) {
    for (int j = 0; j < neurons; ++j) {
      for (int i = 0; i < columns; ++i) {
        const float x = normal(rng);
        rows->coefficient[k][j].set(i, Bounded32(x));
        single[static_cast<std::size_t>(i)].coefficient[k][j] = Bounded(double{x});
      }
    }
  }
  RowVertexNumbers found{neurons};
  visit_lines_side_by_side(*rows, neurons, 0, candidates, NeuronSet{0}, found);
  int compared = 0;
  for (std::size_t i = 0; i < columns; ++i) {
    VertexNumbers<Bounded> expected;
    visit_lines(single[i], neurons, all_neurons(candidates), NeuronSet{0}, expected);
    ASSERT_EQ(found.networks[i].lines.size(), expected.lines.size());
    for (std::size_t line = 0; line < expected.lines.size(); ++line) {
      ASSERT_EQ(found.networks[i].lines[line].first, expected.lines[line].first);
      EXPECT_EQ(found.later[line],
                expected.lines[line].first == 0 ? 0 : last_of(expected.lines[line].first) + 1);
      const auto& ours = found.networks[i].lines[line].second;
      const auto& theirs = expected.lines[line].second;
      ASSERT_EQ(ours.size(), theirs.size());
      for (std::size_t n = 0; n < ours.size(); ++n) {
        if (!std::isfinite(ours[n].radius)) continue;
        ASSERT_LE(std::fabs(double{ours[n].value} - theirs[n].value),
                  double{ours[n].radius} + theirs[n].radius);
        if (ours[n].radius < 1e-3F * std::fabs(ours[n].value)) ++compared;
      }
    }
  }
  EXPECT_GT(compared, columns) << "the radii are too wide to compare anything";
}

TEST(RowElimination, FindsTheLinesThatOneNetworkHas) {
  compare_with_one_by_one<1>(4, 3);
  compare_with_one_by_one<2>(5, 5);
  compare_with_one_by_one<3>(6, 4);
  compare_with_one_by_one<4>(7, 7);
}

TEST(RowElimination, ChoosesThePivotThatIsBestForTheWorstNetwork) {
  auto rows = std::make_unique<BoundedAffineRows<2, 16, columns>>();
  for (int i = 0; i < columns; ++i) {
    rows->coefficient[0][0].set(i, Bounded32(i == 5 ? 1e-6F : 10.0F));
    rows->coefficient[1][0].set(i, Bounded32(-0.5F));
  }
  EXPECT_EQ(best_common_pivot(*rows, 0), 1);
  rows->coefficient[0][0].set(5, Bounded32(1.0F));
  EXPECT_EQ(best_common_pivot(*rows, 0), 0);
}

TEST(RowElimination, AZeroPivotLeavesNoFiniteRadius) {
  auto rows = std::make_unique<BoundedAffineRows<2, 16, columns>>();
  for (int k = 0; k <= 2; ++k) {
    for (int j = 0; j < 3; ++j) {
      for (int i = 0; i < columns; ++i) {
        const bool zero = j == 0 && i == 3 && k < 2;
        rows->coefficient[k][j].set(i, Bounded32(zero ? 0.0F : 1.0F + static_cast<float>(j * k)));
      }
    }
  }
  BoundedAffineRows<1, 16, columns> restricted;
  restrict_side_by_side(*rows, 3, NeuronSet{0}, 0, restricted);
  for (int j = 1; j < 3; ++j) {
    EXPECT_EQ(sign(restricted.coefficient[0][j][3]), Sign::uncertain);
    EXPECT_FALSE(std::isfinite(restricted.coefficient[1][j][3].radius));
    EXPECT_TRUE(std::isfinite(restricted.coefficient[1][j][4].radius));
  }
}

}  // namespace
}  // namespace census
