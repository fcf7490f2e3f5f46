#include "host/questions/deep/deep_network.hpp"

#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace census {
namespace {

constexpr DeepLimits limits{8, 64, 20};

std::optional<DeepNetwork> read(const Parameters& given, std::vector<ParameterError>& errors,
                                bool with_joint_laws = true) {
  return read_deep_network(given, limits, with_joint_laws, plain_fan_in, errors);
}

DeepNetwork network_of(const Parameters& given) {
  std::vector<ParameterError> errors;
  const auto network = read(given, errors);
  for (const ParameterError& error : errors) ADD_FAILURE() << given << ": " << error.problem;
  return network.value_or(DeepNetwork{});
}

/// Returns what is wrong, by parameter; fails where a message lacks a part.
std::map<std::string, ParameterError> errors_of(const Parameters& given,
                                                bool with_joint_laws = true) {
  std::vector<ParameterError> errors;
  const bool was_read = read(given, errors, with_joint_laws).has_value();
  EXPECT_EQ(was_read, errors.empty()) << given;
  std::map<std::string, ParameterError> by_name;
  for (const ParameterError& error : errors) {
    EXPECT_FALSE(error.problem.empty()) << given;
    EXPECT_FALSE(error.why.empty()) << given << ": " << error.problem;
    EXPECT_TRUE(by_name.emplace(error.parameter, error).second) << given << ": " << error.problem;
  }
  return by_name;
}

TEST(DeepNetwork, HasTheWidthsOfItsLayers) {
  const std::vector<std::pair<std::string, std::vector<int>>> cases = {
      {"3,3,5", {3, 3, 5}},
      {"7", {7}},
      {"64x3", {64, 64, 64}},
      {"2,4x2,1", {2, 4, 4, 1}},
      {"1x1,64x1", {1, 64}},
      {"5x20", std::vector<int>(20, 5)},
      {"1x10,2x10", {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2}}};
  for (const auto& [text, widths] : cases) {
    EXPECT_EQ(network_of({{"widths", text}}).widths, widths) << text;
  }
  EXPECT_EQ(network_of({{"widths", 5}}).widths, std::vector<int>{5});
  EXPECT_EQ(network_of({{"width", 4}, {"depth", 3}}).widths, (std::vector<int>{4, 4, 4}));
  EXPECT_EQ(network_of({{"width", 64U}, {"depth", 20U}}).widths, std::vector<int>(20, 64));
}

TEST(DeepNetwork, RefusesWidthsThatAreNone) {
  for (const char* text :
       {"",    ",",    "3,",         ",3",          "3,,3",          "0",     "3,0",
        "-3",  "+3",   "3.5",        "65",          "3x21",          "3x",    "x3",
        "3x0", "3x-1", "3xx2",       "3x2x2",       "3 ,3",          " 3",    "3;3",
        "a",   "1e1",  "10x10,1x11", "99999999999", "3x99999999999", "[3, 3]"}) {
    const auto errors = errors_of({{"widths", text}});
    ASSERT_TRUE(errors.size() == 1 && errors.contains("widths")) << text;
    EXPECT_EQ(errors.at("widths").problem, "widths = '" + std::string(text) + "' cannot be used");
    EXPECT_EQ(errors.at("widths").why,
              "widths are whole numbers from 1 to 64 with commas between them, one for each of at "
              "most 20 layers");
  }
  for (const Parameters& bad : {Parameters(nullptr), Parameters(2.5), Parameters(true),
                                Parameters::array({3, 3}), Parameters::object()}) {
    EXPECT_TRUE(errors_of({{"widths", bad}}).contains("widths")) << bad;
  }
}

TEST(DeepNetwork, RefusesTwoWaysOfGivingTheWidths) {
  EXPECT_EQ(errors_of({{"widths", "3"}, {"width", 3}, {"depth", 2}}).size(), 2U);
  const auto errors = errors_of({{"widths", "3"}, {"depth", 2}});
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors.at("depth").problem, "depth and widths are both given");
  EXPECT_EQ(errors.at("depth").suggestion, "leave out depth, or widths");
}

TEST(DeepNetwork, NeedsAShape) {
  const auto errors = errors_of({{"inputs", 2}});
  ASSERT_EQ(errors.size(), 2U);
  EXPECT_EQ(errors.at("width").problem, "width is missing");
  EXPECT_EQ(errors.at("depth").problem, "depth is missing");
  EXPECT_EQ(errors.at("depth").why, "it has no default; depth is from 1 to 20");
  EXPECT_EQ(errors_of({{"width", 3}}).size(), 1U);
}

TEST(DeepNetwork, RefusesSizesOutOfRange) {
  const std::map<std::string, int> greatest = {{"inputs", 8}, {"width", 64}, {"depth", 20}};
  for (const auto& [name, limit] : greatest) {
    for (const Parameters& bad :
         {Parameters(0), Parameters(limit + 1), Parameters(-1), Parameters(2.5), Parameters("2"),
          Parameters(nullptr), Parameters(true), Parameters(Parameters::array()),
          Parameters((std::uint64_t{1} << 32) + 1), Parameters((std::int64_t{1} << 32) + 1),
          Parameters(std::numeric_limits<std::uint64_t>::max()),
          Parameters(std::numeric_limits<std::int64_t>::min())}) {
      Parameters given = {{"inputs", 1}, {"width", 1}, {"depth", 1}};
      given[name] = bad;
      const auto errors = errors_of(given);
      ASSERT_TRUE(errors.size() == 1 && errors.contains(name)) << given;
      EXPECT_EQ(errors.at(name).why,
                name + " is a whole number from 1 to " + std::to_string(limit));
    }
    Parameters given = {{"inputs", 1}, {"width", 1}, {"depth", 1}};
    given[name] = limit;
    EXPECT_TRUE(errors_of(given).empty()) << given;
  }
}

TEST(DeepNetwork, ScalesFollowFanInAndFanOut) {
  const std::map<std::string, std::pair<Distribution, std::function<double(double, double)>>>
      schemes = {
          {"he-normal", {Distribution::normal, [](double in, double) { return 2 / in; }}},
          {"he-uniform", {Distribution::uniform, [](double in, double) { return 6 / in; }}},
          {"xavier-normal",
           {Distribution::normal, [](double in, double out) { return 2 / (in + out); }}},
          {"xavier-uniform",
           {Distribution::uniform, [](double in, double out) { return 6 / (in + out); }}},
          {"lecun-normal", {Distribution::normal, [](double in, double) { return 1 / in; }}},
          {"lecun-uniform", {Distribution::uniform, [](double in, double) { return 3 / in; }}},
          {"pytorch-linear", {Distribution::uniform, [](double in, double) { return 1 / in; }}},
          {"unit-normal", {Distribution::normal, [](double, double) { return 1; }}},
          {"unit-uniform", {Distribution::uniform, [](double, double) { return 1; }}},
          {"unit-laplace", {Distribution::laplace, [](double, double) { return 1; }}},
          {"unit-cauchy", {Distribution::cauchy, [](double, double) { return 1; }}},
          {"unit-smoothed-rademacher",
           {Distribution::smoothed_rademacher, [](double, double) { return 1; }}},
          {"rai", {Distribution::normal, [](double in, double) { return .6007 * .6007 / in; }}},
          {"orthogonal", {Distribution::normal, [](double, double) { return 2; }}}};
  for (const auto& [name, scheme] : schemes) {
    const auto& [distribution, squared_scale] = scheme;
    const DeepNetwork network = network_of({{"inputs", 4}, {"widths", "3,5,2"}, {"init", name}});
    EXPECT_EQ(network.weights, distribution) << name;
    EXPECT_EQ(network.randomised_asymmetric, name == "rai");
    EXPECT_EQ(network.orthogonal, name == "orthogonal");
    ASSERT_EQ(network.weight_scales.size(), 3U);
    const int sizes[] = {4, 3, 5, 2};
    for (std::size_t layer = 0; layer < 3; ++layer) {
      EXPECT_FLOAT_EQ(network.weight_scales[layer],
                      static_cast<float>(std::sqrt(squared_scale(sizes[layer], sizes[layer + 1]))))
          << name << ", layer " << layer;
    }
  }
  // Every name that messages list is among them.
  const std::string why = errors_of({{"widths", "3"}, {"init", "none"}}).at("init").why;
  for (const auto& [name, scheme] : schemes) EXPECT_NE(why.find(name), std::string::npos) << name;
  EXPECT_EQ(std::ranges::count(why, ','), static_cast<long>(schemes.size()) - 1) << why;
}

TEST(DeepNetwork, OrthogonalWeightsHaveAGain) {
  const DeepNetwork network = network_of({{"widths", "3,4"}, {"init", "orthogonal:0.5"}});
  EXPECT_TRUE(network.orthogonal);
  EXPECT_EQ(network.weight_scales, (std::vector{0.5F, 0.5F}));
  EXPECT_TRUE(canonical_text(network).starts_with(
      "inputs=1 widths=3,4 scheme=orthogonal weights=normal*0x1p-1;normal*0x1p-1; "))
      << canonical_text(network);
  for (const char* wrong : {"orthogonal:", "orthogonal:0", "orthogonal:-1", "orthogonal:x",
                            "orthogonal:1x", "orthogonal:1e10", "orthogonal:nan"}) {
    const auto errors = errors_of({{"widths", "3"}, {"init", wrong}});
    ASSERT_TRUE(errors.contains("init")) << wrong;
    EXPECT_EQ(errors.at("init").why, "orthogonal:GAIN takes a number from 1e-09 to 1e+09");
  }
  EXPECT_NE(
      errors_of({{"widths", "3"}, {"init", "ortogonal"}}).at("init").suggestion.find("orthogonal"),
      std::string::npos);
}

TEST(DeepNetwork, OrthogonalWeightsHaveNoLawForBiases) {
  EXPECT_EQ(network_of({{"widths", "3"}, {"init", "orthogonal"}, {"biases", "laplace:2"}}).biases,
            Distribution::laplace);
  EXPECT_FALSE(network_of({{"widths", "3"}, {"init", "orthogonal"}}).has_biases());
  const auto errors =
      errors_of({{"widths", "3"}, {"init", "orthogonal"}, {"biases", "like-weights"}});
  EXPECT_EQ(errors.at("biases").suggestion, "write out the law, as normal:0.1");
}

TEST(DeepNetwork, OrthogonalWeightsAreRefusedWhereWeightsMustBeIndependent) {
  for (const char* init : {"orthogonal", "orthogonal:2", "rai"}) {
    const auto errors = errors_of({{"widths", "3"}, {"init", init}}, false);
    EXPECT_NE(errors.at("init").why.find("independent"), std::string::npos) << init;
    EXPECT_EQ(errors.at("init").suggestion.find(init), std::string::npos) << init;
  }
}

TEST(DeepNetwork, AsksForTheFanInOfEachLayer) {
  std::vector<ParameterError> errors;
  const auto fan_in = [](const DeepNetwork& network, int layer) {
    EXPECT_EQ(network.inputs, 2);
    EXPECT_EQ(network.widths, (std::vector<int>{3, 4}));
    return layer == 0 ? 8 : 32;
  };
  const auto network =
      read_deep_network({{"inputs", 2}, {"widths", "3,4"}}, limits, false, fan_in, errors);
  ASSERT_TRUE(network);
  EXPECT_EQ(network->weight_scales, (std::vector<float>{.5F, .25F}));
}

TEST(DeepNetwork, RefusesInitialisationsThatAreNone) {
  EXPECT_EQ(errors_of({{"widths", "3"}, {"init", "he-norml"}}).at("init").suggestion,
            "did you mean 'he-normal'?");
  for (const Parameters& bad : {Parameters(""), Parameters(3), Parameters(nullptr),
                                Parameters::object(), Parameters("He-normal")}) {
    EXPECT_TRUE(errors_of({{"widths", "3"}, {"init", bad}}).contains("init")) << bad;
  }
  EXPECT_TRUE(errors_of({{"widths", "3"}, {"init", "rai"}}, true).empty());
  const auto errors = errors_of({{"widths", "3"}, {"init", "rai"}}, false);
  ASSERT_TRUE(errors.contains("init"));
  EXPECT_EQ(errors.at("init").why.find("rai"), std::string::npos);
}

TEST(DeepNetwork, BiasesAreZeroLikeTheWeightsOrOfALawOfTheirOwn) {
  const auto with = [](const Parameters& biases) {
    return network_of(
        {{"inputs", 2}, {"widths", "8,3"}, {"init", "he-uniform"}, {"biases", biases}});
  };
  EXPECT_EQ(network_of({{"widths", "8,3"}}).bias_scales, (std::vector<float>{0, 0}));
  EXPECT_EQ(with("zero").bias_scales, (std::vector<float>{0, 0}));
  EXPECT_FALSE(with("zero").has_biases());
  const DeepNetwork like = with("like-weights");
  EXPECT_EQ(like.biases, Distribution::uniform);
  EXPECT_EQ(like.bias_scales, like.weight_scales);
  EXPECT_TRUE(like.has_biases());
  const DeepNetwork cauchy = with("cauchy");
  EXPECT_EQ(cauchy.biases, Distribution::cauchy);
  EXPECT_EQ(cauchy.weights, Distribution::uniform);
  EXPECT_EQ(cauchy.bias_scales, (std::vector<float>{1, 1}));
  EXPECT_EQ(with("normal:0.1").bias_scales, (std::vector<float>{.1F, .1F}));
  EXPECT_EQ(with("smoothed-rademacher:1e9").bias_scales, (std::vector<float>{1e9F, 1e9F}));
  EXPECT_EQ(with("laplace:1e-9").bias_scales, (std::vector<float>{1e-9F, 1e-9F}));
}

TEST(DeepNetwork, RefusesBiasesThatAreNone) {
  for (const char* text : {"", "none", "normal:", "normal:0", "normal:-1", "normal:x", "normal:1x",
                           "normal:1:1", "normal:inf", "normal:nan", "normal:1e10", "normal:1e-10",
                           ":1", "Normal", "zero:1", "like-weights:2"}) {
    const auto errors = errors_of({{"widths", "3"}, {"biases", text}});
    ASSERT_TRUE(errors.size() == 1 && errors.contains("biases")) << text;
    EXPECT_EQ(errors.at("biases").problem, "biases = '" + std::string(text) + "' cannot be used");
  }
  for (const Parameters& bad :
       {Parameters(0), Parameters(0.5), Parameters(nullptr), Parameters::object()}) {
    EXPECT_TRUE(errors_of({{"widths", "3"}, {"biases", bad}}).contains("biases")) << bad;
  }
  const auto suggestion = [](const char* text) {
    return errors_of({{"widths", "3"}, {"biases", text}}).at("biases").suggestion;
  };
  EXPECT_EQ(suggestion("norml:2"), "did you mean 'normal'?");
  EXPECT_EQ(suggestion("like-weight"), "did you mean 'like-weights'?");
}

TEST(DeepNetwork, RaiHasBiasesOfItsOwn) {
  EXPECT_TRUE(network_of({{"widths", "3"}, {"init", "rai"}}).has_biases());
  EXPECT_TRUE(network_of({{"widths", "3"}, {"init", "rai"}, {"biases", "zero"}}).has_biases());
  const auto errors = errors_of({{"widths", "3"}, {"init", "rai"}, {"biases", "normal:1"}});
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors.at("biases").why, "init = rai draws the biases with the weights");
}

TEST(DeepNetwork, FindsEveryMistakeAtOnce) {
  const auto errors =
      errors_of({{"inputs", 9}, {"width", 65}, {"init", "he-normal"}, {"biases", "norml"}});
  EXPECT_EQ(errors.size(), 4U);
  for (const char* name : {"inputs", "width", "depth", "biases"}) {
    EXPECT_TRUE(errors.contains(name)) << name;
  }
}

TEST(DeepNetwork, KnowsItsSize) {
  const DeepNetwork network = network_of({{"inputs", 4}, {"widths", "3,5,2"}});
  EXPECT_EQ(network.depth(), 3);
  EXPECT_EQ(network.neurons(), 10);
  EXPECT_EQ(plain_fan_in(network, 0), 4);
  EXPECT_EQ(plain_fan_in(network, 1), 3);
  EXPECT_EQ(plain_fan_in(network, 2), 5);
}

TEST(DeepNetwork, IsShownAsItWasGiven) {
  const auto shown = [](const Parameters& given) {
    Parameters parameters;
    show_deep_network(given, parameters);
    return parameters.dump();
  };
  EXPECT_EQ(shown({{"depth", 3}, {"width", 2}}),
            R"({"inputs":1,"width":2,"depth":3,"init":"he-normal","biases":"zero"})");
  EXPECT_EQ(
      shown({{"biases", "normal:2"}, {"init", "he-uniform"}, {"widths", "2x3"}, {"inputs", 4}}),
      R"({"inputs":4,"widths":"2x3","init":"he-uniform","biases":"normal:2"})");
  EXPECT_EQ(shown({{"init", "rai"}, {"widths", "2x3"}}),
            R"({"inputs":1,"widths":"2x3","init":"rai"})");
}

TEST(DeepNetwork, DescribesItsParameters) {
  std::vector<std::string> names;
  for (const ParameterSpec& spec : deep_network_specs(limits, true)) {
    names.push_back(spec.name);
    EXPECT_FALSE(spec.help.empty());
    EXPECT_FALSE(spec.must_be_given()) << spec.name;
  }
  EXPECT_EQ(names,
            (std::vector<std::string>{"inputs", "width", "depth", "widths", "init", "biases"}));
}

// Part of identities: a change is a change of format.
TEST(DeepNetwork, HasACanonicalText) {
  EXPECT_EQ(canonical_text(network_of({{"inputs", 2}, {"widths", "8,3"}})),
            "inputs=2 widths=8,3 scheme=independent weights=normal*0x1p+0;normal*0x1p-1; "
            "biases=0;0;");
  EXPECT_EQ(
      canonical_text(network_of(
          {{"inputs", 2}, {"widths", "8x2"}, {"init", "unit-cauchy"}, {"biases", "laplace:3"}})),
      "inputs=2 widths=8,8 scheme=independent weights=cauchy*0x1p+0;cauchy*0x1p+0; "
      "biases=laplace*0x1.8p+1;laplace*0x1.8p+1;");
  EXPECT_TRUE(canonical_text(network_of({{"widths", "1"}, {"init", "rai"}}))
                  .starts_with("inputs=1 widths=1 scheme=rai weights=normal*0x1.3"));
}

TEST(DeepNetwork, CanonicalTextsDifferWhereNetworksMay) {
  std::set<std::string> texts;
  std::size_t networks = 0;
  for (const int inputs : {1, 2}) {
    for (const char* widths : {"3,3", "3", "3x3", "3,33", "33,3"}) {
      for (const char* init :
           {"unit-uniform", "he-normal", "he-uniform", "lecun-normal", "xavier-normal"}) {
        for (const char* biases : {"zero", "normal:2", "uniform:2", "normal:3"}) {
          texts.insert(canonical_text(network_of(
              {{"inputs", inputs}, {"widths", widths}, {"init", init}, {"biases", biases}})));
          ++networks;
        }
      }
    }
  }
  EXPECT_EQ(texts.size(), networks);
}

TEST(DeepNetwork, CanonicalTextsAreTheSameForTheSameLaws) {
  const auto text = [](Parameters given) { return canonical_text(network_of(given)); };
  EXPECT_EQ(text({{"width", 3}, {"depth", 2}}), text({{"widths", "3,3"}}));
  EXPECT_EQ(text({{"widths", "3x2"}, {"inputs", 1}}),
            text({{"widths", "3,3"}, {"biases", "zero"}}));
  // Two inputs of every neuron: He's scale is 1.
  EXPECT_EQ(
      text({{"inputs", 2}, {"widths", "2,2"}, {"biases", "like-weights"}}),
      text({{"inputs", 2}, {"widths", "2,2"}, {"init", "unit-normal"}, {"biases", "normal:1.0"}}));
}

TEST(ReadParameters, NumbersHaveTheirRange) {
  std::vector<ParameterError> errors;
  const auto read_radius = [&](const Parameters& given) {
    return read_number_parameter(given, "radius", 1.0, 0.5, 2.0, errors);
  };
  EXPECT_EQ(read_radius({{"other", 3}}), 1.0);
  EXPECT_EQ(read_radius({{"radius", 2}}), 2.0);
  EXPECT_EQ(read_radius({{"radius", 0.5}}), 0.5);
  EXPECT_TRUE(errors.empty());
  for (const Parameters& bad :
       {Parameters(2.5), Parameters(0), Parameters("1"), Parameters(nullptr),
        Parameters(std::nan("")), Parameters(std::numeric_limits<double>::infinity())}) {
    errors.clear();
    EXPECT_EQ(read_radius({{"radius", bad}}), std::nullopt) << bad;
    ASSERT_EQ(errors.size(), 1U) << bad;
    EXPECT_EQ(errors[0].parameter, "radius");
    EXPECT_EQ(errors[0].why, "radius is a number from 0.5 to 2");
  }
}

TEST(ReadParameters, UnknownOnesAreRefusedByName) {
  std::vector<ParameterError> errors;
  refuse_unknown_parameters({{"inputs", 1}, {"withs", "3"}, {"x\n", 1}},
                            deep_network_specs(limits, true), "death", errors);
  ASSERT_EQ(errors.size(), 2U);
  EXPECT_EQ(errors[0].problem, "unknown parameter 'withs'");
  EXPECT_EQ(errors[0].why,
            "the parameters of death are inputs, width, depth, widths, init, biases");
  EXPECT_EQ(errors[0].suggestion, "did you mean 'widths'?");
  EXPECT_EQ(errors[1].problem, "unknown parameter 'x\\n'");
}

}  // namespace
}  // namespace census
