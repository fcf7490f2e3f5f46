#include "host/output/table.hpp"

#include <gtest/gtest.h>

namespace census {
namespace {

using Align = Column::Align;

TEST(RenderTable, AlignsNumbersRightAndNamesLeft) {
  EXPECT_EQ(render_table({{"name", Align::left}, {"n"}, {"P"}},
                         {{"a", "1", "0.5"}, {"longer", "1,000", "0.25"}}),
            "name        n     P\n"
            "a           1   0.5\n"
            "longer  1,000  0.25\n");
}

TEST(RenderTable, CountsCodePointsAndNotBytes) {
  EXPECT_EQ(render_table({{"±"}, {"x"}}, {{"µ", "1"}, {"ab", "2"}}),
            " ±  x\n"
            " µ  1\n"
            "ab  2\n");
}

TEST(RenderTable, LeavesNoBlanksAtTheEndOfALine) {
  EXPECT_EQ(render_table({{"a", Align::left}, {"b", Align::left}}, {{"1", ""}, {"2"}, {"3", "xx"}}),
            "a  b\n1\n2\n3  xx\n");
}

TEST(RenderTable, ShowsTheHeadersOfAnEmptyTable) {
  EXPECT_EQ(render_table({{"a"}, {"b"}}, {}), "a  b\n");
}

}  // namespace
}  // namespace census
