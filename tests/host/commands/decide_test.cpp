#include "host/commands/decide.hpp"

#include "host/error.hpp"
#include "host/questions/unactivated/certificate_json.hpp"
#include "tests/host/commands/program.hpp"
#include "tests/support/networks.hpp"

namespace census {
namespace {

const std::string example = CENSUS_SOURCE_DIR "/configs/networks/never_active.json";

/// Returns the file that a user would write for the network.
std::string file_text(const std::vector<oracle::Network>& neurons) {
  nlohmann::json json = {{"W1", neurons[0].first_weights}, {"b1", neurons[0].first_biases}};
  for (const oracle::Network& neuron : neurons) {
    json["W2"].push_back(neuron.second_weights);
    json["b2"].push_back(neuron.second_bias);
  }
  return json.dump();
}

TEST(DecideCommand, SolvesEveryHardCase) {
  int decided = 0;
  for (const testing::HardCase& hard : testing::hard_cases()) {
    SCOPED_TRACE(hard.name);
    const std::string text = file_text(hard.neurons);
    if (hard.neurons[0].first_weights[0].size() > 8 || hard.neurons[0].first_biases.size() > 64) {
      EXPECT_THROW(unactivated::parse_network(text, "a.json"), ConfigError);
      continue;
    }
    const auto network = unactivated::parse_network(text, "a.json");
    ASSERT_EQ(network.neurons(), hard.neurons.size());
    for (std::size_t j = 0; j < network.neurons(); ++j) {
      const auto json = decide_neuron(network, j);
      EXPECT_EQ(json["neuron"], j);
      EXPECT_EQ(json["verdict"], unactivated::verdict_name(hard.verdicts[j])) << "neuron " << j;
      ++decided;
    }
  }
  EXPECT_GT(decided, 250);
}

TEST(DecideCommand, PrintsTheListThatWasPromised) {
  const Outcome outcome = run({"decide", example, "--json"});
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.err, "");
  const nlohmann::json neurons = outcome.json()["neurons"];
  std::vector<std::string> verdicts;
  for (std::size_t j = 0; j < neurons.size(); ++j) {
    EXPECT_EQ(neurons[j].size(), 3U);
    EXPECT_EQ(neurons[j]["neuron"], j);
    verdicts.push_back(neurons[j]["verdict"]);
    for (const char* key : {"kind", "vertices_checked", "rays_checked"}) {
      EXPECT_TRUE(neurons[j]["certificate"].contains(key)) << neurons[j];
    }
  }
  EXPECT_EQ(verdicts,
            (std::vector<std::string>{"unactivated", "degenerate", "activated", "activated"}));
}

TEST(DecideCommand, PrintsTextForPeople) {
  const Outcome outcome = run({"decide", example});
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_TRUE(outcome.out.starts_with("neuron 0: unactivated\n  largest vertex  f = "))
      << outcome.out;
  EXPECT_TRUE(outcome.out.ends_with("\n4 neurons: 1 unactivated, 2 activated, 1 degenerate\n"))
      << outcome.out;
}

TEST(DecideCommand, ReadsTheStandardInput) {
  const std::string pipe = std::string("'") + RELU_CENSUS_BINARY + "' decide - --json < '";
  const TemporaryDirectory directory;
  ASSERT_EQ(std::system((pipe + example + "' > '" + (directory / "out") + "'").c_str()), 0);
  EXPECT_EQ(read_file(directory / "out"), run({"decide", example, "--json"}).out);
}

TEST(DecideCommand, RefusesWithAReason) {
  const TemporaryDirectory directory;
  const std::string broken = write_file(directory / "broken.json", "{\"W1\": [[1],\n[NaN]]}");
  const std::string small = write_file(directory / "small.json",
                                       R"({"W1": [[1]], "b1": [1, 2], "W2": [[1]], "b2": ["x"]})");
  const std::string empty = write_file(directory / "empty.json", "");
  const std::string missing = directory / "missing.json";
  const std::vector<std::pair<std::vector<std::string>, std::string>> cases = {
      {{"decide"}, "NETWORK is required"},
      {{"decide", example, "--jsn"}, "did you mean '--json'?"},
      {{"decide", example, example}, "unexpected argument"},
      {{"decide", missing}, missing + ": cannot be read (No such file or directory)"},
      {{"decide", directory / ""}, "it is a directory"},
      {{"decide", empty}, empty + ": the file is empty"},
      {{"decide", broken}, broken + ":2:2: the text is not JSON"},
      {{"decide", small}, "error: " + small + ": b1: the list has 2 numbers, not 1"},
      {{"decide", small}, "error: " + small + ": b2[0]: the text 'x' is not a number"},
  };
  for (const auto& [arguments, message] : cases) {
    const Outcome outcome = run(arguments);
    EXPECT_EQ(outcome.code, 2);
    EXPECT_EQ(outcome.out, "");
    EXPECT_TRUE(outcome.err.starts_with("error: ")) << outcome.err;
    EXPECT_TRUE(contains(outcome.err, message)) << outcome.err;
  }
}

TEST(DecideCommand, SaysWhenItMayTakeLong) {
  // 8 inputs and 14 neurons: C(14, 8) + 2 C(14, 7) = 9867 checks; 15 neurons need 19305.
  nlohmann::json network = {{"b1", std::vector<double>(15, 1)}, {"b2", {1}}};
  network["W1"] = std::vector(15, std::vector<double>(8, 1));
  network["W2"] = std::vector(1, std::vector<double>(15, 1));
  const TemporaryDirectory directory;
  const std::string file = write_file(directory / "large.json", network.dump());
  EXPECT_EQ(run({"decide", file}).err,
            "note: each neuron may need 19,305 checks in exact arithmetic\n");
  EXPECT_EQ(run({"decide", file, "--quiet"}).err, "");
}

TEST(DecideCommand, HelpsWithExamples) {
  const Outcome outcome = run({"decide", "--help"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_TRUE(contains(outcome.out, "Examples:\n  relu-census decide ")) << outcome.out;
}

}  // namespace
}  // namespace census
