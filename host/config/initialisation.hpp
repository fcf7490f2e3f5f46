#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cuda/random/law.hpp"
#include "host/questions/question.hpp"

namespace census {

/// Scales outside this range are refused: products of a few parameters must stay far from the ends
/// of binary32.
inline constexpr double least_scale = 1e-9;
inline constexpr double greatest_scale = 1e9;

/// The law of each of the four groups of parameters of a network with one hidden layer.
struct Initialisation {
  std::string name;  ///< as the user typed it; empty when the four laws were written out
  Law first_weights;
  Law first_biases;
  Law second_weights;
  Law second_biases;

  friend bool operator==(const Initialisation&, const Initialisation&) = default;
};

/// Returns the name of a distribution as users type it, "smoothed-rademacher".
std::string_view distribution_name(Distribution distribution);

/// Returns the distribution of that name, or nothing.
std::optional<Distribution> parse_distribution(std::string_view name);

/// Returns the names of all distributions.
const std::vector<std::string>& distribution_names();

/// Returns the names that `make_initialisation` knows.
const std::vector<std::string>& initialisation_names();

/// Returns the paragraph about initialisations for --help.
const std::string& initialisation_help();

/// Returns the initialisation that `value` gives for a network with n0 inputs and n1 first-layer
/// neurons. `value` is a name or an object with exactly the keys first_weights, first_biases,
/// second_weights and second_biases, each {"distribution": name, "scale": number}; the scale is 1
/// where it is left out, and is rounded to binary32. The scale of `uniform` is its limit, that of
/// every other distribution a factor on the standard variable of law.hpp.
///
/// Names, with fan_in, fan_out = n0, n1 in the first layer and n1, 1 in the second:
/// - unit-normal, unit-uniform, unit-laplace, unit-cauchy, unit-smoothed-rademacher: all scales 1
/// - he-normal: standard deviation sqrt(2 / fan_in); he-uniform: limit sqrt(6 / fan_in)
/// - xavier-normal: standard deviation sqrt(2 / (fan_in + fan_out));
///   xavier-uniform: limit sqrt(6 / (fan_in + fan_out))
/// - lecun-normal: standard deviation sqrt(1 / fan_in); lecun-uniform: limit sqrt(3 / fan_in)
/// - pytorch-linear: uniform with limit 1 / sqrt(fan_in), the default of torch.nn.Linear
///
/// In practice the he, xavier and lecun initialisations come with zero biases. Zero biases put
/// every hyperplane of the first layer through the origin, so that no network is in general
/// position; under these names the biases are drawn with the law of their layer's weights instead.
///
/// `parameter` is the name under which errors refer to the value.
/// @throw ParameterErrors with everything that is wrong with the value.
Initialisation make_initialisation(const Parameters& value, int n0, int n1,
                                   const std::string& parameter = "init");

/// Returns the value that `make_initialisation` reads back as the same laws: the name, or the
/// object with all four groups and every scale.
Parameters to_parameters(const Initialisation& initialisation);

/// Returns the law as it stands in the identity of a point: distribution and exact scale,
/// "normal*0x1.8p-1". Part of the format.
std::string canonical_text(Law law);

}  // namespace census
