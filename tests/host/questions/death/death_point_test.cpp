#include "host/questions/death/death_point.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/census/backend.hpp"
#include "host/identity.hpp"
#include "host/questions/death/death_question.hpp"
#include "host/questions/deep/data_set.hpp"
#include "tests/support/living_data.hpp"
#include "tests/support/temporary_directory.hpp"

namespace census::death {
namespace {

const char* const three_by_two =
    "death/1 inputs=2 widths=3,3 scheme=independent weights=normal*0x1p+0;normal*0x1.a20bd8p-1; "
    "biases=0;0; feature=0 signs=0 data=4x2:9cecce3cbe0bb433";

/// Two inputs, two layers of three, four points; `changes` replace or add parameters.
Parameters with(const Parameters& changes) {
  Parameters given = {{"inputs", 2}, {"widths", "3,3"}, {"data", "gaussian:4"}};
  for (const auto& [name, value] : changes.items()) given[name] = value;
  return given;
}

std::unique_ptr<QuestionPoint> point_of(const Parameters& given) {
  return DeathQuestion().point(given);
}

std::string identity(const Parameters& changes) { return point_of(with(changes))->identity(); }

OnData<Point> kernel_of(const Parameters& changes, std::uint64_t seed = 1) {
  return std::get<OnData<Point>>(point_of(with(changes))->estimator("plain")->kernel_point(seed));
}

TEST(DeathPoint, HasACanonicalIdentity) { EXPECT_EQ(identity(Parameters::object()), three_by_two); }

TEST(DeathPoint, IsTheSameHoweverItIsGiven) {
  const Parameters shape = {{"inputs", 2}, {"width", 3}, {"depth", 2}, {"data", "gaussian:4"}};
  EXPECT_EQ(point_of(shape)->identity(), three_by_two);
  EXPECT_EQ(identity({{"widths", "3x2"}}), three_by_two);
  EXPECT_EQ(identity({{"init", "he-normal"}, {"biases", "zero"}, {"data_seed", 1}}), three_by_two);
  EXPECT_EQ(identity({{"feature", "plain"}, {"signs", "as-drawn"}}), three_by_two);
  EXPECT_EQ(identity({{"data", "grid:3"}}), identity({{"data", "grid:3"}, {"data_seed", 2}}));
  // With two inputs of every neuron He's scale is 1.
  EXPECT_EQ(identity({{"widths", "2,3"}}), identity({{"widths", "2,3"}, {"init", "unit-normal"}}));
}

TEST(DeathPoint, IsNamedByItsDataAndNotByTheirFile) {
  const TemporaryDirectory directory;
  const std::string one = write_file(directory / "one.csv", "1,2\n3,4\n");
  const std::string other = write_file(directory / "other.csv", "# x\n1.0, 2e0\n3,4\n");
  const std::string third = write_file(directory / "third.csv", "1,2\n3,5\n");
  EXPECT_EQ(identity({{"data", one}}), identity({{"data", other}}));
  EXPECT_NE(identity({{"data", one}}), identity({{"data", third}}));
}

TEST(DeathPoint, IdentitiesDifferWhereAnswersMay) {
  const std::vector<Parameters> changes = {Parameters::object(),
                                           {{"inputs", 3}},
                                           {{"widths", "3"}},
                                           {{"widths", "3,3,3"}},
                                           {{"widths", "3,4"}},
                                           {{"widths", "4,3"}},
                                           {{"init", "he-uniform"}},
                                           {{"init", "unit-cauchy"}},
                                           {{"init", "rai"}},
                                           {{"init", "orthogonal"}},
                                           {{"init", "orthogonal:1"}},
                                           {{"biases", "like-weights"}},
                                           {{"biases", "normal:2"}},
                                           {{"biases", "normal:3"}},
                                           {{"biases", "cauchy:2"}},
                                           {{"data", "gaussian:5"}},
                                           {{"data", "ball:4"}},
                                           {{"data", "cube:4"}},
                                           {{"data", "grid:2"}},
                                           {{"data_seed", 2}},
                                           {{"feature", "batch-normalisation"}},
                                           {{"feature", "residual"}},
                                           {{"feature", "dense"}},
                                           {{"feature", "skip"}},
                                           {{"signs", "most-living"}},
                                           {{"signs", "most-living"}, {"feature", "skip"}}};
  std::set<std::string> identities;
  for (const Parameters& change : changes) {
    EXPECT_TRUE(identities.insert(identity(change)).second) << change;
  }
}

TEST(DeathPoint, KernelPointHoldsShapeLawsDataAndKey) {
  const Parameters changes = {{"widths", "5,3"},         {"init", "he-uniform"},
                              {"biases", "laplace:0.5"}, {"feature", "residual"},
                              {"signs", "most-living"},  {"data", "grid:3"}};
  const auto [point, data] = kernel_of(changes, 7);
  EXPECT_EQ(point.architecture.input_dimension, 2);
  EXPECT_EQ(point.architecture.depth, 2);
  EXPECT_EQ(point.architecture.widths[0], 5);
  EXPECT_EQ(point.architecture.widths[1], 3);
  EXPECT_EQ(point.architecture.feature, Feature::residual);
  EXPECT_EQ(point.sign_rule, SignRule::most_living);
  EXPECT_EQ(point.scheme, Scheme::independent);
  EXPECT_EQ(point.weight_law(0), (Law{Distribution::uniform, std::sqrt(3.0F)}));
  EXPECT_EQ(point.weight_law(1), (Law{Distribution::uniform, std::sqrt(1.2F)}));
  EXPECT_EQ(point.bias_law(0), (Law{Distribution::laplace, 0.5F}));
  EXPECT_EQ(point.bias_law(1), (Law{Distribution::laplace, 0.5F}));
  EXPECT_EQ(canonical_text(*data), canonical_text(*make_data_set("grid:3", 2, 1)));
  EXPECT_EQ(point.key, generator_key(7, identity(changes)));
  EXPECT_NE(kernel_of(changes, 8).point.key, point.key);
}

TEST(DeathPoint, KernelPointHasEveryFeatureAndScheme) {
  const std::pair<const char*, Feature> features[] = {
      {"plain", Feature::plain},
      {"batch-normalisation", Feature::batch_normalisation},
      {"residual", Feature::residual},
      {"dense", Feature::dense},
      {"skip", Feature::skip}};
  for (const auto& [name, feature] : features) {
    EXPECT_EQ(kernel_of({{"feature", name}}).point.architecture.feature, feature);
  }
  const Point rai = kernel_of({{"init", "rai"}}).point;
  EXPECT_EQ(rai.scheme, Scheme::randomised_asymmetric);
  EXPECT_TRUE(rai.has_biases(0) && rai.has_biases(1));
  EXPECT_FLOAT_EQ(rai.weight_scales[1], 0.6007F / std::sqrt(3.0F));
  EXPECT_EQ(kernel_of({}).point.sign_rule, SignRule::as_drawn);
}

// Dense layers read all layers before, skip layers the layer before and the data.
TEST(DeathPoint, ScalesFollowTheInputsOfALayer) {
  const auto variances = [](const char* feature, const char* init) {
    const Point point =
        kernel_of({{"inputs", 4}, {"widths", "3,5,2"}, {"feature", feature}, {"init", init}}).point;
    std::vector<double> result;
    for (int layer = 0; layer < 3; ++layer) {
      result.push_back(std::pow(point.weight_scales[layer], 2));
    }
    return result;
  };
  const auto expect = [&](const char* feature, const char* init,
                          const std::vector<double>& expected) {
    const std::vector<double> found = variances(feature, init);
    for (std::size_t layer = 0; layer < 3; ++layer) {
      EXPECT_NEAR(found[layer], expected[layer], 1e-6) << feature << ", " << init << ", " << layer;
    }
  };
  for (const char* feature : {"plain", "batch-normalisation", "residual"}) {
    expect(feature, "he-normal", {2.0 / 4, 2.0 / 3, 2.0 / 5});
  }
  expect("dense", "he-normal", {2.0 / 4, 2.0 / 3, 2.0 / 8});
  expect("skip", "he-normal", {2.0 / 4, 2.0 / 7, 2.0 / 9});
  expect("dense", "xavier-normal", {2.0 / 7, 2.0 / 8, 2.0 / 10});
  expect("skip", "xavier-uniform", {6.0 / 7, 6.0 / 12, 6.0 / 11});
  expect("skip", "rai", {.6007 * .6007 / 4, .6007 * .6007 / 7, .6007 * .6007 / 9});
  expect("dense", "unit-laplace", {1, 1, 1});
}

TEST(DeathPoint, IsCountedByPlainAlone) {
  const auto point = point_of(with({}));
  EXPECT_EQ(point->candidate_estimators(), std::vector<std::string>{"plain"});
  EXPECT_EQ(point->estimator("plain")->name(), "plain");
  EXPECT_EQ(point->estimator("plain")->group_bits(), 0);
  EXPECT_FALSE(point->estimator("plain")->too_dear_to_audit({}));
  EXPECT_FALSE(point->natural_scale().has_value());
  for (const char* name : {"orbit", "signs:2", ""}) {
    EXPECT_THROW(point->estimator(name), ParameterError);
  }
}

TEST(DeathPoint, KnowsTheTheoryOfPlainSymmetricNetworks) {
  const auto theory = [](const Parameters& changes) { return point_of(with(changes))->theory(); };
  EXPECT_EQ(theory({{"data", "gaussian:1"}}).value, 1 - 49.0 / 64);
  EXPECT_EQ(theory({}).value, std::nullopt);
  EXPECT_EQ(theory({}).upper_bound, 1 - 49.0 / 64);
  EXPECT_EQ(theory({}).lower_bound, 0x1p-9);
  EXPECT_EQ(theory({{"biases", "normal"}}).lower_bound, 0x1p-12);
  EXPECT_EQ(theory({{"signs", "most-living"}}).value, 0.0);
  // On the line the second bound speaks, if the data are on both sides.
  const Parameters line = {{"inputs", 1}, {"data", "grid:2"}};
  EXPECT_NEAR(theory(line).lower_bound.value(), 11.0 / 256, 1e-15);
  const TemporaryDirectory directory;
  const std::string one_side = write_file(directory / "a.csv", "1\n2\n");
  EXPECT_EQ(theory({{"inputs", 1}, {"data", one_side}}).lower_bound, 0x1p-9);
}

TEST(DeathPoint, KnowsNoTheoryWithoutItsPremises) {
  for (const Parameters& changes :
       {Parameters{{"feature", "residual"}}, Parameters{{"feature", "batch-normalisation"}},
        Parameters{{"feature", "skip"}}, Parameters{{"feature", "dense"}},
        Parameters{{"init", "rai"}}, Parameters{{"data", "grid:3"}},
        Parameters{{"data", "grid:3"}, {"signs", "most-living"}}}) {
    const auto point = point_of(with(changes));
    const Theory theory = point->theory();
    EXPECT_FALSE(theory.value || theory.lower_bound || theory.upper_bound) << changes;
    EXPECT_TRUE(theory.source.empty() && theory.fraction.empty()) << changes;
    const auto estimator = point->estimator("plain");
    const Measure measure = estimator->measures(estimator->resolve(1, {})).at(0);
    EXPECT_FALSE(measure.theory.value || measure.theory.lower_bound) << changes;
  }
  // The biases of the first layer stand in for a point at the origin.
  EXPECT_TRUE(point_of(with({{"data", "grid:3"}, {"biases", "normal"}}))->theory().upper_bound);
}

TEST(DeathPoint, ReadsProportionAndLivingRatioFromATally) {
  const auto estimator = point_of(with({}))->estimator("plain");
  const Tally tally({{"tally", "networks", MergeRule::sum, 10},
                     {"tally", "born_dead", MergeRule::sum, 4},
                     {"living_points", "0", MergeRule::sum, 4},
                     {"living_points", "1", MergeRule::sum, 0},
                     {"living_points", "2", MergeRule::sum, 3},
                     {"living_points", "3", MergeRule::sum, 2},
                     {"living_points", "4", MergeRule::sum, 1}});
  const auto proportion = std::get<Proportion>(estimator->sample(tally));
  EXPECT_EQ(proportion.hits, 4U);
  EXPECT_EQ(proportion.networks, 10U);
  const std::vector<Measure> measures = estimator->measures(tally);
  ASSERT_EQ(measures.size(), 1U);
  EXPECT_EQ(measures[0].name, "living_ratio");
  const auto counts = std::get<AveragedCounts>(measures[0].sample);
  EXPECT_EQ(counts.networks, 10U);
  EXPECT_EQ(counts.group_order, 4);
  EXPECT_EQ(counts.sum, 16);
  EXPECT_EQ(counts.sum_of_squares, 3 * 4 + 2 * 9 + 16);
  EXPECT_EQ(counts.least, 0);
  EXPECT_EQ(counts.greatest, 4);
  EXPECT_EQ(mean(counts), 0.4);
  EXPECT_EQ(greatest_possible(counts), 1.0);
  EXPECT_EQ(measures[0].theory.value, 49.0 / 64);
  const auto flipped = point_of(with({{"signs", "most-living"}}))->estimator("plain");
  EXPECT_EQ(flipped->measures(tally).at(0).theory.lower_bound, 0.25);
}

TEST(DeathPoint, NoIdsGiveTheNeutralTally) {
  const auto estimator = point_of(with({}))->estimator("plain");
  Tally none = estimator->resolve(3, {});
  EXPECT_EQ(std::get<Proportion>(estimator->sample(none)).networks, 0U);
  for (const TallyEntry& entry : none.entries()) EXPECT_EQ(entry.value, 0);
  const std::vector<std::uint64_t> ids = {1, 5};
  const Tally two = estimator->resolve(3, ids);
  none.merge(two);
  EXPECT_EQ(none, two);
}

TEST(DeathPoint, ResolvesAsABackendCounts) {
  for (const Parameters& changes : {Parameters::object(), Parameters{{"feature", "skip"}},
                                    Parameters{{"init", "rai"}, {"signs", "most-living"}}}) {
    const auto estimator = point_of(with(changes))->estimator("plain");
    std::vector<std::uint64_t> ids;
    for (std::uint64_t id = 100; id < 400; ++id) ids.push_back(id);
    const Batch batch = make_cpu_backend(1)->open(estimator->kernel_point(3))->count({100, 300});
    EXPECT_TRUE(batch.undecided.empty());
    EXPECT_EQ(batch.tally, estimator->resolve(3, ids)) << changes;
  }
}

/// Returns the layers that a replay shows.
std::vector<oracle::Layer> layers_of(const nlohmann::ordered_json& replay) {
  std::vector<oracle::Layer> layers;
  for (const auto& json : replay.at("network").at("layers")) {
    oracle::Layer layer{json.at("weights").get<std::vector<std::vector<double>>>(), {}};
    layer.biases.assign(layer.weights.size(), 0.0);
    if (json.contains("biases")) layer.biases = json.at("biases").get<std::vector<double>>();
    layers.push_back(layer);
  }
  return layers;
}

TEST(DeathPoint, ReplaysWhatItCounts) {
  int dead_networks = 0;
  int living_networks = 0;
  for (const Parameters& changes :
       {Parameters{{"widths", "2,2,3"}}, Parameters{{"widths", "2x5"}, {"biases", "normal:0.5"}},
        Parameters{{"widths", "1,2,2"}, {"feature", "skip"}},
        Parameters{{"widths", "2x4"}, {"signs", "most-living"}},
        Parameters{{"widths", "2x4"}, {"init", "rai"}}}) {
    const auto estimator = point_of(with(changes))->estimator("plain");
    const auto [point, data] = std::get<OnData<Point>>(estimator->kernel_point(5));
    std::vector<std::vector<double>> rows(4);
    for (std::size_t p = 0; p < 4; ++p) rows[p] = {data->values[p], data->values[4 + p]};
    for (std::uint64_t id = 0; id < 100; ++id) {
      const nlohmann::ordered_json replay = estimator->replay(5, id);
      // The oracle reads the network that is shown, and every operation is rounded as documented.
      const oracle::LivingData expected =
          oracle::propagate(point, layers_of(replay), rows, oracle::Arithmetic::rounded);
      const bool dead = expected.living == 0;
      (dead ? dead_networks : living_networks) += 1;
      ASSERT_EQ(replay.at("verdict"), dead ? "born dead" : "alive") << changes << ", id " << id;
      ASSERT_EQ(replay.at("data_points"), 4);
      ASSERT_EQ(replay.at("living_points"), expected.living) << changes << ", id " << id;
      ASSERT_EQ(replay.contains("fatal_layer"), dead) << changes << ", id " << id;
      if (dead) {
        ASSERT_EQ(replay.at("fatal_layer"), expected.fatal_layer + 1) << changes << ", id " << id;
      }
      ASSERT_EQ(replay.at("dead_neurons_by_layer"), expected.dead_neurons)
          << changes << ", id " << id;
      const Tally tally = estimator->resolve(5, std::span(&id, 1));
      ASSERT_EQ(tally.at("tally", "born_dead"), dead ? 1 : 0);
      ASSERT_EQ(tally.at("living_points", std::to_string(expected.living)), 1);
    }
  }
  EXPECT_GT(dead_networks, 50);
  EXPECT_GT(living_networks, 50);
}

}  // namespace
}  // namespace census::death
