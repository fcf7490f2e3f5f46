#include "host/config/strict_mapping.hpp"

#include <gtest/gtest.h>

namespace census {
namespace {

const KnownKeys known{"key", "a sweep has the keys", {"seed", "points"}};

TEST(KnownEntries, AreReturnedInTheOrderWritten) {
  const YamlNode mapping = parse_yaml("points: 1\nseed: 2\n", "a");
  ProblemList problems;
  const auto entries = known_entries(mapping, known, problems);
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0]->key.text, "points");
  EXPECT_EQ(entries[1]->value.text, "2");
  EXPECT_TRUE(problems.empty());
}

TEST(KnownEntries, RefuseUnknownAndRepeatedKeys) {
  const YamlNode mapping = parse_yaml("seed: 1\nsede: 2\nseed: 3\nx: 4\nx: 5\n", "a");
  ProblemList problems;
  const auto entries = known_entries(mapping, known, problems);
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(entries[0]->value.text, "1");
  try {
    problems.throw_if_any();
    FAIL();
  } catch (const ConfigError& error) {
    EXPECT_STREQ(error.what(),
                 "a:2:1: unknown key 'sede' (a sweep has the keys seed, points); did you mean "
                 "'seed'?\n"
                 "a:3:1: duplicate key 'seed' (it stands in line 1 already)\n"
                 "a:4:1: unknown key 'x' (a sweep has the keys seed, points)\n"
                 "a:5:1: duplicate key 'x' (it stands in line 4 already)");
  }
}

}  // namespace
}  // namespace census
