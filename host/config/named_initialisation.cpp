#include "host/config/named_initialisation.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace census {

namespace {

/// How the scale of a layer's parameters follows from the number of its inputs and outputs. Square
/// roots and quotients are correctly rounded, so that a name means the same law on every machine.
using ScaleRule = double (*)(double fan_in, double fan_out);

double unit(double /*fan_in*/, double /*fan_out*/) { return 1.0; }
double he_normal(double fan_in, double /*fan_out*/) { return std::sqrt(2.0 / fan_in); }
double he_uniform(double fan_in, double /*fan_out*/) { return std::sqrt(6.0 / fan_in); }
double xavier_normal(double fan_in, double fan_out) { return std::sqrt(2.0 / (fan_in + fan_out)); }
double xavier_uniform(double fan_in, double fan_out) { return std::sqrt(6.0 / (fan_in + fan_out)); }
double lecun_normal(double fan_in, double /*fan_out*/) { return std::sqrt(1.0 / fan_in); }
double lecun_uniform(double fan_in, double /*fan_out*/) { return std::sqrt(3.0 / fan_in); }
double pytorch_linear(double fan_in, double /*fan_out*/) { return 1.0 / std::sqrt(fan_in); }

/// A name stands for one law per layer, shared by the weights and the biases of that layer.
struct Named {
  std::string_view name;
  Distribution distribution;
  ScaleRule scale;
};

constexpr std::array names{
    Named{"unit-normal", Distribution::normal, unit},
    Named{"unit-uniform", Distribution::uniform, unit},
    Named{"unit-laplace", Distribution::laplace, unit},
    Named{"unit-cauchy", Distribution::cauchy, unit},
    Named{"unit-smoothed-rademacher", Distribution::smoothed_rademacher, unit},
    Named{"he-normal", Distribution::normal, he_normal},
    Named{"he-uniform", Distribution::uniform, he_uniform},
    Named{"xavier-normal", Distribution::normal, xavier_normal},
    Named{"xavier-uniform", Distribution::uniform, xavier_uniform},
    Named{"lecun-normal", Distribution::normal, lecun_normal},
    Named{"lecun-uniform", Distribution::uniform, lecun_uniform},
    Named{"pytorch-linear", Distribution::uniform, pytorch_linear},
};

}  // namespace

const std::vector<std::string>& initialisation_names() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> list;
    for (const Named& named : names) list.emplace_back(named.name);
    return list;
  }();
  return all;
}

const std::string& initialisation_help() {
  static const std::string help =
      "unit-normal, unit-uniform, unit-laplace, unit-cauchy and unit-smoothed-rademacher draw "
      "every "
      "parameter with scale 1. he-normal, he-uniform, xavier-normal, xavier-uniform, lecun-normal "
      "and lecun-uniform take the scale of each layer from its number of inputs and outputs; in "
      "practice they come with zero biases, which put every network outside general position, so "
      "here the biases are drawn with the law of their layer's weights. pytorch-linear is the "
      "default of torch.nn.Linear, biases included. In YAML an initialisation can be written out: "
      "{distribution, scale} for each of first_weights, first_biases, second_weights and "
      "second_biases.";
  return help;
}

std::optional<Initialisation> find_initialisation(std::string_view name, int n0, int n1) {
  const auto named = std::find_if(names.begin(), names.end(), [name](const Named& candidate) {
    return candidate.name == name;
  });
  if (named == names.end()) return std::nullopt;
  const Law first{named->distribution, static_cast<float>(named->scale(n0, n1))};
  const Law second{named->distribution, static_cast<float>(named->scale(n1, 1))};
  return Initialisation{std::string(name), first, first, second, second};
}

}  // namespace census
