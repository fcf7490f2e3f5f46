#include <cstdint>

#include "tests/host/commands/program.hpp"

namespace census {
namespace {

using Arguments = std::vector<std::string>;

Outcome estimate(const Arguments& more) {
  Arguments arguments = {"estimate", "--n0",    "2",         "--n1", "3",
                         "--json",   "--quiet", "--backend", "cpu"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return run(arguments);
}

TEST(EstimateCommand, PrintsThePromisedKeys) {
  const Outcome outcome = estimate({"--networks", "1e4"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.err, "");
  const nlohmann::json json = outcome.json();
  for (const char* key :
       {"question", "parameters", "seed", "first_id", "networks", "estimator", "backend", "device",
        "tally", "stages", "probability", "standard_error", "interval", "theory", "seconds",
        "networks_per_second", "version", "command"}) {
    EXPECT_TRUE(json.contains(key)) << key;
  }
  EXPECT_EQ(json["parameters"], nlohmann::json::parse(R"({"n0":2,"n1":3,"init":"unit-normal"})"));
  EXPECT_EQ(json["seed"], 1);
  EXPECT_EQ(json["first_id"], 0);
  EXPECT_EQ(json["networks"], 10'000);
  EXPECT_EQ(json["backend"], "cpu");
  EXPECT_EQ(json["estimator"], "plain");
  const nlohmann::json& tally = json["tally"];
  EXPECT_EQ(tally["unactivated"].get<int>() + tally["activated"].get<int>() +
                tally["degenerate"].get<int>(),
            10'000);
  EXPECT_FALSE(json.contains("interrupted"));
}

TEST(EstimateCommand, TallyDoesNotDependOnThreads) {
  const nlohmann::json one = estimate({"--networks", "1e5", "--threads", "1"}).json();
  const nlohmann::json two = estimate({"--networks", "1e5", "--threads", "2"}).json();
  EXPECT_EQ(one["tally"], two["tally"]);
  EXPECT_EQ(one["stages"], two["stages"]);
}

TEST(EstimateCommand, HalvesAddUpToTheWhole) {
  const nlohmann::json whole = estimate({"--networks", "1e5"}).json();
  const nlohmann::json first = estimate({"--networks", "3e4"}).json();
  const nlohmann::json second = estimate({"--first-id", "3e4", "--networks", "7e4"}).json();
  EXPECT_EQ(second["first_id"], 30'000);
  for (const auto& [name, count] : whole["tally"].items()) {
    EXPECT_EQ(count.get<int>(), first["tally"][name].get<int>() + second["tally"][name].get<int>())
        << name;
  }
}

TEST(EstimateCommand, SeedsAreDifferentSamples) {
  const nlohmann::json one = estimate({"--networks", "1e5", "--seed", "1"}).json();
  const nlohmann::json two = estimate({"--networks", "1e5", "--seed", "2"}).json();
  EXPECT_NE(one["tally"], two["tally"]);
}

TEST(EstimateCommand, CountsTheLastIds) {
  const Outcome outcome = estimate({"--first-id", "18446744073709551515", "--networks", "100"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.json()["first_id"], "18446744073709551515");
  EXPECT_EQ(outcome.json()["networks"], 100);
}

TEST(EstimateCommand, PrintsTheCommandThatRegeneratesTheTally) {
  const char* init = R"({"first_weights": {"distribution": "normal", "scale": 0.5},)"
                     R"( "first_biases": {"distribution": "uniform"},)"
                     R"( "second_weights": {"distribution": "laplace"},)"
                     R"( "second_biases": {"distribution": "cauchy"}})";
  const nlohmann::json first =
      estimate({"--networks", "2e4", "--first-id", "77", "--init", init}).json();
  const std::string command = first["command"];
  ASSERT_TRUE(command.starts_with("relu-census "));
  // Read by a shell, as a user would paste it.
  const TemporaryDirectory directory;
  const std::string line = std::string("'") + RELU_CENSUS_BINARY + "' " + command.substr(12) +
                           " --backend cpu --json --quiet > '" + directory / "out" + "'";
  ASSERT_EQ(std::system(line.c_str()), 0);
  const nlohmann::json second = nlohmann::json::parse(read_file(directory / "out"));
  EXPECT_EQ(second["tally"], first["tally"]);
  EXPECT_EQ(second["parameters"], first["parameters"]);
}

TEST(EstimateCommand, AnswersInTextByDefault) {
  const Outcome outcome = run({"estimate", "--n0", "1", "--n1", "1", "--networks", "1000"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_TRUE(outcome.out.starts_with("P(unactivated) = ")) << outcome.out;
  EXPECT_TRUE(contains(outcome.out, "relu-census estimate --question unactivated --n0 1"));
}

TEST(EstimateCommand, InterruptedPrintsWhatItCounted) {
  Program program({"estimate", "--n0", "2", "--n1", "3", "--networks", "1e15", "--json", "--quiet",
                   "--backend", "cpu"});
  program.wait_until_counting();
  program.interrupt();
  EXPECT_EQ(program.wait(), 130);
  const nlohmann::json json = nlohmann::json::parse(program.out());
  EXPECT_EQ(json["interrupted"], true);
  const auto networks = json["networks"].get<std::uint64_t>();
  EXPECT_GT(networks, 0U);
  std::uint64_t sum = 0;
  for (const auto& item : json["tally"].items()) sum += item.value().get<std::uint64_t>();
  EXPECT_EQ(sum, networks);
}

TEST(EstimateCommand, CudaWithoutACardIsNotAvailable) {
  const nlohmann::json devices = run({"devices", "--json"}).json()["devices"];
  for (const nlohmann::json& device : devices) {
    if (device["backend"] == "cuda" && device["usable"] == true) GTEST_SKIP() << "a card is here";
  }
  const Outcome outcome = run({"estimate", "--n0", "2", "--n1", "3", "--backend", "cuda"});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_EQ(outcome.out, "");
  EXPECT_TRUE(outcome.err.starts_with("error: the backend is not available: ")) << outcome.err;
}

TEST(EstimateCommand, AutoSaysWhyItCountsOnTheCpu) {
  const Outcome outcome = run({"estimate", "--n0", "1", "--n1", "1", "--networks", "1000"});
  if (contains(outcome.out, "cuda: ")) GTEST_SKIP() << "a card is here";
  EXPECT_TRUE(outcome.err.starts_with("note: counting on the CPU: ")) << outcome.err;
  const Outcome quiet = run({"estimate", "--n0", "1", "--n1", "1", "--networks", "1000", "-q"});
  EXPECT_EQ(quiet.err, "");
}

}  // namespace
}  // namespace census
