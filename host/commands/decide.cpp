#include "host/commands/decide.hpp"

#include <memory>
#include <string>

#include <fmt/format.h>

#include "host/commands/exit_code.hpp"
#include "host/output/decide_text.hpp"
#include "host/output/readable.hpp"
#include "host/questions/unactivated/certificate_json.hpp"
#include "host/questions/unactivated/cost.hpp"

namespace census {
namespace {

constexpr const char* examples = R"(Examples:
  relu-census decide configs/networks/never_active.json
  relu-census decide network.json --json | jq '.neurons[] | {neuron, verdict}'
  echo '{"W1": [[1], [-1]], "b1": [1, 1], "W2": [[-1, -1]], "b2": [1]}' | relu-census decide -

NETWORK is {"W1": n1 rows of n0 numbers, "b1": n1 numbers, "W2": n2 rows of n1 numbers, "b2": n2
numbers}; neuron j of the second layer is b2[j] + sum_i W2[j][i] max(0, W1[i] . x + b1[i]).
Each number stands for the binary64 it is read as, exactly.)";

/// As many checked vertices as a certificate lists.
constexpr std::size_t most_listed = 1000;

/// Beyond this many checks in rational arithmetic the user waits, and is told why.
constexpr std::uint64_t checks_without_a_note = 10'000;

struct DecideOptions {
  CommonOptions common;
  std::string network;
};

/// Each neuron is printed once it is decided: a network may have many, and each may take long.
void print_neurons(const unactivated::GivenNetwork& network, bool json) {
  using Json = nlohmann::ordered_json;
  DecideSummary summary;
  if (json) fmt::print("{{\"neurons\":[");
  for (std::size_t j = 0; j < network.neurons(); ++j) {
    const Json neuron = decide_neuron(network, j);
    if (json) {
      fmt::print("{}{}", j == 0 ? "" : ",", neuron.dump());
    } else {
      fmt::print("{}", decide_text(neuron));
      summary.add(neuron);
    }
  }
  fmt::print("{}", json ? "]}\n" : summary.text());
}

int run_decide(const DecideOptions& options) {
  const std::string text = unactivated::read_network_file(options.network);
  const unactivated::GivenNetwork network = unactivated::parse_network(text, options.network);
  const auto cost = unactivated::worst_cost(network.input_dimension(), network.width());
  if (cost.checks() > checks_without_a_note) {
    print_note(options.common, fmt::format("each neuron may need {} checks in exact arithmetic",
                                           readable_integer(cost.checks())));
  }
  print_neurons(network, options.common.json);
  return exit_done;
}

}  // namespace

nlohmann::ordered_json decide_neuron(const unactivated::GivenNetwork& network, std::size_t neuron) {
  const unactivated::ExactNetwork exact = unactivated::exact_neuron(network, neuron);
  const unactivated::ExactDecision decision = unactivated::decide_exactly(exact, most_listed);
  nlohmann::ordered_json json;
  json["neuron"] = neuron;
  json["verdict"] = unactivated::verdict_name(decision.verdict);
  json["certificate"] = unactivated::certificate_json(exact, decision);
  return json;
}

void add_decide_command(CLI::App& program, Action& action) {
  const auto options = std::make_shared<DecideOptions>();
  CLI::App& command = *program.add_subcommand(
      "decide", "Decide each second-layer neuron of a network of your own (JSON)");
  command.add_option("NETWORK", options->network, "File with the network, - for standard input")
      ->required();
  add_json_option(command, options->common);
  add_quiet_option(command, options->common);
  command.footer(examples);
  command.callback([options, &action] { action = [options] { return run_decide(*options); }; });
}

}  // namespace census
