#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cuda/random/law.hpp"
#include "host/config/parameter_errors.hpp"
#include "host/questions/question.hpp"

namespace census {

/// The largest networks that a question takes.
struct DeepLimits {
  int inputs = 1;
  int width = 1;
  int depth = 1;
};

/// The shape of a network of ReLU layers and the laws of their parameters.
struct DeepNetwork {
  int inputs = 1;
  std::vector<int> widths;  ///< of the layers, the first one first
  Distribution weights = Distribution::normal;
  Distribution biases = Distribution::normal;
  std::vector<float> weight_scales;    ///< of each layer
  std::vector<float> bias_scales;      ///< of each layer; 0 for a layer without biases
  bool randomised_asymmetric = false;  ///< RAI: the scales of biases are 0 and mean nothing
  bool orthogonal = false;             ///< the scales of weights are gains

  int depth() const { return static_cast<int>(widths.size()); }
  int neurons() const;
  bool has_biases() const;  ///< in some layer
};

/// Returns the parameters that describe such a network: inputs; width and depth, or widths; init;
/// biases. `with_joint_laws` says whether the question takes rai and orthogonal, under which the
/// parameters of a neuron or layer are not independent.
std::vector<ParameterSpec> deep_network_specs(const DeepLimits& limits, bool with_joint_laws);

/// Reads these parameters. `fan_in` returns the number of inputs of a neuron of a layer, for the
/// scales that depend on it; it is called with the shape alone read. What is wrong goes to
/// `errors`, and then nothing is returned.
std::optional<DeepNetwork> read_deep_network(
    const Parameters& given, const DeepLimits& limits, bool with_joint_laws,
    const std::function<int(const DeepNetwork&, int layer)>& fan_in,
    std::vector<ParameterError>& errors);

/// Returns the number of inputs of a neuron of layer `layer` when layers feed only the next.
int plain_fan_in(const DeepNetwork& network, int layer);

/// Adds the parameters to `shown` as they were given, with the defaults of those that were not.
void show_deep_network(const Parameters& given, Parameters& shown);

/// Returns the canonical text of shape and laws, scales exact in hexadecimal; part of identities.
std::string canonical_text(const DeepNetwork& network);

/// Reads an integer parameter from `least` to `greatest`, or its default; records in `errors` why
/// it cannot be used.
std::optional<int> read_integer_parameter(const Parameters& given, const std::string& name,
                                          std::optional<int> default_value, int least, int greatest,
                                          std::vector<ParameterError>& errors);

/// Reads a number within [least, greatest].
std::optional<double> read_number_parameter(const Parameters& given, const std::string& name,
                                            double default_value, double least, double greatest,
                                            std::vector<ParameterError>& errors);

/// Reads one of a few words; returns its index.
std::optional<std::size_t> read_choice(const Parameters& given, const std::string& name,
                                       const std::vector<std::string>& words,
                                       std::size_t default_value,
                                       std::vector<ParameterError>& errors);

/// Records parameters that are not among `specs`.
void refuse_unknown_parameters(const Parameters& given, const std::vector<ParameterSpec>& specs,
                               std::string_view question, std::vector<ParameterError>& errors);

}  // namespace census
