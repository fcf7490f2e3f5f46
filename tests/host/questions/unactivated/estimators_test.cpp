#include "host/questions/unactivated/estimators.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/support/networks.hpp"

namespace census::unactivated {
namespace {

Point point_of(int n0, int n1) { return testing::unit_point(n0, n1, Distribution::normal, 0); }

std::string full_name(const Point& point, const std::string& name) {
  return make_estimator(point, "identity", name)->name();
}

TEST(Estimators, HaveTheirNamesInFull) {
  const Point point = point_of(2, 5);
  for (const char* name : {"plain", "signs", "signs:3", "orbit", "orbit:5:2", "orbit:0:1"}) {
    EXPECT_EQ(full_name(point, name), name);
  }
  EXPECT_EQ(full_name(point, "signs:5"), "signs");
  EXPECT_EQ(full_name(point, "orbit:5:5"), "orbit");
  EXPECT_EQ(full_name(point, "orbit:3:0"), "signs:3");
}

TEST(Estimators, KnowTheirGroups) {
  const Point point = point_of(2, 5);
  EXPECT_EQ(parse_group(point, "signs"), (SignGroup{5, 0}));
  EXPECT_EQ(parse_group(point, "orbit"), (SignGroup{5, 5}));
  EXPECT_EQ(parse_group(point, "orbit:4:1"), (SignGroup{4, 1}));
  EXPECT_EQ(make_estimator(point, "identity", "orbit")->group_bits(), 11);
  EXPECT_EQ(make_estimator(point, "identity", "plain")->group_bits(), 0);
}

TEST(Estimators, ShareTheNetworksOfAnId) {
  const Point point = point_of(2, 5);
  const auto plain = std::get<Point>(make_estimator(point, "p", "plain")->kernel_point(7));
  const auto orbit = std::get<AveragedPoint>(make_estimator(point, "p", "orbit")->kernel_point(7));
  EXPECT_EQ(orbit.point, plain);
  EXPECT_NE(plain.key, 0U);
}

TEST(Estimators, RefuseWhatCannotBeCounted) {
  const auto problem = [](int n0, int n1, const std::string& name) {
    try {
      make_estimator(point_of(n0, n1), "identity", name);
      return std::string("nothing");
    } catch (const ParameterError& error) {
      EXPECT_EQ(error.parameter, "estimator");
      EXPECT_FALSE(error.why.empty());
      return error.problem;
    }
  };
  EXPECT_EQ(problem(2, 5, "signs:6"), "estimator 'signs:6' flips 6 neurons");
  EXPECT_EQ(problem(2, 25, "signs"), "estimator 'signs' averages over 2^26 sign patterns");
  EXPECT_EQ(problem(2, 17, "orbit"), "estimator 'orbit' averages over 2^35 sign patterns");
  EXPECT_EQ(problem(4, 64, "signs:4"), "estimator 'signs:4' cannot count n0 = 4, n1 = 64");
  EXPECT_EQ(problem(8, 64, "signs:4"), "estimator 'signs:4' cannot count n0 = 8, n1 = 64");
  for (const char* name : {"", "plain:1", "signs:", "signs:1:2", "signs:-1", "signs:1e1",
                           "orbit:", "orbit:1:", "orbit:1:2:3", "signs:99999999999", "Orbit"}) {
    EXPECT_TRUE(problem(2, 5, name).starts_with("unknown estimator")) << name;
  }
  EXPECT_EQ(problem(2, 24, "signs"), "nothing");
  EXPECT_EQ(problem(8, 16, "orbit"), "nothing");
}

TEST(CandidateEstimators, GrowFromPlainToTheWholeOrbit) {
  EXPECT_EQ(candidate_estimators(point_of(2, 3)),
            (std::vector<std::string>{"plain", "signs", "orbit"}));
  EXPECT_EQ(candidate_estimators(point_of(4, 6)),
            (std::vector<std::string>{"plain", "signs:4", "signs", "orbit:6:4", "orbit"}));
  EXPECT_EQ(candidate_estimators(point_of(4, 64)), (std::vector<std::string>{"plain"}));
  const auto wide = candidate_estimators(point_of(1, 64));
  EXPECT_EQ(wide.back(), "signs:24");
}

}  // namespace
}  // namespace census::unactivated
