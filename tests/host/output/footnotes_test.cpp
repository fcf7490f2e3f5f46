#include "host/output/footnotes.hpp"

#include <gtest/gtest.h>

namespace census {
namespace {

TEST(Footnotes, NumberEachTextOnce) {
  Footnotes notes;
  EXPECT_EQ(notes.mark("a"), "(1)");
  EXPECT_EQ(notes.mark("b"), "(2)");
  EXPECT_EQ(notes.mark("a"), "(1)");
  EXPECT_EQ(notes.lines(), (std::vector<std::string>{"(1) a", "(2) b"}));
}

TEST(Footnotes, TakeParametersThatAreObjects) {
  Footnotes notes;
  const Parameters parameters = {{"n0", 2}, {"init", {{"scale", 2}}}, {"law", "unit-normal"}};
  EXPECT_EQ(notes.parameter_cell(parameters, "n0"), "2");
  EXPECT_EQ(notes.parameter_cell(parameters, "law"), "unit-normal");
  EXPECT_EQ(notes.parameter_cell(parameters, "init"), "(1)");
  EXPECT_EQ(notes.parameter_cell(parameters, "none"), "");
  EXPECT_EQ(notes.lines(), std::vector<std::string>{"(1) init = {\"scale\":2}"});
}

}  // namespace
}  // namespace census
