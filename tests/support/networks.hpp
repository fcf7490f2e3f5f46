#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cuda/questions/unactivated/point.hpp"
#include "cuda/questions/unactivated/verdict.hpp"
#include "host/questions/unactivated/exact_network.hpp"
#include "tests/support/oracle.hpp"

namespace census::testing {

/// Returns a point with all four groups of shape `distribution` and scale 1.
unactivated::Point unit_point(int input_dimension, int width, Distribution distribution,
                              std::uint64_t key);

/// Returns network `id` of `point`, drawn by the program, as the oracle reads it.
oracle::Network drawn(const unactivated::Point& point, std::uint64_t id);

/// Returns an oracle's network as the exact decision reads it.
unactivated::ExactNetwork to_exact(const oracle::Network& network);

/// Returns the oracle's verdict in the program's terms.
unactivated::Verdict oracle_verdict(const oracle::Network& network);

/// A network from tests/support/hard_cases with one verdict per second-layer neuron.
struct HardCase {
  std::string name;
  std::vector<oracle::Network> neurons;
  std::vector<unactivated::Verdict> verdicts;
};

/// Returns every hard case of every file.
std::vector<HardCase> hard_cases();

}  // namespace census::testing
