#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "host/questions/unactivated/exact_network.hpp"

namespace census::unactivated {

/// Network files larger than this are refused before they are parsed.
inline constexpr std::size_t largest_network_file = std::size_t{64} << 20U;

/// Two layers of the user's own: first_weights[i] is W_i, second_weights[j] has the weights of
/// second-layer neuron j. Every number is a finite binary64 and stands for exactly itself.
struct GivenNetwork {
  std::vector<std::vector<double>> first_weights;   ///< W1, n1 rows of n0
  std::vector<double> first_biases;                 ///< b1, n1
  std::vector<std::vector<double>> second_weights;  ///< W2, n2 rows of n1
  std::vector<double> second_biases;                ///< b2, n2

  int input_dimension() const { return static_cast<int>(first_weights.front().size()); }
  int width() const { return static_cast<int>(first_weights.size()); }
  std::size_t neurons() const { return second_weights.size(); }
};

/// Returns the bytes of the file `path`, or of the standard input when it is "-".
/// @throw ConfigError that names the file and the reason when it cannot be read, is a directory, or
/// is larger than `largest_network_file`.
std::string read_network_file(const std::string& path);

/// Reads {"W1": [[..n0..] x n1], "b1": [n1], "W2": [[..n1..] x n2], "b2": [n2]}. A number is the
/// binary64 nearest to what is written. `path`, as typed, names the text in messages.
/// @throw ConfigError at line and column where the text is not JSON or a number overflows; else
/// with everything that is wrong, each with its path such as W1[2][0]: unknown, duplicate and
/// missing keys, what is no number, rows of different lengths, shapes that do not fit each other,
/// and sizes beyond what can be decided.
GivenNetwork parse_network(std::string_view text, const std::string& path);

/// Returns second-layer neuron `neuron` of the network with exact parameters.
ExactNetwork exact_neuron(const GivenNetwork& network, std::size_t neuron);

}  // namespace census::unactivated
