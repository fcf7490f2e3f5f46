#include "host/config/initialisation.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

#include <fmt/format.h>

#include "host/config/did_you_mean.hpp"
#include "host/config/named_initialisation.hpp"
#include "host/config/parameter_errors.hpp"
#include "host/config/quote.hpp"

namespace census {

namespace {

/// In the order of the enumerators of Distribution.
const std::vector<std::string> names_of_distributions{"normal", "uniform", "laplace", "cauchy",
                                                      "smoothed-rademacher"};

/// The four groups of parameters, under the keys that users write.
struct Group {
  const char* key;
  Law Initialisation::*law;
};
constexpr std::array groups{Group{"first_weights", &Initialisation::first_weights},
                            Group{"first_biases", &Initialisation::first_biases},
                            Group{"second_weights", &Initialisation::second_weights},
                            Group{"second_biases", &Initialisation::second_biases}};
const std::vector<std::string> group_keys{"first_weights", "first_biases", "second_weights",
                                          "second_biases"};
const std::vector<std::string> law_keys{"distribution", "scale"};

constexpr const char* law_form = "a law is written {distribution: normal, scale: 1}";

/// Returns a value of the wrong kind for a message: the text itself, or what kind of value it is.
std::string shown(const Parameters& value) {
  if (value.is_string()) return quote(value.get_ref<const std::string&>());
  if (value.is_null()) return "nothing";
  if (value.is_object()) return "a mapping";
  if (value.is_array()) return "a list";
  return printable(value.dump());
}

/// Reads the laws of a value written out, collecting what is wrong with it.
class LawReader {
 public:
  explicit LawReader(std::vector<ParameterError>& errors) : errors_(errors) {}

  Law read(const Parameters& value, const std::string& path) {
    if (!value.is_object()) {
      refuse(path, fmt::format("{} is not a law", shown(value)), law_form);
      return {};
    }
    refuse_unknown_keys(value, path, law_keys, "a law");
    Law law;
    if (value.contains("distribution")) {
      law.distribution = read_distribution(value["distribution"], path + ".distribution");
    } else {
      refuse(path, "the distribution is missing", law_form);
    }
    if (value.contains("scale")) law.scale = read_scale(value["scale"], path + ".scale");
    return law;
  }

  void refuse_unknown_keys(const Parameters& value, const std::string& path,
                           const std::vector<std::string>& known, std::string_view owner) {
    for (const auto& [key, unused] : value.items()) {
      if (std::find(known.begin(), known.end(), key) != known.end()) continue;
      refuse(path + "." + key, fmt::format("unknown key {}", quote(key)),
             fmt::format("{} has the keys {}", owner, listed(known)), did_you_mean(key, known));
    }
  }

  void refuse(const std::string& path, std::string problem, std::string why,
              std::string suggestion = {}) {
    errors_.push_back({path, std::move(problem), std::move(why), std::move(suggestion)});
  }

 private:
  Distribution read_distribution(const Parameters& value, const std::string& path) {
    const std::string name = value.is_string() ? value.get<std::string>() : std::string();
    const std::optional<Distribution> distribution = parse_distribution(name);
    if (!distribution) {
      refuse(path, fmt::format("unknown distribution {}", shown(value)),
             fmt::format("the distributions are {}", listed(distribution_names())),
             did_you_mean(name, distribution_names()));
    }
    return distribution.value_or(Distribution::normal);
  }

  float read_scale(const Parameters& value, const std::string& path) {
    if (!value.is_number()) {
      refuse(path, fmt::format("{} is not a scale", shown(value)), "a scale is a positive number");
      return 1.0F;
    }
    const double scale = value.get<double>();
    if (!(scale >= least_scale && scale <= greatest_scale)) {
      refuse(path, fmt::format("scale {} is out of range", fmt::format("{}", scale)),
             "a scale is from 1e-9 to 1e9, so that products of parameters keep far from the ends "
             "of binary32");
      return 1.0F;
    }
    return static_cast<float>(scale);
  }

  std::vector<ParameterError>& errors_;
};

Initialisation read_written_out(const Parameters& value, const std::string& parameter) {
  std::vector<ParameterError> errors;
  LawReader reader(errors);
  reader.refuse_unknown_keys(value, parameter, group_keys, "an initialisation");
  Initialisation initialisation;
  for (const Group& group : groups) {
    const std::string path = parameter + "." + group.key;
    if (value.contains(group.key)) {
      initialisation.*group.law = reader.read(value[group.key], path);
    } else {
      reader.refuse(path, fmt::format("the law of {} is missing", group.key),
                    fmt::format("an initialisation has the keys {}", listed(group_keys)));
    }
  }
  if (!errors.empty()) throw ParameterErrors(std::move(errors));
  return initialisation;
}

/// Returns the shortest decimal that reads back as `scale`, so that 0.1 is shown as it was typed.
double shown_scale(float scale) {
  const double shortest = std::strtod(fmt::format("{}", scale).c_str(), nullptr);
  return static_cast<float>(shortest) == scale ? shortest : static_cast<double>(scale);
}

}  // namespace

std::string_view distribution_name(Distribution distribution) {
  return names_of_distributions.at(static_cast<std::size_t>(distribution));
}

std::optional<Distribution> parse_distribution(std::string_view name) {
  const auto& names = names_of_distributions;
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Distribution>(found - names.begin());
}

const std::vector<std::string>& distribution_names() { return names_of_distributions; }

Initialisation make_initialisation(const Parameters& value, int n0, int n1,
                                   const std::string& parameter) {
  if (value.is_object()) return read_written_out(value, parameter);
  const std::string name = value.is_string() ? value.get<std::string>() : std::string();
  std::optional<Initialisation> named = find_initialisation(name, n0, n1);
  if (!named) {
    throw ParameterErrors({{parameter, fmt::format("unknown initialisation {}", shown(value)),
                            fmt::format("the initialisations are {}, or one written out",
                                        listed(initialisation_names())),
                            did_you_mean(name, initialisation_names())}});
  }
  return *named;
}

Parameters to_parameters(const Initialisation& initialisation) {
  if (!initialisation.name.empty()) return initialisation.name;
  Parameters value = Parameters::object();
  for (const Group& group : groups) {
    const Law& law = initialisation.*group.law;
    value[group.key] = {{"distribution", distribution_name(law.distribution)},
                        {"scale", shown_scale(law.scale)}};
  }
  return value;
}

std::string canonical_text(Law law) {
  // Every scale is a normal binary32 number, whose exact hexadecimal form is unique.
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), law.scale,
                                 std::chars_format::hex);
  return fmt::format(
      "{}*0x{}", distribution_name(law.distribution),
      std::string_view(digits.data(), static_cast<std::size_t>(end.ptr - digits.data())));
}

}  // namespace census
