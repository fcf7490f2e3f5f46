#include "host/questions/unactivated/unactivated_question.hpp"

#include <limits>
#include <map>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "host/config/parameter_errors.hpp"
#include "host/identity.hpp"

namespace census::unactivated {
namespace {

const char* const unit_normal_2_4 =
    "unactivated/1 n0=2 n1=4 first_weights=normal*0x1p+0 first_biases=normal*0x1p+0 "
    "second_weights=normal*0x1p+0 second_biases=normal*0x1p+0";

std::unique_ptr<QuestionPoint> point_of(const Parameters& given) {
  return UnactivatedQuestion().point(given);
}

std::map<std::string, ParameterError> errors_of(const Parameters& given) {
  std::map<std::string, ParameterError> errors;
  try {
    point_of(given);
  } catch (const ParameterErrors& refused) {
    for (const ParameterError& error : refused.all) errors.emplace(error.parameter, error);
  }
  return errors;
}

TEST(QuestionRegistry, HoldsTheQuestion) {
  ASSERT_FALSE(all_questions().empty());
  EXPECT_EQ(all_questions().front()->name(), "unactivated");
  EXPECT_EQ(find_question("unactivated"), all_questions().front());
  EXPECT_EQ(find_question("unactivate"), nullptr);
  EXPECT_EQ(find_question(""), nullptr);
}

TEST(UnactivatedQuestion, DescribesItsParameters) {
  const UnactivatedQuestion question;
  ASSERT_EQ(question.parameter_specs().size(), 3U);
  EXPECT_EQ(question.parameter_specs()[0].name, "n0");
  EXPECT_FALSE(question.parameter_specs()[0].default_value.has_value());
  EXPECT_EQ(question.parameter_specs()[2].default_value, Parameters("unit-normal"));
  for (const ParameterSpec& spec : question.parameter_specs()) EXPECT_FALSE(spec.help.empty());
}

TEST(UnactivatedPoint, FillsInTheDefault) {
  EXPECT_EQ(point_of({{"n1", 4}, {"n0", 2}})->parameters().dump(),
            R"({"n0":2,"n1":4,"init":"unit-normal"})");
}

TEST(UnactivatedPoint, HasACanonicalIdentity) {
  EXPECT_EQ(point_of({{"n0", 2}, {"n1", 4}})->identity(), unit_normal_2_4);
}

TEST(UnactivatedPoint, IsTheSameHoweverTheLawsAreGiven) {
  const Parameters unit = {{"distribution", "normal"}};
  const Parameters scaled = {{"distribution", "normal"}, {"scale", 1.0}};
  const Parameters laws = {{"second_biases", unit},
                           {"first_weights", scaled},
                           {"first_biases", unit},
                           {"second_weights", scaled}};
  const auto point = point_of({{"n0", 2}, {"n1", 4}, {"init", laws}});
  EXPECT_EQ(point->identity(), unit_normal_2_4);
  const auto again = point_of(point->parameters());
  EXPECT_EQ(again->identity(), point->identity());
  EXPECT_EQ(again->parameters(), point->parameters());
}

TEST(UnactivatedPoint, IdentitiesDifferWhereAnswersMay) {
  std::set<std::string> identities;
  std::size_t points = 0;
  for (const int n0 : {1, 2, 3}) {
    for (const int n1 : {4, 5}) {
      for (const char* init : {"unit-normal", "unit-uniform", "he-normal", "he-uniform"}) {
        identities.insert(point_of({{"n0", n0}, {"n1", n1}, {"init", init}})->identity());
        ++points;
      }
    }
  }
  EXPECT_EQ(identities.size(), points);
}

TEST(UnactivatedPoint, KernelPointHoldsSizesLawsAndKey) {
  const auto point = point_of({{"n0", 2}, {"n1", 8}, {"init", "he-uniform"}});
  const auto kernel = std::get<Point>(point->estimator("plain")->kernel_point(7));
  EXPECT_EQ(kernel.input_dimension, 2);
  EXPECT_EQ(kernel.width, 8);
  EXPECT_EQ(kernel.first_weights, (Law{Distribution::uniform, 1.7320508F}));
  EXPECT_EQ(kernel.first_biases, kernel.first_weights);
  EXPECT_EQ(kernel.second_weights, (Law{Distribution::uniform, 0.8660254F}));
  EXPECT_EQ(kernel.second_biases, kernel.second_weights);
  EXPECT_EQ(kernel.key, generator_key(7, point->identity()));
  EXPECT_NE(std::get<Point>(point->estimator("plain")->kernel_point(8)).key, kernel.key);
}

TEST(UnactivatedPoint, KnowsItsTheory) {
  EXPECT_EQ(point_of({{"n0", 2}, {"n1", 3}})->theory().fraction, "5/64");
  EXPECT_EQ(point_of({{"n0", 2}, {"n1", 4}})->theory().fraction, "");
}

TEST(UnactivatedPoint, HasANaturalScale) {
  const auto scale = UnactivatedQuestion().point({{"n0", 2}, {"n1", 7}})->natural_scale().value();
  EXPECT_EQ(scale.label, "4^(n0+1)");
  EXPECT_EQ(scale.value, 64.0);
}

TEST(UnactivatedPoint, ReadsTheProportionFromATally) {
  const Tally tally({{"tally", "unactivated", MergeRule::sum, 58},
                     {"tally", "activated", MergeRule::sum, 940},
                     {"tally", "degenerate", MergeRule::sum, 2}});
  const auto proportion =
      std::get<Proportion>(point_of({{"n0", 2}, {"n1", 4}})->estimator("plain")->sample(tally));
  EXPECT_EQ(proportion.hits, 58U);
  EXPECT_EQ(proportion.networks, 1000U);
}

TEST(UnactivatedQuestion, RefusesSizesOutOfRange) {
  for (const Parameters& bad :
       {Parameters(0), Parameters(9), Parameters(-1), Parameters(2.5), Parameters("2"),
        Parameters(nullptr), Parameters(true), Parameters(Parameters::array()),
        Parameters(std::numeric_limits<std::uint64_t>::max()),
        Parameters(std::numeric_limits<std::int64_t>::min())}) {
    const auto errors = errors_of({{"n0", bad}, {"n1", 4}});
    ASSERT_TRUE(errors.contains("n0")) << bad;
    EXPECT_EQ(errors.at("n0").why, "n0 is a whole number from 1 to 8");
    EXPECT_EQ(errors.size(), 1U);
  }
  EXPECT_TRUE(errors_of({{"n0", 1}, {"n1", 65}}).contains("n1"));
  EXPECT_TRUE(errors_of({{"n0", 8U}, {"n1", 1U}}).empty());
  EXPECT_TRUE(errors_of({{"n0", 1}, {"n1", 64}}).empty());
}

TEST(UnactivatedQuestion, FindsEveryMistakeAtOnce) {
  const auto errors = errors_of({{"n1", 99}, {"n2", 1}, {"init", "unit-norml"}});
  ASSERT_EQ(errors.size(), 4U);
  EXPECT_EQ(errors.at("n0").problem, "n0 is missing");
  EXPECT_EQ(errors.at("n1").problem, "n1 = 99 cannot be used");
  EXPECT_EQ(errors.at("n2").problem, "unknown parameter 'n2'");
  EXPECT_EQ(errors.at("init").suggestion, "did you mean 'unit-normal'?");
}

TEST(UnactivatedQuestion, ErrorsCanBeHandledOneByOne) {
  try {
    point_of({{"n1", 99}});
    FAIL();
  } catch (const ParameterError& error) {
    EXPECT_EQ(error.parameter, "n0");
  }
}

TEST(UnactivatedQuestion, RefusesWhatOneNetworkCannotAfford) {
  const auto errors = errors_of({{"n0", 8}, {"n1", 64}});
  ASSERT_EQ(errors.size(), 1U);
  const ParameterError& error = errors.at("n1");
  EXPECT_EQ(error.why,
            "one network can need the check of 4426165368 vertices and 1242432384 rays; the limit "
            "is 10000000 in all");
  EXPECT_EQ(error.suggestion, "n1 up to 30 fits n0 = 8");
  EXPECT_TRUE(errors_of({{"n0", 8}, {"n1", 30}}).empty());
  EXPECT_FALSE(errors_of({{"n0", 8}, {"n1", 31}}).empty());
}

}  // namespace
}  // namespace census::unactivated
