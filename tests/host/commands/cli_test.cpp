#include "tests/host/commands/program.hpp"

namespace census {
namespace {

using Arguments = std::vector<std::string>;

struct Refused {
  Arguments arguments;
  std::string message;
};

TEST(CommandLine, RefusesWithAReason) {
  const Arguments point = {"estimate", "--n0", "2", "--n1", "3"};
  const auto with = [&point](const Arguments& more) {
    Arguments arguments = point;
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
  };
  const std::vector<Refused> cases = {
      {{}, "see relu-census --help"},
      {{"estimat"}, "unknown command 'estimat'"},
      {{"estimat"}, "did you mean 'estimate'?"},
      {with({"--netwroks", "5"}), "unknown option '--netwroks'; did you mean '--networks'?"},
      {with({"--sead=5"}), "unknown option '--sead'; did you mean '--seed'?"},
      {with({"extra"}), "unexpected argument 'extra'"},
      {with({"--networks"}), "--networks"},
      {with({"--networks", "many"}), "--networks: "},
      {with({"--networks", "0"}), "--networks: there is nothing to count"},
      {with({"--networks", "-5"}), "--networks: "},
      {with({"--seed", "1.5"}), "--seed: "},
      {with({"--seed", "18446744073709551616"}), "--seed: "},
      {with({"--first-id", "x"}), "--first-id: "},
      {with({"--first-id", "18446744073709551615"}), "--first-id: the ids end beyond 2^64 - 1"},
      {with({"--estimator", "plane"}), "did you mean 'plain'?"},
      {with({"--estimator", "sings"}), "did you mean 'signs'?"},
      {with({"--estimator", "signs:9"}), "--estimator: estimator 'signs:9' flips 9 neurons"},
      {with({"--estimator", "signs:x"}), "--estimator: unknown estimator 'signs:x'"},
      {with({"--estimator", "orbit:1"}), "--estimator: unknown estimator 'orbit:1'"},
      {with({"--relative-error", ""}), "--relative-error: '' is not a relative error"},
      {with({"--relative-error", "0"}), "--relative-error: '0' is not a relative error"},
      {{"estimate", "--n0", "2", "--n1", "30", "--estimator", "orbit"},
       "--estimator: estimator 'orbit' averages over 2^61 sign patterns"},
      {with({"--backend", "cudda"}), "did you mean 'cuda'?"},
      {with({"--threads", "-1"}), "--threads"},
      {with({"--threads", "two"}), "--threads"},
      {with({"--question", "unactivatd"}), "did you mean 'unactivated'?"},
      {with({"--init", "unit-norml"}), "--init: "},
      {with({"--init", "{\"first_weights\":"}), "--init: the value is not JSON"},
      {with({"--init", R"({"first_weights": {"distribution": "gauss"}})"}),
       "--init: first_weights.distribution: "},
      {{"estimate", "--n1", "3"}, "--n0: "},
      {{"estimate", "--n0", "two", "--n1", "3"}, "--n0: 'two' is not a whole number"},
      {{"estimate", "--n0", "0", "--n1", "3"}, "--n0: "},
      {{"estimate", "--n0", "\xff", "--n1", "3"}, "--n0: "},
      {{"replay", "--n0", "2", "--n1", "3"}, "--id is required"},
      {{"replay", "--n0", "2", "--n1", "3", "--id", "-1"}, "--id: '-1' is not a network id"},
      {{"estimat", "--n0", "2"}, "did you mean 'estimate'?"},
      {{"replay", "--n0", "2", "--n1", "3", "--id", "1", "--estimator", "obrit"},
       "did you mean 'orbit'?"},
      {{"sweep"}, "CONFIG is required"},
      {{"sweep", "x.yaml", "--seed", "3"}, "the seed is part of the configuration"},
  };
  for (const Refused& refused : cases) {
    const Outcome outcome = run(refused.arguments);
    SCOPED_TRACE(testing::PrintToString(refused.arguments));
    EXPECT_EQ(outcome.code, 2);
    EXPECT_EQ(outcome.out, "");
    EXPECT_TRUE(outcome.err.starts_with("error: ")) << outcome.err;
    EXPECT_TRUE(contains(outcome.err, refused.message)) << outcome.err;
    EXPECT_FALSE(contains(outcome.err, "\033")) << "colours without a terminal";
  }
}

TEST(CommandLine, ShowsAllThatIsWrongAtOnce) {
  const Outcome outcome = run({"estimate", "--n0", "0", "--n1", "0", "--networks", "x", "--seed",
                               "x", "--backend", "x", "--estimator", "x"});
  EXPECT_EQ(outcome.code, 2);
  for (const char* option : {"--n0", "--n1", "--networks", "--seed", "--backend", "--estimator"}) {
    EXPECT_TRUE(contains(outcome.err, std::string("error: ") + option + ": ")) << outcome.err;
  }
}

TEST(CommandLine, HelpsWithExamples) {
  EXPECT_TRUE(contains(run({"--help"}).out, "Exit codes:"));
  for (const char* command : {"estimate", "sweep", "replay", "devices"}) {
    const Outcome outcome = run({command, "--help"});
    EXPECT_EQ(outcome.code, 0);
    EXPECT_EQ(outcome.err, "");
    EXPECT_TRUE(contains(outcome.out, std::string("Usage: relu-census ") + command));
    EXPECT_TRUE(contains(outcome.out, std::string("Examples:\n  relu-census ") + command));
    EXPECT_TRUE(contains(outcome.out, "--json"));
  }
}

TEST(CommandLine, TakesTheOptionsOfAPointFromItsQuestion) {
  const std::string help = run({"estimate", "--help"}).out;
  for (const char* option : {"--n0 ", "--n1 ", "--init "}) EXPECT_TRUE(contains(help, option));
}

TEST(CommandLine, KnowsItsVersion) {
  const Outcome outcome = run({"--version"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.out, std::string(RELU_CENSUS_VERSION) + "\n");
}

TEST(CommandLine, AFullDiskIsNotSuccess) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "no /dev/full here";
  const std::string line =
      std::string("'") + RELU_CENSUS_BINARY + "' devices > /dev/full 2> /dev/null";
  const int status = std::system(line.c_str());
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 1);
}

TEST(DevicesCommand, ListsTheProcessorAndTheReasonAgainstACard) {
  const nlohmann::json devices = run({"devices", "--json"}).json()["devices"];
  ASSERT_GE(devices.size(), 2U);
  EXPECT_EQ(devices[0]["backend"], "cpu");
  EXPECT_EQ(devices[0]["usable"], true);
  for (const nlohmann::json& device : devices) EXPECT_NE(device["detail"], "");
  const std::string table = run({"devices"}).out;
  EXPECT_TRUE(table.starts_with("backend  usable  device"));
  EXPECT_TRUE(contains(table, "\ncuda "));
}

TEST(ReplayCommand, DrawsTheSameNetworkAgain) {
  const Arguments arguments = {"replay", "--n0", "2", "--n1", "3", "--seed", "7", "--id", "42"};
  Arguments for_programs = arguments;
  for_programs.emplace_back("--json");
  const Outcome outcome = run(for_programs);
  EXPECT_EQ(outcome.code, 0);
  const nlohmann::json json = outcome.json();
  EXPECT_EQ(json["id"], 42);
  EXPECT_EQ(json["seed"], 7);
  EXPECT_EQ(json["parameters"]["n1"], 3);
  EXPECT_TRUE(json.contains("network"));
  EXPECT_TRUE(json.contains("verdict"));
  EXPECT_TRUE(json.contains("certificate"));
  EXPECT_EQ(run(for_programs).out, outcome.out);

  const std::string text = run(arguments).out;
  EXPECT_TRUE(contains(text, "\nnetwork\n")) << text;
  EXPECT_TRUE(contains(text, json["verdict"].get<std::string>()));
}

}  // namespace
}  // namespace census
