#include "host/questions/death/death_question.hpp"

#include <map>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "host/config/parameter_errors.hpp"
#include "tests/support/temporary_directory.hpp"

namespace census::death {
namespace {

std::unique_ptr<QuestionPoint> point_of(const Parameters& given) {
  return DeathQuestion().point(given);
}

/// Returns what is wrong, by parameter; fails where a message lacks a part.
std::map<std::string, ParameterError> errors_of(const Parameters& given) {
  std::map<std::string, ParameterError> errors;
  try {
    point_of(given);
  } catch (const ParameterErrors& refused) {
    for (const ParameterError& error : refused.all) {
      EXPECT_FALSE(error.problem.empty()) << given;
      EXPECT_FALSE(error.why.empty()) << given << ": " << error.problem;
      EXPECT_TRUE(errors.emplace(error.parameter, error).second) << given << ": " << error.problem;
    }
  }
  return errors;
}

TEST(DeathQuestion, IsAQuestionOfTheProgram) {
  ASSERT_NE(find_question("death"), nullptr);
  EXPECT_EQ(find_question("death")->name(), "death");
}

TEST(DeathQuestion, SaysWhatItAsks) {
  const DeathQuestion question;
  EXPECT_EQ(question.quantity().symbol, "P(born dead)");
  EXPECT_EQ(question.quantity().key(), "probability");
  EXPECT_TRUE(question.summary().ends_with('?'));
  EXPECT_EQ(question.estimator_forms(), std::vector<std::string>{"plain"});
  std::set<std::string> names;
  for (const OutcomeMeaning& outcome : question.outcomes()) {
    EXPECT_TRUE(names.insert(outcome.name).second) << outcome.name;
    EXPECT_TRUE(outcome.meaning.ends_with('.')) << outcome.meaning;
  }
}

TEST(DeathQuestion, DescribesItsParameters) {
  const DeathQuestion question;
  std::string names;
  for (const ParameterSpec& spec : question.parameter_specs()) {
    names += spec.name + " ";
    EXPECT_FALSE(spec.help.empty());
    EXPECT_FALSE(spec.must_be_given()) << spec.name;
  }
  EXPECT_EQ(names, "inputs width depth widths init biases data data_seed shrink feature signs ");
}

TEST(DeathQuestion, EveryDefaultIsWhatIsTakenWithoutIt) {
  const DeathQuestion question;
  Parameters given = {{"widths", "3"}};
  const std::string identity = point_of(given)->identity();
  for (const ParameterSpec& spec : question.parameter_specs()) {
    if (spec.default_value) given[spec.name] = *spec.default_value;
  }
  EXPECT_EQ(given.size(), 8U);
  EXPECT_EQ(point_of(given)->identity(), identity);
}

TEST(DeathQuestion, FindsEveryMistakeAtOnce) {
  const auto errors = errors_of({{"inputs", 2},
                                 {"width", 257},
                                 {"biases", "norml"},
                                 {"data", "gausian:4"},
                                 {"data_seed", -1},
                                 {"feature", "dens"},
                                 {"signs", "most"},
                                 {"n0", 2}});
  const std::map<std::string, std::string> suggestions = {{"width", ""},
                                                          {"depth", ""},
                                                          {"biases", "did you mean 'normal'?"},
                                                          {"data", "did you mean 'gaussian'?"},
                                                          {"data_seed", ""},
                                                          {"signs", ""},
                                                          {"n0", ""},
                                                          {"feature", "did you mean 'dense'?"}};
  EXPECT_EQ(errors.size(), suggestions.size());
  for (const auto& [name, suggestion] : suggestions) {
    ASSERT_TRUE(errors.contains(name)) << name;
    EXPECT_EQ(errors.at(name).suggestion, suggestion);
  }
}

TEST(DeathQuestion, ErrorsCanBeHandledOneByOne) {
  EXPECT_THROW(point_of({{"width", 3}}), ParameterError);
}

TEST(DeathQuestion, RefusesWordsThatAreNone) {
  EXPECT_EQ(errors_of({{"widths", "3"}, {"feature", ""}}).at("feature").why,
            "feature is one of plain, batch-normalisation, residual, dense, skip");
  EXPECT_EQ(errors_of({{"widths", "3"}, {"signs", "x"}}).at("signs").why,
            "signs is one of as-drawn, most-living");
  for (const char* name : {"feature", "signs", "data", "init"}) {
    for (const Parameters& bad : {Parameters(0), Parameters(nullptr), Parameters(true),
                                  Parameters::array(), Parameters::object()}) {
      const auto errors = errors_of({{"widths", "3"}, {name, bad}});
      EXPECT_TRUE(errors.size() == 1 && errors.contains(name)) << name << " = " << bad;
    }
  }
}

TEST(DeathQuestion, RefusesSeedsOutOfRange) {
  for (const Parameters& bad : {Parameters(-1), Parameters(1'000'000'001), Parameters(1.5),
                                Parameters("1"), Parameters(~std::uint64_t{0})}) {
    EXPECT_TRUE(errors_of({{"widths", "3"}, {"data_seed", bad}}).contains("data_seed")) << bad;
  }
  EXPECT_TRUE(errors_of({{"widths", "3"}, {"data_seed", 0}}).empty());
  EXPECT_TRUE(errors_of({{"widths", "3"}, {"data_seed", 1'000'000'000}}).empty());
}

TEST(DeathQuestion, HasTheLimitsOfTheKernels) {
  EXPECT_TRUE(errors_of({{"inputs", max_width}, {"width", 2}, {"depth", max_depth}}).empty());
  EXPECT_TRUE(errors_of({{"width", max_width}, {"depth", 1}}).empty());
  EXPECT_TRUE(errors_of({{"inputs", max_width + 1}, {"widths", "3"}}).contains("inputs"));
  EXPECT_TRUE(errors_of({{"width", max_width + 1}, {"depth", 1}}).contains("width"));
  EXPECT_TRUE(errors_of({{"width", 1}, {"depth", max_depth + 1}}).contains("depth"));
}

TEST(DeathQuestion, RefusesDataOfAnotherDimension) {
  const TemporaryDirectory directory;
  const std::string file = write_file(directory / "a.csv", "1,2\n");
  EXPECT_TRUE(errors_of({{"inputs", 2}, {"widths", "3"}, {"data", file}}).empty());
  const auto errors = errors_of({{"inputs", 3}, {"width", 3}, {"data", file}});
  ASSERT_EQ(errors.size(), 2U);
  EXPECT_EQ(errors.at("data").why, "its points have 2 coordinates, and inputs is 3");
  // Without the number of inputs nothing can be said about it.
  EXPECT_EQ(errors_of({{"inputs", 0}, {"widths", "3"}, {"data", file}}).size(), 1U);
}

TEST(DeathQuestion, ShowsItsParametersWithTheirDefaults) {
  EXPECT_EQ(point_of({{"depth", 3}, {"width", 2}})->parameters().dump(),
            R"({"inputs":1,"width":2,"depth":3,"init":"he-normal","biases":"zero",)"
            R"("data":"gaussian:256","data_seed":1,"feature":"plain","signs":"as-drawn"})");
  EXPECT_EQ(point_of({{"signs", "most-living"},
                      {"feature", "skip"},
                      {"data_seed", 7},
                      {"data", "grid:2"},
                      {"biases", "normal:2"},
                      {"init", "he-uniform"},
                      {"widths", "2x3"},
                      {"inputs", 4}})
                ->parameters()
                .dump(),
            R"({"inputs":4,"widths":"2x3","init":"he-uniform","biases":"normal:2",)"
            R"("data":"grid:2","data_seed":7,"feature":"skip","signs":"most-living"})");
}

TEST(DeathQuestion, WhatIsShownIsTheSamePoint) {
  for (const Parameters& given :
       {Parameters{{"depth", 3}, {"width", 2}},
        Parameters{{"widths", "3,2"}, {"init", "rai"}, {"signs", "most-living"}}}) {
    const auto point = point_of(given);
    const auto again = point_of(point->parameters());
    EXPECT_EQ(again->identity(), point->identity());
    EXPECT_EQ(again->parameters(), point->parameters());
  }
}

}  // namespace
}  // namespace census::death
