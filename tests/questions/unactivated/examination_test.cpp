#include "cuda/questions/unactivated/examination.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace census::unactivated {
namespace {

/// f on the real line, where every check is a vertex or one of the two ends.
struct LineNetwork {
  double bias;
  std::vector<double> weights;
  std::vector<double> directions;
  std::vector<double> offsets;

  Verdict decide() const {
    AffineRows<double, 1, 8> rows = {};
    NeuronSet negative = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      rows.coefficient[0][i] = directions[i];
      rows.coefficient[1][i] = offsets[i];
      if (weights[i] < 0) negative |= singleton(static_cast<int>(i));
    }
    NoObserver observer;
    Examination<double, double, NoObserver> examination(bias, weights.data(), negative, observer);
    visit_lines(rows, static_cast<int>(weights.size()), negative, NeuronSet{0}, examination);
    return examination.verdict(true);
  }
};

TEST(Examination, DecidesByHandOnTheRealLine) {
  // 1 - (x + 10)^+ - (10 - x)^+ <= -19.
  EXPECT_EQ((LineNetwork{1, {-1, -1}, {1, -1}, {10, 10}}.decide()), Verdict::unactivated);
  // The same with a gap between the two: f = 1 on it.
  EXPECT_EQ((LineNetwork{1, {-1, -1}, {1, -1}, {-1, -1}}.decide()), Verdict::activated);
  // f = -1 + x^+ - 2 x^+ never exceeds -1, and with the weights exchanged grows.
  EXPECT_EQ((LineNetwork{-1, {1, -2}, {1, 1}, {0, 0}}.decide()), Verdict::unactivated);
  EXPECT_EQ((LineNetwork{-1, {2, -1}, {1, 1}, {0, 0}}.decide()), Verdict::activated);
  // Equal slopes cancel: an exact tie at the end.
  EXPECT_EQ((LineNetwork{-1, {1, -1}, {1, 1}, {0, 0}}.decide()), Verdict::degenerate);
  // f = 0 at its highest vertex.
  EXPECT_EQ((LineNetwork{1, {-1, -1}, {1, -1}, {0.5, 0.5}}.decide()), Verdict::degenerate);
}

TEST(Examination, LeavesATieToExactArithmetic) {
  NoObserver observer;
  const double weights[] = {1.0, -1.0};
  AffineRows<double, 1, 8> rows = {};
  rows.coefficient[0][0] = rows.coefficient[0][1] = 1.0;
  Examination<double, double, NoObserver> examination(-1.0, weights, singleton(1), observer);
  visit_lines(rows, 2, singleton(1), NeuronSet{0}, examination);
  EXPECT_EQ(examination.verdict(false), Verdict::undecided);
  EXPECT_EQ(examination.verdict(true), Verdict::degenerate);
}

TEST(Examination, LeavesDependentRowsToExactArithmetic) {
  for (const Dependence dependence : {Dependence::certain, Dependence::possible}) {
    NoObserver observer;
    const double weight = -1.0;
    Examination<double, double, NoObserver> examination(-1.0, &weight, singleton(0), observer);
    EXPECT_TRUE(examination.no_line(dependence));
    EXPECT_EQ(examination.verdict(false), Verdict::undecided);
    EXPECT_EQ(examination.verdict(true), Verdict::unactivated);
  }
}

}  // namespace
}  // namespace census::unactivated
