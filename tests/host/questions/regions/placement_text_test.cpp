#include "host/questions/regions/placement_text.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/numpy_file.hpp"
#include "tests/support/temporary_directory.hpp"

namespace census::regions {
namespace {

Domain domain_of(Extent extent) {
  Domain domain;
  domain.extent = extent;
  return domain;
}

/// Returns the points of a placement, and what `domain` learns about it.
std::vector<double> points_of(const std::string& text, int inputs, Domain& domain) {
  std::vector<ParameterError> errors;
  const auto placement = read_placement(text, inputs, &domain, read_user_file, errors);
  EXPECT_TRUE(placement && placement->points) << text;
  EXPECT_EQ(domain.placement, Placement::points);
  return placement && placement->points ? placement->points->values : std::vector<double>{};
}

/// Returns why a placement is refused; what to do goes to `suggestion`.
std::string refusal(const std::string& text, int inputs, Extent extent, std::string& suggestion) {
  Domain domain = domain_of(extent);
  std::vector<ParameterError> errors;
  EXPECT_FALSE(read_placement(text, inputs, &domain, read_user_file, errors)) << text;
  if (errors.size() != 1) return "";
  EXPECT_EQ(errors[0].parameter, "through");
  EXPECT_NE(errors[0].problem, "");
  suggestion = errors[0].suggestion;
  return errors[0].why;
}

std::string refusal(const std::string& text, int inputs, Extent extent) {
  std::string ignored;
  return refusal(text, inputs, extent, ignored);
}

TEST(Placement, IsAlongTheAxesOrRandom) {
  Domain domain = domain_of(Extent::plane);
  std::vector<ParameterError> errors;
  EXPECT_EQ(read_placement("random", 2, &domain, read_user_file, errors)->placement,
            Placement::random);
  EXPECT_EQ(domain.placement, Placement::random);
  EXPECT_EQ(read_placement("axes", 2, &domain, read_user_file, errors)->placement, Placement::axes);
  EXPECT_TRUE(domain.from_zero && domain.contains_zero);
  EXPECT_TRUE(errors.empty());
}

TEST(Placement, IsThroughPointsCoordinateByCoordinate) {
  Domain domain = domain_of(Extent::plane);
  EXPECT_EQ(points_of("1,2,3; 4,5,6;7,8,1e1", 3, domain),
            (std::vector<double>{1, 4, 7, 2, 5, 8, 3, 6, 10}));
  EXPECT_FALSE(domain.from_zero);
  EXPECT_FALSE(domain.contains_zero);
  EXPECT_DOUBLE_EQ(domain.length, std::sqrt(36.0 + 36.0 + 49.0));
}

TEST(Placement, IsThroughTheOriginWhereAPointIsMissing) {
  Domain plane = domain_of(Extent::polygon);
  EXPECT_EQ(points_of("1,2;4,5", 2, plane), (std::vector<double>{0, 1, 4, 0, 2, 5}));
  EXPECT_TRUE(plane.from_zero && plane.contains_zero);
  Domain line = domain_of(Extent::segment);
  EXPECT_EQ(points_of("0.1", 1, line), (std::vector<double>{0, 0.1}));
  EXPECT_TRUE(line.from_zero && line.contains_zero);
}

TEST(Placement, KnowsWhetherTheOriginIsOnTheLineOrPlane) {
  const auto contains_zero = [](const std::string& text, int inputs, Extent extent) {
    Domain domain = domain_of(extent);
    points_of(text, inputs, domain);
    EXPECT_FALSE(domain.from_zero) << text;
    return domain.contains_zero;
  };
  EXPECT_TRUE(contains_zero("1,2;3,6", 2, Extent::line));
  EXPECT_FALSE(contains_zero("1,2;3,7", 2, Extent::line));
  EXPECT_TRUE(contains_zero("1,2;3,7;0,1", 2, Extent::plane));
  EXPECT_TRUE(contains_zero("1,2,3;0,1,1;-1,-1,-2", 3, Extent::plane));
  // The binary64 numbers 0.1 and 0.2 do not add up to that of 0.3.
  EXPECT_FALSE(contains_zero("1,0,0.1;0,1,0.2;-1,-1,-0.3", 3, Extent::plane));
  EXPECT_TRUE(contains_zero("1,0,0.5;0,1,0.25;-1,-1,-0.75", 3, Extent::plane));
}

TEST(Placement, ReadsFiles) {
  const TemporaryDirectory directory;
  const std::string csv = write_file(directory / "points.csv", "# p and q\n1,2\n3,5\n");
  Domain domain = domain_of(Extent::line);
  EXPECT_EQ(points_of(csv, 2, domain), (std::vector<double>{1, 3, 2, 5}));
  // binary64, not rounded to binary32
  const std::string numbers = testing::bytes_of(std::vector<double>{0.1, 0.2, 0.3, 0.5});
  const std::string npy =
      write_file(directory / "points.npy",
                 testing::numpy_file(testing::numpy_dictionary("<f8", "(2, 2)"), numbers));
  EXPECT_EQ(points_of(npy, 2, domain), (std::vector<double>{0.1, 0.3, 0.2, 0.5}));
  EXPECT_TRUE(refusal(directory / "none.csv", 2, Extent::line).starts_with("it does not exist"));
  const std::string words = write_file(directory / "words.csv", "1,2\n3,x\n");
  Domain unread = domain_of(Extent::line);
  std::vector<ParameterError> errors;
  EXPECT_FALSE(read_placement(words, 2, &unread, read_user_file, errors));
  EXPECT_EQ(errors.at(0).parameter, "through");
  EXPECT_NE(errors.at(0).problem.find("words.csv:2:3: 'x'"), std::string::npos);
}

TEST(Placement, RefusesPointsThatSpanNoLineOrPlane) {
  EXPECT_EQ(refusal("1,2;1,2", 2, Extent::line), "its two points are the same");
  EXPECT_TRUE(refusal("0,0", 2, Extent::line).starts_with("the point is the origin"));
  EXPECT_EQ(refusal("1,2;3,6;2,4", 2, Extent::plane), "its three points are on one line");
  EXPECT_EQ(refusal("1,2;3,6", 2, Extent::plane), "the origin and its two points are on one line");
  // Not on one line, if by no more than the last digit.
  Domain domain = domain_of(Extent::plane);
  points_of("0.1,1;0.2,2;0.3,3", 2, domain);
}

TEST(Placement, RefusesWhatDoesNotFit) {
  EXPECT_EQ(refusal("1,2,3;4,5,6", 2, Extent::line),
            "its points have 3 coordinates, and inputs is 2");
  EXPECT_TRUE(refusal("1,2;3", 2, Extent::line).starts_with("point 2 has 1 coordinate"));
  EXPECT_NE(refusal("1,2;3,4;5,6", 2, Extent::line).find("here are 3"), std::string::npos);
  EXPECT_NE(refusal("1,2", 2, Extent::plane).find("here is 1"), std::string::npos);
  EXPECT_NE(refusal("1,2;3,4;5,6;7,8", 2, Extent::plane).find("here are 4"), std::string::npos);
  EXPECT_NE(refusal("1,2e-20;3,4", 2, Extent::line).find("coordinate 2 of point 1"),
            std::string::npos);
  EXPECT_NE(refusal("1,nan;3,4", 2, Extent::line).find("nan"), std::string::npos);
  EXPECT_TRUE(refusal("", 2, Extent::line).starts_with("'' is not a number"));
  EXPECT_TRUE(refusal("axis", 2, Extent::line).starts_with("'axis' is not a number"));
  EXPECT_NE(refusal("random", 2, Extent::space), "");
  EXPECT_NE(refusal("1,2;3,4", 2, Extent::space), "");
}

TEST(Placement, SaysWhatToDoAboutWhatDoesNotFit) {
  const TemporaryDirectory directory;
  const std::string three = write_file(directory / "three.csv", "1,2\n3,4\n5,7\n");
  const std::string one = write_file(directory / "one.csv", "1,2\n");
  const std::string uneven = write_file(directory / "uneven.csv", "1,2\n3\n");
  const struct {
    std::string text;
    int inputs;
    Extent extent;
    const char* suggestion;
  } cases[] = {
      {"1,2;3", 2, Extent::line, "give every point one coordinate for each input"},
      {uneven, 2, Extent::line, "give every line one number for each input"},
      {three, 3, Extent::plane, "set inputs to 2, or give each point 3"},
      {three, 2, Extent::line, "give one point or two, or ask about a plane"},
      {one, 2, Extent::plane, "give two points or three, or ask about a line"},
      {"1,2;1,2", 2, Extent::line, "give two points that differ"},
      {"1,2;3,6;2,4", 2, Extent::plane, "give points that span a plane, or ask about a line"}};
  for (const auto& [text, inputs, extent, expected] : cases) {
    std::string suggestion;
    refusal(text, inputs, extent, suggestion);
    EXPECT_TRUE(suggestion.starts_with(expected)) << text << ": " << suggestion;
  }
}

}  // namespace
}  // namespace census::regions
