#pragma once

#include <cstddef>

#include "host/commands/options.hpp"
#include "host/questions/unactivated/network_json.hpp"

namespace census {

/// Returns {"neuron", "verdict", "certificate"} of second-layer neuron `neuron`, as `decide --json`
/// lists it; decided in rational arithmetic.
nlohmann::ordered_json decide_neuron(const unactivated::GivenNetwork& network, std::size_t neuron);

/// Adds the command `decide`, which decides every second-layer neuron of a network of the user's
/// own. Sets `action` when it is the one that was typed.
void add_decide_command(CLI::App& program, Action& action);

}  // namespace census
