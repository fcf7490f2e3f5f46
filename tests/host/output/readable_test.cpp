#include "host/output/readable.hpp"

#include <cmath>
#include <limits>
#include <string>

#include <gtest/gtest.h>

namespace census {
namespace {

TEST(ReadableInteger, GroupsItsDigits) {
  EXPECT_EQ(readable_integer(0), "0");
  EXPECT_EQ(readable_integer(999), "999");
  EXPECT_EQ(readable_integer(1000), "1,000");
  EXPECT_EQ(readable_integer(1234567), "1,234,567");
  EXPECT_EQ(readable_integer(-999), "-999");
  EXPECT_EQ(readable_integer(-123456), "-123,456");
  EXPECT_EQ(readable_integer((Integer(1) << 64)), "18,446,744,073,709,551,616");
}

TEST(ReadableCount, HasThreeDigitsAtMost) {
  EXPECT_EQ(readable_count(0), "0");
  EXPECT_EQ(readable_count(640), "640");
  EXPECT_EQ(readable_count(999.7), "1e3");
  EXPECT_EQ(readable_count(1e9), "1e9");
  EXPECT_EQ(readable_count(1.25e6), "1.25e6");
  EXPECT_EQ(readable_count(9.9999e6), "1e7");
  EXPECT_EQ(readable_count(3.141592e12), "3.14e12");
}

TEST(ReadableRate, IsUnknownBeforeAnythingIsMeasured) {
  EXPECT_EQ(readable_rate(3.1e7), "3.1e7 networks/s");
  EXPECT_EQ(readable_rate(0.0), "unknown");
  EXPECT_EQ(readable_rate(std::nan("")), "unknown");
  EXPECT_EQ(readable_rate(std::numeric_limits<double>::infinity()), "unknown");
}

TEST(ReadableDuration, UsesTheUnitsOfItsSize) {
  EXPECT_EQ(readable_duration(0.123), "0.12 s");
  EXPECT_EQ(readable_duration(9.999), "10 s");
  EXPECT_EQ(readable_duration(59.7), "1 min 00 s");
  EXPECT_EQ(readable_duration(185), "3 min 05 s");
  EXPECT_EQ(readable_duration(7800), "2 h 10 min");
  EXPECT_EQ(readable_duration(3 * 86400 + 4 * 3600), "3 d 4 h");
  EXPECT_EQ(readable_duration(std::nan("")), "unknown");
  EXPECT_EQ(readable_duration(std::numeric_limits<double>::infinity()), "unknown");
}

TEST(ReadableValue, EndsWhereItsErrorBegins) {
  EXPECT_EQ(readable_value(0.0781234, 0.00026), "0.07812");
  EXPECT_EQ(readable_value(0.0781234, 0.026), "0.078");
  EXPECT_EQ(readable_value(3.25e-7, 1.2e-9), "3.250e-07");
  EXPECT_EQ(readable_value(0.0, 3e-6), "0");
  EXPECT_EQ(readable_value(0.25, 0.0), "0.25");
  EXPECT_EQ(readable_value(std::nan(""), 0.1), "-");
  EXPECT_EQ(readable_error(0.0006), "0.00060");
  EXPECT_EQ(readable_error(12.3), "12");
  EXPECT_EQ(readable_error(std::nan("")), "-");
}

TEST(DisplayWidth, CountsWhatATerminalShows) {
  EXPECT_EQ(display_width(""), 0U);
  EXPECT_EQ(display_width("abc"), 3U);
  EXPECT_EQ(display_width("± µs"), 4U);
  EXPECT_EQ(display_width("e\u0301"), 1U);
  EXPECT_EQ(display_width("\xff\xfe"), 2U);
  EXPECT_EQ(display_width("\xe2\x82"), 1U);
}

TEST(CutToWidth, NeverCutsACodePoint) {
  EXPECT_EQ(cut_to_width("±±±", 2), "±±");
  EXPECT_EQ(cut_to_width("±±±", 3), "±±±");
  EXPECT_EQ(cut_to_width("±±±", 9), "±±±");
  EXPECT_EQ(cut_to_width("e\u0301x", 1), "e\u0301");
  EXPECT_EQ(cut_to_width("abc", 0), "");
}

TEST(ReadableBounds, NeverShrinkAnInterval) {
  EXPECT_EQ(readable_lower_bound(0.00096, 0.015), "0.000");
  EXPECT_EQ(readable_lower_bound(0.077699, 0.001), "0.0776");
  EXPECT_EQ(readable_upper_bound(0.077601, 0.001), "0.0777");
  EXPECT_EQ(readable_lower_bound(0.25, 0.001), "0.2500");
  EXPECT_EQ(readable_upper_bound(0.25, 0.001), "0.2500");
  EXPECT_EQ(readable_lower_bound(0.0, 0.001), "0");
  EXPECT_EQ(readable_upper_bound(1.0, 0.001), "1.0000");
  // Smaller than the last digit of the error, and still not below 0.
  EXPECT_EQ(readable_lower_bound(2.53e-6, 0.00055), "2e-06");
  for (int i = 1; i < 4000; ++i) {
    const double value = i < 2000 ? i * 0.00047 : (i - 1999) * 7.3e-8;
    const double error = 0.0003 * (i % 7 + 1);
    EXPECT_GE(std::strtod(readable_lower_bound(value, error).c_str(), nullptr), 0.0);
    EXPECT_LE(std::strtod(readable_lower_bound(value, error).c_str(), nullptr), value);
    EXPECT_GE(std::strtod(readable_upper_bound(value, error).c_str(), nullptr), value);
  }
}

}  // namespace
}  // namespace census
