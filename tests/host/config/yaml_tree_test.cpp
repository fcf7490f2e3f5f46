#include "host/config/yaml_tree.hpp"

#include <string>

#include <gtest/gtest.h>

namespace census {
namespace {

std::string refusal(const std::string& text) {
  try {
    parse_yaml(text, "a");
  } catch (const ConfigError& error) {
    return error.what();
  }
  return {};
}

TEST(YamlTree, KeepsPlacesOfEveryValue) {
  const YamlNode root = parse_yaml("# comment\na: 1\nb:\n  - x y\n  - 'q'\nc: {d: e}\n", "a");
  ASSERT_EQ(root.kind, YamlNode::Kind::mapping);
  ASSERT_EQ(root.entries.size(), 3U);
  const auto& [a, one] = root.entries[0];
  EXPECT_EQ(a.text, "a");
  EXPECT_EQ(a.place.line, 2);
  EXPECT_EQ(a.place.column, 1);
  EXPECT_EQ(one.place.column, 4);
  const YamlNode& list = root.entries[1].value;
  ASSERT_EQ(list.kind, YamlNode::Kind::list);
  EXPECT_EQ(list.items[0].text, "x y");
  EXPECT_EQ(list.items[0].place.line, 4);
  EXPECT_EQ(list.items[0].place.column, 5);
  EXPECT_EQ(root.entries[2].value.entries[0].value.text, "e");
}

TEST(YamlTree, KnowsWhereTheLettersOfAScalarStand) {
  const YamlNode root = parse_yaml("a: [n0, 'n1', \"n2\", \"\\x6e3\"]", "a");
  const auto& items = root.entries[0].value.items;
  EXPECT_EQ(items[0].text_column, 5);
  EXPECT_EQ(items[1].text_column, 10);
  EXPECT_EQ(items[2].text_column, 16);
  EXPECT_EQ(items[3].text, "n3");
  EXPECT_EQ(items[3].text_column, 0) << "an escaped letter stands nowhere";
  EXPECT_TRUE(items[0].plain);
  EXPECT_FALSE(items[1].plain);
}

TEST(YamlTree, PlacesAValueThatIsLeftOutAtItsKey) {
  const YamlNode root = parse_yaml("a:\n\n\nb: 1\n", "a");
  const YamlNode& nothing = root.entries[0].value;
  EXPECT_EQ(nothing.kind, YamlNode::Kind::nothing);
  EXPECT_EQ(nothing.place.line, 1);
  EXPECT_EQ(nothing.shown(), "nothing");
}

TEST(YamlTree, DoesNotCountAByteOrderMark) {
  const YamlNode root = parse_yaml("\xef\xbb\xbf{'a': n0, \"b\": 'c'}", "a");
  EXPECT_EQ(root.entries[0].key.place.column, 2);
  EXPECT_EQ(root.entries[0].value.text_column, 7);
  EXPECT_EQ(root.entries[1].value.text, "c");
}

TEST(YamlTree, QuotesEndInTheirLine) {
  EXPECT_EQ(parse_yaml("a: 'it''s'", "a").entries[0].value.text, "it's");
  EXPECT_EQ(parse_yaml("a: ''", "a").entries[0].value.text, "");
  EXPECT_EQ(parse_yaml(R"(a: "\"")", "a").entries[0].value.text, "\"");
  for (const char* text : {"a: 'it''s", "a: 'b\n", R"(a: "b\")", "a: \"b\n  c\"\n", "a: '"}) {
    EXPECT_NE(refusal(text), "") << text;
  }
}

TEST(YamlTree, KeepsDuplicateKeys) {
  EXPECT_EQ(parse_yaml("a: 1\na: 2\n", "a").entries.size(), 2U);
}

TEST(YamlTree, RefusesWhatConfigurationsDoWithout) {
  EXPECT_EQ(refusal("a: &x 1\n"),
            "a:1:4: anchors and aliases are not read (every value is written where it is used)");
  EXPECT_NE(refusal("a: *x\n").find("a:1:4: the referenced anchor is not defined"),
            std::string::npos);
  EXPECT_EQ(refusal("a: !!int 1\n"),
            "a:1:4: the tag 'tag:yaml.org,2002:int' is not read (what a value means follows from "
            "its key)");
  EXPECT_EQ(refusal("a: 1\n---\nb: 2\n"),
            "a:2:1: a second document (a configuration is one YAML document)");
  EXPECT_EQ(refusal("? [a]\n: b\n"), "a:1:3: a list cannot be a key (a key is a word)");
  EXPECT_EQ(refusal(": b\n"), "a:1:1: nothing cannot be a key (a key is a word)");
  EXPECT_NE(refusal("").find("the file is empty"), std::string::npos);
  EXPECT_NE(refusal("# only a comment\n").find("the file is empty"), std::string::npos);
}

TEST(YamlTree, RefusesDeepNesting) {
  const auto nested = [](int depth) {
    const auto count = static_cast<std::size_t>(depth);
    return "[" + std::string(count - 1, '[') + std::string(count, ']');
  };
  EXPECT_EQ(refusal(nested(20)), "");
  for (const char* opening : {"[", "{", "- ", "? ", "[a,", "{a: ", "{? ", "-\t"}) {
    std::string text;
    while (text.size() < 500'000) text += opening;
    EXPECT_FALSE(refusal(text).empty()) << opening;
  }
  std::string blocks;
  for (int depth = 0; depth < 200; ++depth) {
    blocks += std::string(static_cast<std::size_t>(depth), ' ') + "a:\n";
  }
  EXPECT_NE(refusal(blocks).find("nested too deeply (at most 64 levels are read)"),
            std::string::npos);
}

}  // namespace
}  // namespace census
