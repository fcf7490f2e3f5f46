#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "host/config/yaml_reader.hpp"
#include "host/error.hpp"
#include "tests/support/mutated_text.hpp"

namespace census {
namespace {

TEST(MutatedSweeps, AreReadOrRefusedAtAPlace) {
  const std::vector<std::string> texts = testing::valid_sweeps();
  testing::Mutator mutator(1);
  int read = 0;
  int refused = 0;
  for (int i = 0; i < 100'000; ++i) {
    const std::string text = mutator.mutate(texts[mutator.below(texts.size())]);
    try {
      const SweepConfig config = read_sweep_text(text, "a.yaml");
      ASSERT_FALSE(config.points.empty()) << text;
      ASSERT_TRUE(config.stop.networks > 0U || config.stop.seconds) << text;
      ++read;
    } catch (const ConfigError& error) {
      ASSERT_FALSE(error.problems().empty()) << text;
      for (const Problem& problem : error.problems()) {
        ASSERT_GE(problem.place.line, 1) << text;
        ASSERT_GE(problem.place.column, 1) << text;
        ASSERT_FALSE(problem.problem.empty()) << text;
        ASSERT_EQ(to_string(problem).find('\n'), std::string::npos) << text;
      }
      ++refused;
    } catch (const std::exception& error) {
      FAIL() << "neither read nor refused: " << error.what() << '\n' << text;
    }
  }
  // The damage must be of both kinds for the loop to say anything.
  EXPECT_GT(read, 1000);
  EXPECT_GT(refused, 5000);
}

TEST(MutatedSweeps, UndamagedTextsAreRead) {
  for (const std::string& text : testing::valid_sweeps()) {
    EXPECT_NO_THROW(read_sweep_text(text, "a.yaml")) << text;
  }
}

}  // namespace
}  // namespace census
