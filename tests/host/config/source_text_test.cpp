#include "host/config/source_text.hpp"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "host/error.hpp"

namespace census {
namespace {

/// Returns the place of what is wrong with `text` as "line:column", or an empty text.
std::string refused_at(const std::string& text) {
  try {
    check_source_text(text, "a.yaml");
  } catch (const ConfigError& error) {
    const Place& place = error.problems().front().place;
    return std::to_string(place.line) + ':' + std::to_string(place.column);
  }
  return {};
}

/// A file that is removed with the object.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& content) {
    std::ofstream(path_, std::ios::binary) << content;
  }
  ~TemporaryFile() { std::filesystem::remove(path_); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_ = testing::TempDir() + "census_source_text_test.yaml";
};

TEST(CheckSourceText, TakesUtf8) {
  EXPECT_EQ(refused_at(""), "");
  EXPECT_EQ(refused_at("a: b\r\n\tc"), "");
  EXPECT_EQ(refused_at("\xef\xbb\xbf\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80 \xf4\x8f\xbf\xbf"), "");
}

TEST(CheckSourceText, RefusesOtherBytesAtTheirPlace) {
  // Stray continuation, missing continuation, overlong forms, a surrogate, values above U+10FFFF.
  for (const char* bytes : {"\x80", "\xc3", "\xc3(", "\xc0\xaf", "\xe0\x80\x80", "\xe0\x9f\xbf",
                            "\xf0\x8f\xbf\xbf", "\xf0\x80\x80\x80", "\xed\xa0\x80",
                            "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\xff\xfe"}) {
    EXPECT_EQ(refused_at(std::string("a: b\nc: ") + bytes), "2:4") << bytes;
  }
}

TEST(CheckSourceText, RefusesControlCharacters) {
  for (const char byte : {'\0', '\x04', '\x1b', '\x7f'}) {
    EXPECT_EQ(refused_at(std::string("a\nb\n c") + byte), "3:3");
  }
}

TEST(CheckSourceText, RefusesLargeText) {
  EXPECT_EQ(refused_at(std::string(largest_source, '#')), "");
  EXPECT_EQ(refused_at(std::string(largest_source + 1, '#')), "1:1");
}

TEST(ReadSource, ReturnsEveryByte) {
  const std::string content("a\0b\r\n\xff", 6);
  const TemporaryFile file(content);
  EXPECT_EQ(read_source(file.path()), content);
}

TEST(ReadSource, SaysWhyAFileCannotBeRead) {
  const auto refusal = [](const std::string& path) -> std::string {
    try {
      read_source(path);
    } catch (const ConfigError& error) {
      return error.what();
    }
    return {};
  };
  EXPECT_EQ(refusal("/no/such.yaml"), "/no/such.yaml: cannot be read (No such file or directory)");
  EXPECT_EQ(refusal(CENSUS_SOURCE_DIR),
            CENSUS_SOURCE_DIR ": cannot be read (it is a directory); name the YAML file in it");
  EXPECT_NE(refusal("").find("cannot be read"), std::string::npos);
  const TemporaryFile large(std::string(largest_source + 10, 'x'));
  EXPECT_NE(refusal(large.path()).find("the file is too large"), std::string::npos);
}

}  // namespace
}  // namespace census
