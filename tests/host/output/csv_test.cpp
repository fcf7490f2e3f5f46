#include "host/output/csv.hpp"

#include <cmath>
#include <cstdlib>
#include <limits>
#include <random>

#include <gtest/gtest.h>

namespace census {
namespace {

TEST(CsvField, QuotesOnlyWhatNeedsIt) {
  EXPECT_EQ(csv_field("plain text"), "plain text");
  EXPECT_EQ(csv_field(""), "");
  EXPECT_EQ(csv_field("a,b"), "\"a,b\"");
  EXPECT_EQ(csv_field("say \"x\""), "\"say \"\"x\"\"\"");
  EXPECT_EQ(csv_field("two\nlines"), "\"two\nlines\"");
}

TEST(CsvLine, JoinsFields) {
  EXPECT_EQ(csv_line({"a", "", "b,c"}), "a,,\"b,c\"\n");
  EXPECT_EQ(csv_line({}), "\n");
}

TEST(CsvNumber, ReadsBackAsTheSameNumber) {
  EXPECT_EQ(csv_number(0.1), "0.1");
  EXPECT_EQ(csv_number(0.25), "0.25");
  std::mt19937_64 generator(7);
  for (int i = 0; i < 1000; ++i) {
    const double value = std::ldexp(static_cast<double>(generator()), -70 - i);
    EXPECT_EQ(std::strtod(csv_number(value).c_str(), nullptr), value);
  }
}

TEST(CsvNumber, LeavesACellEmptyWhereThereIsNoNumber) {
  EXPECT_EQ(csv_number(std::nan("")), "");
  EXPECT_EQ(csv_number(-std::numeric_limits<double>::infinity()), "-inf");
}

}  // namespace
}  // namespace census
