#include "host/config/quote.hpp"

#include <gtest/gtest.h>

namespace census {
namespace {

TEST(Quote, KeepsPlainText) { EXPECT_EQ(quote("n0 .. 3"), "'n0 .. 3'"); }

TEST(Quote, KeepsAMessageOnOneLine) {
  EXPECT_EQ(printable("a\nb\tc\x1b[0m"), "a\\nb\\x09c\\x1b[0m");
}

TEST(Quote, ShortensLongText) {
  EXPECT_EQ(printable(std::string(80, 'x')), std::string(80, 'x'));
  EXPECT_EQ(printable(std::string(81, 'x')), std::string(80, 'x') + "...");
}

TEST(Quote, CutsBetweenCharacters) {
  // The two bytes of the last character stand at 79 and 80.
  EXPECT_EQ(printable(std::string(79, 'x') + "\xc3\xa9yy"), std::string(79, 'x') + "...");
  EXPECT_EQ(printable(std::string(200, '\x80')), "...");
}

}  // namespace
}  // namespace census
