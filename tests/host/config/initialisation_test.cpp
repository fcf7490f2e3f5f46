#include "host/config/initialisation.hpp"

#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "host/config/parameter_errors.hpp"

namespace census {
namespace {

constexpr int n0 = 3;
constexpr int n1 = 5;

float to_float(double value) { return static_cast<float>(value); }

Parameters written_out() {
  const Parameters law = {{"distribution", "laplace"}, {"scale", 0.1}};
  return {{"first_weights", law},
          {"first_biases", {{"distribution", "uniform"}, {"scale", 2}}},
          {"second_weights", {{"distribution", "normal"}}},
          {"second_biases", law}};
}

/// Returns the errors of `value` by parameter.
std::map<std::string, std::string> errors_of(const Parameters& value) {
  std::map<std::string, std::string> errors;
  try {
    make_initialisation(value, n0, n1);
  } catch (const ParameterErrors& refused) {
    for (const ParameterError& error : refused.all) errors[error.parameter] = error.problem;
  }
  return errors;
}

TEST(Initialisation, NamesMeanTheUsualScales) {
  struct Case {
    const char* name;
    Distribution distribution;
    double first;
    double second;
  };
  // fan_in, fan_out are 3, 5 in the first layer and 5, 1 in the second.
  const std::vector<Case> cases{
      {"unit-normal", Distribution::normal, 1, 1},
      {"unit-uniform", Distribution::uniform, 1, 1},
      {"unit-laplace", Distribution::laplace, 1, 1},
      {"unit-cauchy", Distribution::cauchy, 1, 1},
      {"unit-smoothed-rademacher", Distribution::smoothed_rademacher, 1, 1},
      {"he-normal", Distribution::normal, std::sqrt(2.0 / 3), std::sqrt(2.0 / 5)},
      {"he-uniform", Distribution::uniform, std::sqrt(2.0), std::sqrt(1.2)},
      {"xavier-normal", Distribution::normal, 0.5, std::sqrt(1.0 / 3)},
      {"xavier-uniform", Distribution::uniform, std::sqrt(0.75), 1},
      {"lecun-normal", Distribution::normal, std::sqrt(1.0 / 3), std::sqrt(0.2)},
      {"lecun-uniform", Distribution::uniform, 1, std::sqrt(0.6)},
      {"pytorch-linear", Distribution::uniform, 1 / std::sqrt(3.0), 1 / std::sqrt(5.0)}};
  ASSERT_EQ(cases.size(), initialisation_names().size());
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const Case& expected = cases[i];
    EXPECT_EQ(initialisation_names()[i], expected.name);
    const Initialisation actual = make_initialisation(expected.name, n0, n1);
    EXPECT_EQ(actual.name, expected.name);
    for (const Law& law : {actual.first_weights, actual.first_biases}) {
      EXPECT_EQ(law.distribution, expected.distribution) << expected.name;
      EXPECT_FLOAT_EQ(law.scale, to_float(expected.first)) << expected.name;
    }
    for (const Law& law : {actual.second_weights, actual.second_biases}) {
      EXPECT_EQ(law.distribution, expected.distribution) << expected.name;
      EXPECT_FLOAT_EQ(law.scale, to_float(expected.second)) << expected.name;
    }
  }
}

TEST(Initialisation, UniformLimitsHaveTheStandardDeviationOfTheNormalLaw) {
  // A uniform variable on (-l, l) has standard deviation l / sqrt(3).
  for (const std::string family : {"he", "xavier", "lecun"}) {
    const Initialisation normal = make_initialisation(family + "-normal", n0, n1);
    const Initialisation uniform = make_initialisation(family + "-uniform", n0, n1);
    EXPECT_NEAR(uniform.first_weights.scale / std::sqrt(3.0), normal.first_weights.scale, 1e-6);
    EXPECT_NEAR(uniform.second_weights.scale / std::sqrt(3.0), normal.second_weights.scale, 1e-6);
  }
}

TEST(Initialisation, ReadsFourLawsWrittenOut) {
  const Initialisation laws = make_initialisation(written_out(), n0, n1);
  EXPECT_EQ(laws.name, "");
  EXPECT_EQ(laws.first_weights, (Law{Distribution::laplace, 0.1F}));
  EXPECT_EQ(laws.first_biases, (Law{Distribution::uniform, 2.0F}));
  EXPECT_EQ(laws.second_weights, (Law{Distribution::normal, 1.0F}));
  EXPECT_EQ(laws.second_biases, (Law{Distribution::laplace, 0.1F}));
}

TEST(Initialisation, ReadsBackWhatItShows) {
  for (const std::string& name : initialisation_names()) {
    Initialisation laws = make_initialisation(name, n0, n1);
    EXPECT_EQ(to_parameters(laws), Parameters(name));
    laws.name.clear();
    EXPECT_EQ(make_initialisation(to_parameters(laws), 1, 1), laws) << name;
  }
  const Parameters shown = to_parameters(make_initialisation(written_out(), n0, n1));
  EXPECT_EQ(shown["first_weights"].dump(), R"({"distribution":"laplace","scale":0.1})");
  EXPECT_EQ(shown["second_weights"]["scale"], 1.0);
}

TEST(Initialisation, RefusesOtherNames) {
  EXPECT_EQ(errors_of("he-norml").at("init"), "unknown initialisation 'he-norml'");
  EXPECT_EQ(errors_of(3).at("init"), "unknown initialisation 3");
  EXPECT_EQ(errors_of(nullptr).at("init"), "unknown initialisation nothing");
  EXPECT_EQ(errors_of(Parameters::array()).at("init"), "unknown initialisation a list");
  EXPECT_TRUE(errors_of("he-normal").empty());
}

TEST(Initialisation, FindsEveryMistakeOfALawWrittenOut) {
  Parameters value = written_out();
  value["first_weights"] = {{"distribution", "normla"}, {"scale", "big"}};
  value["first_biases"] = {{"scale", 1}, {"sacle", 1}};
  value["second_weights"] = "normal";
  value.erase("second_biases");
  value["third_weights"] = {{"distribution", "normal"}};
  const auto errors = errors_of(value);
  EXPECT_EQ(errors.at("init.first_weights.distribution"), "unknown distribution 'normla'");
  EXPECT_EQ(errors.at("init.first_weights.scale"), "'big' is not a scale");
  EXPECT_EQ(errors.at("init.first_biases"), "the distribution is missing");
  EXPECT_EQ(errors.at("init.first_biases.sacle"), "unknown key 'sacle'");
  EXPECT_EQ(errors.at("init.second_weights"), "'normal' is not a law");
  EXPECT_EQ(errors.at("init.second_biases"), "the law of second_biases is missing");
  EXPECT_EQ(errors.at("init.third_weights"), "unknown key 'third_weights'");
  EXPECT_EQ(errors.size(), 7U);
}

TEST(Initialisation, RefusesScalesOutOfRange) {
  const auto refuses = [](double scale) {
    Parameters value = written_out();
    value["second_biases"]["scale"] = scale;
    return errors_of(value).contains("init.second_biases.scale");
  };
  for (const double scale :
       {0.0, -1.0, 9.99e-10, 1.01e9, 1e300, HUGE_VAL, -HUGE_VAL, std::nan("")}) {
    EXPECT_TRUE(refuses(scale)) << scale;
  }
  for (const double scale : {1e-9, 0.5, 1e9}) EXPECT_FALSE(refuses(scale)) << scale;
}

TEST(DistributionName, NamesReadBack) {
  for (const std::string& name : distribution_names()) {
    ASSERT_TRUE(parse_distribution(name).has_value()) << name;
    EXPECT_EQ(distribution_name(*parse_distribution(name)), name);
  }
  EXPECT_EQ(distribution_name(Distribution::smoothed_rademacher), "smoothed-rademacher");
  EXPECT_EQ(parse_distribution("gauss"), std::nullopt);
}

TEST(CanonicalText, HoldsTheExactScale) {
  EXPECT_EQ(canonical_text({Distribution::normal, 1.0F}), "normal*0x1p+0");
  EXPECT_EQ(canonical_text({Distribution::cauchy, 0.75F}), "cauchy*0x1.8p-1");
  EXPECT_EQ(canonical_text({Distribution::smoothed_rademacher, 0.1F}),
            "smoothed-rademacher*0x1.99999ap-4");
  EXPECT_EQ(canonical_text({Distribution::uniform, 1e-9F}), "uniform*0x1.12e0bep-30");
  EXPECT_EQ(canonical_text({Distribution::laplace, 1e9F}), "laplace*0x1.dcd65p+29");
}

TEST(InitialisationHelp, SaysHowBiasesAreDrawn) {
  EXPECT_NE(initialisation_help().find("zero biases"), std::string::npos);
  for (const std::string& name : initialisation_names()) {
    EXPECT_NE(initialisation_help().find(name), std::string::npos) << name;
  }
}

}  // namespace
}  // namespace census
