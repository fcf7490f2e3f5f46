#include <cstdint>

#include "tests/host/commands/program.hpp"

namespace census {
namespace {

using Arguments = std::vector<std::string>;

Outcome estimate_by(const std::string& estimator, const Arguments& more) {
  Arguments arguments = {"estimate", "--n0",      "2",   "--n1",        "3",      "--json",
                         "--quiet",  "--backend", "cpu", "--estimator", estimator};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return run(arguments);
}

Outcome estimate(const Arguments& more) { return estimate_by("plain", more); }

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

TEST(EstimateCommand, AnAverageHasItsMomentsForATally) {
  const nlohmann::json json = estimate_by("orbit", {"--networks", "1000"}).json();
  EXPECT_EQ(json["estimator"], "orbit");
  const nlohmann::json& tally = json["tally"];
  EXPECT_EQ(tally["networks"], 1000);
  EXPECT_EQ(tally["group_order"], 128);
  // The theorem: 5/64 of the 128 sign patterns of every network.
  EXPECT_EQ(tally["sum"], 10 * 1000);
  EXPECT_EQ(tally["sum_of_squares"], 100 * 1000);
  EXPECT_EQ(tally["min"], 10);
  EXPECT_EQ(tally["max"], 10);
  EXPECT_EQ(tally["degenerate"], 0);
  EXPECT_EQ(json["probability"], 5.0 / 64.0);
  EXPECT_EQ(json["standard_error"], 0.0);
  EXPECT_EQ(json["interval"]["method"], "zero-variance");
  EXPECT_EQ(json["shares_seen"]["common"], "5/64");
  EXPECT_EQ(json["theory"]["z_score"], 0.0);
  EXPECT_EQ(json["efficiency"]["variance_gain"], "infinity");
  EXPECT_EQ(json["efficiency"]["seconds"], 0.0);
}

TEST(EstimateCommand, AnAverageIsSplitLikeAnyTally) {
  const auto count = [&](const std::string& first, const std::string& networks) {
    return run({"estimate", "--n0", "2", "--n1", "5", "--estimator", "orbit:5:2", "--first-id",
                first, "--networks", networks, "--json", "--quiet", "--backend", "cpu"})
        .json()["tally"];
  };
  const nlohmann::json whole = count("0", "3000");
  const nlohmann::json a = count("0", "1100");
  const nlohmann::json b = count("1100", "1900");
  for (const char* name : {"networks", "sum", "sum_of_squares"}) {
    EXPECT_EQ(whole[name].get<long>(), a[name].get<long>() + b[name].get<long>()) << name;
  }
  EXPECT_EQ(whole["min"], std::min(a["min"], b["min"]));
  EXPECT_EQ(whole["max"], std::max(a["max"], b["max"]));
  EXPECT_EQ(whole["max_id"], a["max"] >= b["max"] ? a["max_id"] : b["max_id"]);
}

TEST(EstimateCommand, ReplayShowsTheExtremesThatWereSeen) {
  const nlohmann::json json = run({"estimate", "--n0", "2", "--n1", "4", "--estimator", "orbit",
                                   "--networks", "2000", "--json", "--quiet", "--backend", "cpu"})
                                  .json();
  for (const char* end : {"min", "max"}) {
    const auto id = json["tally"][std::string(end) + "_id"].get<int>();
    const Outcome replay = run({"replay", "--n0", "2", "--n1", "4", "--id", std::to_string(id),
                                "--estimator", "orbit", "--json"});
    EXPECT_EQ(replay.json()["sign_patterns"]["unactivated"], json["tally"][end]);
    EXPECT_EQ(replay.json()["sign_patterns"]["group_order"], 512);
  }
}

TEST(EstimateCommand, AutoRecordsWhatItChoseSoThatItCanBeCountedAgain) {
  const nlohmann::json json = run({"estimate", "--n0", "2", "--n1", "4", "--relative-error", "1e-3",
                                   "--json", "--quiet", "--backend", "cpu"})
                                  .json();
  EXPECT_EQ(json["estimator"], "orbit");
  EXPECT_LT(json["standard_error"].get<double>(), 1.5e-3 * json["probability"].get<double>());
  const nlohmann::json again =
      run({"estimate", "--n0", "2", "--n1", "4", "--estimator",
           json["estimator"].get<std::string>(), "--networks",
           std::to_string(json["networks"].get<long>()), "--json", "--quiet", "--backend", "cpu"})
          .json();
  EXPECT_EQ(again["tally"], json["tally"]);
}

TEST(EstimateCommand, AnswersInTextByDefault) {
  const Outcome outcome = run({"estimate", "--n0", "1", "--n1", "1", "--networks", "1000"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_TRUE(outcome.out.starts_with("P(unactivated) = ")) << outcome.out;
  EXPECT_TRUE(contains(outcome.out, "relu-census estimate --question unactivated --n0 1"));
}

TEST(EstimateCommand, InterruptedPrintsWhatItCounted) {
  Program program({"estimate", "--n0", "2", "--n1", "3", "--networks", "1e15", "--estimator",
                   "plain", "--json", "--quiet", "--backend", "cpu"});
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
