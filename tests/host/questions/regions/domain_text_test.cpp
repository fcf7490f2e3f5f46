#include "host/questions/regions/domain_text.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace census::regions {
namespace {

Domain domain_called(const char* text) {
  std::vector<ParameterError> errors;
  const auto domain = read_domain(text, 2, 1, 4, errors);
  EXPECT_TRUE(domain && errors.empty()) << text;
  return domain.value_or(Domain{});
}

TEST(DomainText, NamesPartsOfLinesAndPlanes) {
  EXPECT_EQ(domain_called("plane").extent, Extent::plane);
  EXPECT_EQ(domain_called("line").extent, Extent::line);
  EXPECT_EQ(domain_called("space").extent, Extent::space);
  const Domain box = domain_called("box:2");
  EXPECT_EQ(box.extent, Extent::polygon);
  ASSERT_EQ(box.corners, 4);
  EXPECT_EQ(box.corner[2][0], 2.0);
  EXPECT_EQ(box.corner[3][0], -2.0);
  const Domain triangle = domain_called("polygon:0,0;1,0;0,1");
  ASSERT_EQ(triangle.corners, 3);
  EXPECT_EQ(triangle.corner[1][0], 1.0);
}

TEST(DomainText, ASegmentIsAboutTheOriginOrBetweenTwoEnds) {
  const Domain about = domain_called("segment:2");
  EXPECT_EQ(about.extent, Extent::segment);
  EXPECT_EQ(about.ends[0], -2.0);
  EXPECT_EQ(about.ends[1], 2.0);
  const Domain between = domain_called("segment:-0.5,1e3");
  EXPECT_EQ(between.extent, Extent::segment);
  EXPECT_EQ(between.ends[0], -0.5);
  EXPECT_EQ(between.ends[1], 1000.0);
}

TEST(DomainText, RefusesSegmentsThatAreNone) {
  for (const char* text :
       {"segment:1,0", "segment:1,1", "segment:1,", "segment:,1", "segment:0,1,2", "segment:0,1e10",
        "segment:0", "segment:-1e9,1e-316", "segment:-1e-10,1"}) {
    std::vector<ParameterError> errors;
    EXPECT_FALSE(read_domain(text, 2, 1, 4, errors)) << text;
    ASSERT_EQ(errors.size(), 1U) << text;
    EXPECT_EQ(errors[0].parameter, "domain");
    EXPECT_TRUE(errors[0].suggestion.starts_with("write segment:")) << text;
  }
}

TEST(DomainText, SaysHowACornerListBecomesAPolygon) {
  const auto suggestion = [](const char* text) {
    std::vector<ParameterError> errors;
    EXPECT_FALSE(read_domain(text, 2, 1, 4, errors)) << text;
    return errors.empty() ? "" : errors[0].suggestion;
  };
  EXPECT_EQ(suggestion("polygon:0,0;0,1;1,0"), "name them in the opposite order");
  EXPECT_EQ(suggestion("polygon:0,0;0,2;1,3;2,2;2,0"), "name them in the opposite order");
  for (const char* text : {"polygon:0,0;1,1;1,0;0,1", "polygon:0,0;1,0;2,0;0,1",
                           "polygon:0,0;3,0;1,1;0,3", "polygon:0,0;1,0;1,0;0,1"}) {
    EXPECT_EQ(suggestion(text), "name each corner of a convex polygon once, as polygon:0,0;1,0;0,1")
        << text;
  }
}

}  // namespace
}  // namespace census::regions
