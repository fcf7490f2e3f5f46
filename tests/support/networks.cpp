#include "tests/support/networks.hpp"

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "host/questions/unactivated/drawn_network.hpp"

namespace census::testing {

using unactivated::Verdict;

unactivated::Point unit_point(int input_dimension, int width, Distribution distribution,
                              std::uint64_t key) {
  const Law law{distribution, 1.0F};
  return {input_dimension, width, law, law, law, law, key};
}

oracle::Network drawn(const unactivated::Point& point, std::uint64_t id) {
  const unactivated::DrawnNetwork network = unactivated::draw(point, id);
  oracle::Network result;
  for (const auto& row : network.first_weights) {
    result.first_weights.emplace_back(row.begin(), row.end());
  }
  result.first_biases.assign(network.first_biases.begin(), network.first_biases.end());
  result.second_weights.assign(network.second_weights.begin(), network.second_weights.end());
  result.second_bias = network.second_bias;
  return result;
}

unactivated::ExactNetwork to_exact(const oracle::Network& network) {
  unactivated::ExactNetwork result;
  result.input_dimension = static_cast<int>(network.first_weights.front().size());
  for (std::size_t i = 0; i < network.first_weights.size(); ++i) {
    RationalVector row;
    for (const double x : network.first_weights[i]) row.emplace_back(x);
    row.emplace_back(network.first_biases[i]);
    result.rows.push_back(std::move(row));
    result.second_weights.emplace_back(network.second_weights[i]);
  }
  result.second_bias = Rational(network.second_bias);
  return result;
}

Verdict oracle_verdict(const oracle::Network& network) {
  switch (oracle::decide(network)) {
    case oracle::Verdict::unactivated:
      return Verdict::unactivated;
    case oracle::Verdict::activated:
      return Verdict::activated;
    case oracle::Verdict::degenerate:
      break;
  }
  return Verdict::degenerate;
}

namespace {

Verdict verdict_named(const std::string& name) {
  if (name == "unactivated") return Verdict::unactivated;
  if (name == "activated") return Verdict::activated;
  if (name == "degenerate") return Verdict::degenerate;
  throw std::invalid_argument("no verdict is called " + name);
}

}  // namespace

std::vector<HardCase> hard_cases() {
  std::vector<HardCase> cases;
  const auto folder = std::filesystem::path(CENSUS_SOURCE_DIR) / "tests/support/hard_cases";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    for (const auto& json : nlohmann::json::parse(std::ifstream(entry.path()))) {
      HardCase hard;
      hard.name = entry.path().stem().string() + ": " + json.at("name").get<std::string>();
      for (std::size_t j = 0; j < json.at("b2").size(); ++j) {
        oracle::Network network;
        json.at("W1").get_to(network.first_weights);
        json.at("b1").get_to(network.first_biases);
        json.at("W2").at(j).get_to(network.second_weights);
        json.at("b2").at(j).get_to(network.second_bias);
        hard.neurons.push_back(std::move(network));
        hard.verdicts.push_back(verdict_named(json.at("verdict").at(j)));
      }
      cases.push_back(std::move(hard));
    }
  }
  return cases;
}

}  // namespace census::testing
