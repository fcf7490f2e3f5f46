#include "host/config/yaml_value.hpp"

#include <string>

#include <gtest/gtest.h>

namespace census {
namespace {

Parameters json_of(const std::string& text) {
  ProblemList problems;
  const Parameters value = to_json(parse_yaml(text, "a"), problems);
  problems.throw_if_any();
  return value;
}

TEST(YamlValue, BecomesJson) {
  EXPECT_EQ(json_of("{a: 1, b: 2.5, c: x, d: '3', e: [1e3, -2], f: , g: 1e-9}").dump(),
            R"({"a":1,"b":2.5,"c":"x","d":"3","e":[1000,-2],"f":null,"g":1e-09})");
  EXPECT_EQ(json_of("[true, .inf, nan, 0x10, 1e999]").dump(),
            R"(["true",".inf","nan","0x10","1e999"])");
}

TEST(YamlValue, RefusesDuplicateKeys) {
  EXPECT_THROW(json_of("{a: 1, a: 2}"), ConfigError);
  EXPECT_NO_THROW(json_of("{a: {a: 1}}"));
}

TEST(PlaceOf, FindsTheKeyOrTheNearestOnTheWay) {
  const YamlNode root = parse_yaml("a:\n  b: {c: 1}\nd: 2\n", "x");
  const auto place = [&root](const char* path) {
    const Place found = place_of(root, path);
    return std::to_string(found.line) + ':' + std::to_string(found.column);
  };
  EXPECT_EQ(place(""), "1:1");
  EXPECT_EQ(place("a"), "1:1");
  EXPECT_EQ(place("a.b"), "2:3");
  EXPECT_EQ(place("a.b.c"), "2:7");
  EXPECT_EQ(place("a.b.x"), "2:3");
  EXPECT_EQ(place("d"), "3:1");
  EXPECT_EQ(place("d.x"), "3:1");
  EXPECT_EQ(place("x.y"), "1:1");
}

}  // namespace
}  // namespace census
