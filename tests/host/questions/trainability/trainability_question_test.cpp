#include "host/questions/trainability/trainability_question.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/census/backend.hpp"
#include "host/config/parameter_errors.hpp"
#include "host/statistics/sample.hpp"
#include "tests/support/campaign.hpp"

namespace census::trainability {
namespace {

Parameters on_ball(int inputs, int width, int needed) {
  return {{"inputs", inputs},      {"width", width},       {"depth", 1},
          {"init", "unit-normal"}, {"biases", "normal:1"}, {"needed", needed}};
}

Tally count(const QuestionPoint& point, std::uint64_t networks) {
  static const auto backend = make_cpu_backend(0);
  const auto estimator = point.estimator("plain");
  Batch batch = backend->open(estimator->kernel_point(7))->count({0, networks});
  batch.tally.merge(estimator->resolve(7, batch.undecided));
  return batch.tally;
}

std::string errors_of(const Parameters& given) {
  try {
    TrainabilityQuestion().point(given);
  } catch (const ParameterErrors& refused) {
    std::string text;
    for (const ParameterError& error : refused.all)
      text += error.parameter + ": " + error.problem + "\n";
    return text;
  }
  return "";
}

TEST(TrainabilityQuestion, AgreesWithTheBinomialLaw) {
  const std::uint64_t networks = testing::networks_here(1'000'000);
  for (const auto& [inputs, width, needed] :
       {std::array{1, 4, 3}, {2, 8, 7}, {5, 16, 16}, {10, 6, 6}}) {
    const auto point = TrainabilityQuestion().point(on_ball(inputs, width, needed));
    const auto estimator = point->estimator("plain");
    const Tally tally = count(*point, networks);
    ASSERT_TRUE(point->theory().value.has_value());
    EXPECT_LT(std::fabs(z_score(estimator->sample(tally), *point->theory().value)), 5.0) << inputs;
    const Measure active = estimator->measures(tally).at(0);
    EXPECT_EQ(active.name, "active_ratio");
    EXPECT_LT(std::fabs(z_score(active.sample, *active.theory.value)), 5.0) << inputs;
  }
}

TEST(TrainabilityQuestion, CountsDeepNetworksOnAnIntervalAsTheorySays) {
  for (const auto& [domain, biases] : {std::pair{"interval:-0.5,2", "normal:0.5"},
                                       {"interval:1,3", "zero"},
                                       {"interval:-1,3", "zero"}}) {
    const Parameters given = {{"inputs", 1},      {"widths", "4,3,3"}, {"init", "unit-normal"},
                              {"biases", biases}, {"domain", domain},  {"needed", 3}};
    const auto point = TrainabilityQuestion().point(given);
    const auto estimator = point->estimator("plain");
    const Tally tally = count(*point, testing::networks_here(200'000));
    ASSERT_TRUE(point->theory().value.has_value());
    EXPECT_LT(std::fabs(z_score(estimator->sample(tally), *point->theory().value)), 5.0) << domain;
    const Measure active = estimator->measures(tally).at(0);
    EXPECT_LT(std::fabs(z_score(active.sample, *active.theory.value)), 5.0) << domain;
    EXPECT_EQ(point->parameters()["domain"], domain);
    EXPECT_FALSE(point->parameters().contains("data"));
    EXPECT_TRUE(estimator->replay(7, 3).contains("verdict"));
  }
}

TEST(TrainabilityQuestion, RefusesIntervalsThatCannotBe) {
  Parameters given = {{"inputs", 1}, {"widths", "4,3"}, {"biases", "normal:1"}};
  for (const char* text : {"interval", "interval:", "interval:1", "interval:1,1", "interval:2,1",
                           "interval:0,1,2", "interval:a,b", "interval:0,1e99", "interval:nan,1"}) {
    given["domain"] = text;
    EXPECT_TRUE(errors_of(given).starts_with("domain: ")) << text;
  }
  given["domain"] = "interval:-1,1";
  EXPECT_EQ(errors_of(given), "");
  const std::string identity = TrainabilityQuestion().point(given)->identity();
  given["domain"] = "interval:-1,1.5";
  EXPECT_NE(TrainabilityQuestion().point(given)->identity(), identity);
  given["inputs"] = 2;
  EXPECT_EQ(errors_of(given),
            "domain: an interval is asked about for networks of one input alone\n");
  given["inputs"] = 1;
  given["bias_rule"] = "through-data";
  EXPECT_TRUE(errors_of(given).starts_with("bias_rule: there are no data on an interval"));
}

TEST(TrainabilityQuestion, OrthogonalRowsAreActiveIndependently) {
  Parameters given = on_ball(6, 5, 4);
  given["init"] = "orthogonal:0.8";
  given["domain"] = "ball:1.5";
  const auto point = TrainabilityQuestion().point(given);
  const double active = 1.0 - std::erfc(1.2 / std::sqrt(2.0)) / 2;
  const double expected = std::pow(active, 5) + 5 * std::pow(active, 4) * (1 - active);
  EXPECT_NEAR(point->theory().value.value(), expected, 1e-7);
  const Tally tally = count(*point, testing::networks_here(300'000));
  EXPECT_LT(std::fabs(z_score(point->estimator("plain")->sample(tally), expected)), 5.0);
  // Of more rows than inputs the norms vary.
  given["width"] = 7;
  EXPECT_FALSE(TrainabilityQuestion().point(given)->theory().value.has_value());
  given["biases"] = "zero";
  EXPECT_EQ(TrainabilityQuestion().point(given)->theory().value, 1.0);
}

TEST(TrainabilityQuestion, HyperplanesBesideDataLeaveNoNeuronDead) {
  const auto point = TrainabilityQuestion().point({{"inputs", 3},
                                                   {"widths", "6,5"},
                                                   {"biases", "normal:0.1"},
                                                   {"domain", "data"},
                                                   {"needed", 6},
                                                   {"data", "gaussian:20"},
                                                   {"bias_rule", "through-data"}});
  const Tally tally = count(*point, 20'000);
  EXPECT_EQ(probability(point->estimator("plain")->sample(tally)), 1.0);
  EXPECT_EQ(point->theory().value, 1.0);
}

TEST(TrainabilityQuestion, WithoutBiasesNoNeuronIsDeadOnABall) {
  Parameters given = on_ball(2, 4, 4);
  given["biases"] = "zero";
  const auto point = TrainabilityQuestion().point(given);
  EXPECT_EQ(point->theory().value, 1.0);
  EXPECT_EQ(probability(point->estimator("plain")->sample(count(*point, 1000))), 1.0);
}

TEST(TrainabilityQuestion, RefusesWhatDoesNotGoTogether) {
  Parameters deep = on_ball(2, 4, 1);
  deep["depth"] = 2;
  EXPECT_EQ(errors_of(deep), "domain: a ball is asked about for networks of one layer alone\n");
  Parameters beside = on_ball(2, 4, 1);
  beside["biases"] = "zero";
  beside["domain"] = "data";
  beside["bias_rule"] = "through-data";
  EXPECT_EQ(errors_of(beside), "bias_rule: hyperplanes beside data need biases\n");
  Parameters unused = on_ball(2, 4, 1);
  unused["data"] = "cube:5";
  EXPECT_EQ(errors_of(unused), "data: data is given, and no data are looked at\n");
  EXPECT_TRUE(errors_of(on_ball(2, 4, 5)).starts_with("needed: "));
  Parameters domain = on_ball(2, 4, 1);
  for (const char* text : {"ball:0", "ball:x", "cube", "ball:1e20"}) {
    domain["domain"] = text;
    EXPECT_TRUE(errors_of(domain).starts_with("domain: ")) << text;
  }
}

TEST(TrainabilityQuestion, PointsThatDifferAreDifferent) {
  const auto identity = [](const Parameters& given) {
    return TrainabilityQuestion().point(given)->identity();
  };
  const std::string first = identity(on_ball(2, 4, 1));
  EXPECT_EQ(identity(on_ball(2, 4, 1)), first);
  EXPECT_NE(identity(on_ball(2, 4, 2)), first);
  Parameters larger = on_ball(2, 4, 1);
  larger["domain"] = "ball:2";
  EXPECT_NE(identity(larger), first);
}

TEST(TrainabilityQuestion, ReplaysWhatWasCounted) {
  const auto point = TrainabilityQuestion().point(on_ball(2, 4, 4));
  const auto estimator = point->estimator("plain");
  int trainable = 0;
  for (std::uint64_t id = 0; id < 200; ++id) {
    if (estimator->replay(7, id)["verdict"] == "trainable") ++trainable;
  }
  EXPECT_EQ(probability(estimator->sample(count(*point, 200))), trainable / 200.0);
}

/// Sends a data point through the layers that replay printed, up to the pre-activations of each.
std::vector<std::vector<double>> pre_activations(const nlohmann::ordered_json& layers,
                                                 std::vector<double> x) {
  std::vector<std::vector<double>> all;
  for (const auto& layer : layers) {
    std::vector<double>& z = all.emplace_back();
    for (std::size_t i = 0; i < layer["weights"].size(); ++i) {
      double sum = layer["biases"][i];
      for (std::size_t k = 0; k < x.size(); ++k) sum += layer["weights"][i][k].get<double>() * x[k];
      z.push_back(sum);
    }
    x = z;
    for (double& y : x) y = std::max(y, 0.0);
  }
  return all;
}

TEST(TrainabilityQuestion, ReplaysTheBiasesBesideData) {
  const auto point = TrainabilityQuestion().point({{"inputs", 2},
                                                   {"widths", "4,3,5"},
                                                   {"biases", "normal:0.1"},
                                                   {"domain", "data"},
                                                   {"data", "grid:3"},
                                                   {"bias_rule", "through-data"}});
  const auto estimator = point->estimator("plain");
  for (std::uint64_t id = 0; id < 100; ++id) {
    const nlohmann::ordered_json replay = estimator->replay(7, id);
    const auto& layers = replay["network"]["layers"];
    std::vector<std::vector<std::vector<double>>> z;  // of each data point, in the grid's order
    for (int p = 0; p < 9; ++p) z.push_back(pre_activations(layers, {p % 3 - 1.0, p / 3 - 1.0}));
    for (std::size_t l = 0; l < layers.size(); ++l) {
      for (std::size_t i = 0; i < layers[l]["biases"].size(); ++i) {
        // |e|, which is hardly ever within rounding of 0.
        const double beside = z[layers[l]["data_points"][i].get<std::size_t>()][l][i];
        EXPECT_GT(beside, -1e-5) << id << ", layer " << l << ", neuron " << i;
        EXPECT_LT(beside, 0.6) << id;
      }
    }
    EXPECT_EQ(replay["active_first_layer_neurons"], 4);
    EXPECT_EQ(replay["permanently_dead_neurons"], 0);
    EXPECT_EQ(replay["tentatively_dead_neurons"], 0);
  }
}

}  // namespace
}  // namespace census::trainability
