#include "host/report/html_text.hpp"

#include <gtest/gtest.h>

namespace census {
namespace {

TEST(HtmlText, EscapesWhatWouldBeMarkup) {
  EXPECT_EQ(html_text("<b>\"a\" & 'b'</b>"), "&lt;b&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/b&gt;");
  EXPECT_EQ(html_text(""), "");
  EXPECT_EQ(html_text("±\n\t"), "±\n\t");
}

TEST(HtmlText, ReplacesWhatNoPageMayHold) {
  EXPECT_EQ(html_text(std::string_view("a\0b\x1B", 4)), "a\uFFFDb\uFFFD");
  EXPECT_EQ(html_text("\xFF<\xC3"), "\uFFFD&lt;\uFFFD");
  EXPECT_EQ(html_text("\xE2\x82x"), "\uFFFD\uFFFDx");
}

TEST(SvgAddress, HoldsNothingThatEndsAnAttribute) {
  EXPECT_EQ(svg_address("<svg a='1' b=\"#2\">\n50%±</svg>"),
            "data:image/svg+xml,%3Csvg%20a=%271%27%20b=%22%232%22%3E%0A50%25%C2%B1%3C/svg%3E");
}

}  // namespace
}  // namespace census
