#include "cuda/arrangement/elimination.hpp"

#include <random>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/arrangement/bounded.hpp"
#include "host/exact/kernel.hpp"

namespace census {
namespace {

template <class Number, int dimension>
AffineRows<Number, dimension, 8> random_rows(std::mt19937_64& rng, int neurons) {
  std::normal_distribution<float> normal;
  AffineRows<Number, dimension, 8> rows;
  for (auto& coordinate : rows.coefficient) {
    for (int j = 0; j < neurons; ++j) coordinate[j] = Number(static_cast<double>(normal(rng)));
  }
  return rows;
}

struct LineCounter {
  std::multiset<NeuronSet> lines;
  int dependent = 0;
  int uncertain = 0;
  std::size_t stop_after = ~std::size_t{0};

  template <class Number>
  bool line(const Line<Number>& found) {
    lines.insert(found.on);
    // What is chosen lies on the line, what comes later does not count twice.
    for (int j = 0; j < found.neurons; ++j) {
      if (!contains(found.on, j)) continue;
      EXPECT_EQ(sign(found.direction[j]), Sign::zero);
      EXPECT_EQ(sign(found.offset[j]), Sign::zero);
      EXPECT_FALSE(contains(found.later, j));
    }
    return lines.size() < stop_after;
  }
  bool enters(NeuronSet) const { return true; }
  bool no_line(Dependence dependence) {
    ++(dependence == Dependence::certain ? dependent : uncertain);
    return true;
  }
};

TEST(VisitLines, VisitsEachSetOfRowsOnce) {
  std::mt19937_64 rng(1);
  const auto rows = random_rows<double, 3>(rng, 7);
  const NeuronSet candidates = all_neurons(7) & ~singleton(2);
  LineCounter counter;
  EXPECT_TRUE(visit_lines(rows, 7, candidates, NeuronSet{0}, counter));
  EXPECT_EQ(counter.lines.size(), 15U);  // C(6, 2)
  for (const NeuronSet on : counter.lines) {
    EXPECT_EQ(size(on), 2);
    EXPECT_EQ(on & ~candidates, 0U);
    EXPECT_EQ(counter.lines.count(on), 1U);
  }
}

TEST(VisitLines, StopsWhenTheVisitorSaysSo) {
  std::mt19937_64 rng(2);
  const auto rows = random_rows<double, 4>(rng, 8);
  LineCounter counter;
  counter.stop_after = 3;
  EXPECT_FALSE(visit_lines(rows, 8, all_neurons(8), NeuronSet{0}, counter));
  EXPECT_EQ(counter.lines.size(), 3U);
}

TEST(VisitLines, ReportsDependentRows) {
  AffineRows<Rational, 3, 8> rows;
  const double entries[4][4] = {{1, 2, 3, 4}, {2, 4, 6, -1}, {0, 1, 0, 1}, {0, 0, 0, 5}};
  for (int j = 0; j < 4; ++j) {
    for (int k = 0; k < 4; ++k) rows.coefficient[k][j] = Rational(entries[j][k]);
  }
  LineCounter counter;
  EXPECT_TRUE(visit_lines(rows, 4, all_neurons(4), NeuronSet{0}, counter));
  // Rows 0 and 1 are parallel and row 3 is zero: only {0, 2} and {1, 2} cut out lines.
  EXPECT_EQ(counter.lines, (std::multiset<NeuronSet>{0b101, 0b110}));
  EXPECT_GT(counter.dependent, 0);
  EXPECT_EQ(counter.uncertain, 0);
}

/// Checks every line against rational arithmetic: along the exact line of the same rows, all
/// pre-activations must be proportional to the ones the elimination gives.
struct LineChecker {
  RationalMatrix rows;  // n0 + 1 entries
  int dimension = 0;
  int checked = 0;

  bool line(const Line<Bounded>& found) {
    RationalMatrix linear;
    for (int j = 0; j < found.neurons; ++j) {
      if (!contains(found.on, j)) continue;
      RationalVector row = rows[static_cast<std::size_t>(j)];
      row.pop_back();
      linear.push_back(row);
    }
    RationalVector direction = echelon(linear, dimension).kernel.at(0);
    direction.emplace_back(0.0);
    int reference = 0;
    while (contains(found.on, reference)) ++reference;
    const Rational scale = dot(rows[static_cast<std::size_t>(reference)], direction);
    for (int j = 0; j < found.neurons; ++j) {
      if (contains(found.on, j)) continue;
      const double expected =
          to_double(divide(dot(rows[static_cast<std::size_t>(j)], direction), scale));
      const double actual = found.direction[j].value / found.direction[reference].value;
      EXPECT_NEAR(actual, expected, 1e-9 * (1.0 + std::abs(expected)));
      EXPECT_LT(found.direction[j].radius, 1e-10 * (1.0 + std::abs(found.direction[j].value)));
      ++checked;
    }
    return true;
  }
  bool enters(NeuronSet) const { return true; }
  bool no_line(Dependence) { return true; }
};

TEST(VisitLines, AgreesWithRationalDirections) {
  std::mt19937_64 rng(3);
  for (int trial = 0; trial < 20; ++trial) {
    const auto rows = random_rows<Bounded, 4>(rng, 7);
    LineChecker checker;
    checker.dimension = 4;
    for (int j = 0; j < 7; ++j) {
      RationalVector row;
      for (const auto& coordinate : rows.coefficient) row.emplace_back(coordinate[j].value);
      checker.rows.push_back(row);
    }
    EXPECT_TRUE(visit_lines(rows, 7, all_neurons(7), NeuronSet{0}, checker));
    EXPECT_EQ(checker.checked, 35 * 4);  // C(7, 3) lines, 4 neurons off each
  }
}

}  // namespace
}  // namespace census
