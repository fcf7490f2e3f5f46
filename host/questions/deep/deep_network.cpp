#include "host/questions/deep/deep_network.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "host/config/did_you_mean.hpp"
#include "host/config/initialisation.hpp"
#include "host/config/quote.hpp"

namespace census {
namespace {

constexpr const char* default_init = "he-normal";
constexpr const char* default_biases = "zero";
constexpr const char* rai = "rai";
constexpr double rai_scale = 0.6007;  ///< times 1 / sqrt(fan_in)
constexpr const char* orthogonal = "orthogonal";

/// An initialisation by name: the law of the weights, its scale from fan_in and fan_out.
struct Scheme {
  const char* name;
  Distribution distribution;
  double (*scale)(double fan_in, double fan_out);
};

constexpr Scheme schemes[] = {
    {"he-normal", Distribution::normal, [](double in, double) { return std::sqrt(2.0 / in); }},
    {"he-uniform", Distribution::uniform, [](double in, double) { return std::sqrt(6.0 / in); }},
    {"xavier-normal", Distribution::normal,
     [](double in, double out) { return std::sqrt(2.0 / (in + out)); }},
    {"xavier-uniform", Distribution::uniform,
     [](double in, double out) { return std::sqrt(6.0 / (in + out)); }},
    {"lecun-normal", Distribution::normal, [](double in, double) { return std::sqrt(1.0 / in); }},
    {"lecun-uniform", Distribution::uniform, [](double in, double) { return std::sqrt(3.0 / in); }},
    {"pytorch-linear", Distribution::uniform,
     [](double in, double) { return 1.0 / std::sqrt(in); }},
    {"unit-normal", Distribution::normal, [](double, double) { return 1.0; }},
    {"unit-uniform", Distribution::uniform, [](double, double) { return 1.0; }},
    {"unit-laplace", Distribution::laplace, [](double, double) { return 1.0; }},
    {"unit-cauchy", Distribution::cauchy, [](double, double) { return 1.0; }},
    {"unit-smoothed-rademacher", Distribution::smoothed_rademacher,
     [](double, double) { return 1.0; }}};

std::vector<std::string> scheme_names(bool with_joint_laws) {
  std::vector<std::string> names;
  for (const Scheme& scheme : schemes) names.emplace_back(scheme.name);
  if (with_joint_laws) names.insert(names.end(), {rai, orthogonal});
  return names;
}

std::string init_form(bool with_joint_laws) {
  std::string form = listed(scheme_names(with_joint_laws));
  if (with_joint_laws) form += "; orthogonal has gain sqrt(2), orthogonal:1 gain 1";
  return form;
}

std::string biases_form() {
  return fmt::format(
      "zero, like-weights, or a distribution with its scale from {:g} to {:g}, as normal:0.1; the "
      "distributions are {}",
      least_scale, greatest_scale, listed(distribution_names()));
}

std::optional<int> parse_positive(std::string_view text) {
  int value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || stop != text.data() + text.size() || value < 1) return std::nullopt;
  return value;
}

/// Reads "3,3,5" or "64x10,32": widths, each followed by how often if more than once.
std::optional<std::vector<int>> parse_widths(const std::string& text, const DeepLimits& limits) {
  std::vector<int> widths;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    const std::string_view item = std::string_view(text).substr(begin, end - begin);
    const std::size_t times = item.find('x');
    const std::optional<int> width = parse_positive(item.substr(0, times));
    const std::optional<int> count =
        times == std::string_view::npos ? 1 : parse_positive(item.substr(times + 1));
    if (!width || !count || *width > limits.width || *count > limits.depth) return std::nullopt;
    widths.insert(widths.end(), static_cast<std::size_t>(*count), *width);
    if (static_cast<int>(widths.size()) > limits.depth) return std::nullopt;
    begin = end + 1;
  }
  return widths;
}

std::optional<std::string> read_text(const Parameters& given, const std::string& name,
                                     const std::string& default_value,
                                     std::vector<ParameterError>& errors) {
  if (!given.contains(name)) return default_value;
  const Parameters& value = given[name];
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_integer()) return value.dump();
  errors.push_back({name, fmt::format("{} = {} cannot be used", name, printable(value.dump())),
                    fmt::format("{} is a text", name), ""});
  return std::nullopt;
}

std::optional<std::vector<int>> read_widths(const Parameters& given, const DeepLimits& limits,
                                            std::vector<ParameterError>& errors) {
  if (given.contains("widths")) {
    const bool twice = given.contains("width") || given.contains("depth");
    for (const char* other : {"width", "depth"}) {
      if (!given.contains(other)) continue;
      errors.push_back({other, fmt::format("{} and widths are both given", other),
                        "widths says how many layers there are, and how wide each is",
                        fmt::format("leave out {}, or widths", other)});
    }
    if (twice) return std::nullopt;
    const std::optional<std::string> text = read_text(given, "widths", "", errors);
    if (!text) return std::nullopt;
    std::optional<std::vector<int>> widths = parse_widths(*text, limits);
    if (!widths) {
      errors.push_back(
          {"widths", fmt::format("widths = {} cannot be used", quote(*text)),
           fmt::format("widths are whole numbers from 1 to {} with commas between them, "
                       "one for each of at most {} layers",
                       limits.width, limits.depth),
           "write \"3,3,5\", or \"64x10\" for ten layers of 64"});
    }
    return widths;
  }
  const std::optional<int> width =
      read_integer_parameter(given, "width", std::nullopt, 1, limits.width, errors);
  const std::optional<int> depth =
      read_integer_parameter(given, "depth", std::nullopt, 1, limits.depth, errors);
  if (!width || !depth) return std::nullopt;
  return std::vector<int>(static_cast<std::size_t>(*depth), *width);
}

/// A law of biases by its text: "normal:0.1".
std::optional<Law> parse_law(const std::string& text) {
  const std::size_t colon = text.find(':');
  const std::optional<Distribution> distribution = parse_distribution(text.substr(0, colon));
  if (!distribution) return std::nullopt;
  double scale = 1.0;
  if (colon != std::string::npos) {
    const char* begin = text.data() + colon + 1;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(begin, end, scale);
    if (error != std::errc{} || stop != end) return std::nullopt;
  }
  if (!(scale >= least_scale && scale <= greatest_scale)) return std::nullopt;
  return Law{*distribution, static_cast<float>(scale)};
}

/// Whether `text` names orthogonal weights, rightly or not: "orthogonal", "orthogonal:1".
bool names_orthogonal(const std::string& text) {
  return text == orthogonal || text.starts_with(fmt::format("{}:", orthogonal));
}

/// The gain of "orthogonal", which keeps the mean square of what passes a wide layer and its ReLU,
/// or of "orthogonal:1".
std::optional<double> parse_gain(const std::string& text) {
  if (text == orthogonal) return std::sqrt(2.0);
  double gain = 0.0;
  const char* const begin = text.data() + text.find(':') + 1;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(begin, end, gain);
  if (error != std::errc{} || stop != end || !(gain >= least_scale && gain <= greatest_scale)) {
    return std::nullopt;
  }
  return gain;
}

bool read_orthogonal(const std::string& text, DeepNetwork& network,
                     std::vector<ParameterError>& errors) {
  const std::optional<double> gain = parse_gain(text);
  if (!gain) {
    errors.push_back({"init", fmt::format("init = {} cannot be used", quote(text)),
                      fmt::format("orthogonal:GAIN takes a number from {:g} to {:g}", least_scale,
                                  greatest_scale),
                      "write orthogonal, whose gain is sqrt(2), or orthogonal:1"});
    return false;
  }
  network.orthogonal = true;
  network.weight_scales.assign(network.widths.size(), static_cast<float>(*gain));
  return true;
}

bool read_init(const Parameters& given, bool with_joint_laws,
               const std::function<int(const DeepNetwork&, int)>& fan_in, DeepNetwork& network,
               std::vector<ParameterError>& errors) {
  const std::optional<std::string> text = read_text(given, "init", default_init, errors);
  if (!text) return false;
  if (!with_joint_laws && (*text == rai || names_orthogonal(*text))) {
    errors.push_back({"init", fmt::format("init = {} cannot be used", quote(*text)),
                      "its parameters depend on each other, and this question takes independent "
                      "ones alone",
                      fmt::format("use one of {}", listed(scheme_names(false)))});
    return false;
  }
  if (names_orthogonal(*text)) return read_orthogonal(*text, network, errors);
  const std::vector<std::string> names = scheme_names(with_joint_laws);
  const std::optional<std::size_t> chosen = read_choice(given, "init", names, 0, errors);
  if (!chosen) return false;
  network.randomised_asymmetric = *chosen == std::size(schemes);
  network.weights =
      network.randomised_asymmetric ? Distribution::normal : schemes[*chosen].distribution;
  for (int layer = 0; layer < network.depth(); ++layer) {
    const double in = fan_in(network, layer);
    const double out = network.widths[static_cast<std::size_t>(layer)];
    const double scale =
        network.randomised_asymmetric ? rai_scale / std::sqrt(in) : schemes[*chosen].scale(in, out);
    network.weight_scales.push_back(static_cast<float>(scale));
  }
  return true;
}

bool read_biases(const Parameters& given, DeepNetwork& network,
                 std::vector<ParameterError>& errors) {
  const std::optional<std::string> text = read_text(given, "biases", default_biases, errors);
  if (!text) return false;
  if (network.randomised_asymmetric && given.contains("biases") && *text != "zero") {
    errors.push_back({"biases", fmt::format("biases = {} cannot be used", quote(*text)),
                      "init = rai draws the biases with the weights", "leave out biases"});
    return false;
  }
  network.biases = network.weights;
  if (*text == "like-weights" && network.orthogonal) {
    errors.push_back({"biases", "biases = like-weights cannot be used",
                      "orthogonal weights are drawn layer by layer, and have no law that a bias "
                      "alone could have",
                      "write out the law, as normal:0.1"});
    return false;
  }
  if (*text == "like-weights") {
    network.bias_scales = network.weight_scales;
    return true;
  }
  network.bias_scales.assign(network.widths.size(), 0.0F);
  if (*text == "zero") return true;
  const std::optional<Law> law = parse_law(*text);
  if (!law) {
    std::vector<std::string> known = distribution_names();
    known.insert(known.end(), {"zero", "like-weights"});
    errors.push_back({"biases", fmt::format("biases = {} cannot be used", quote(*text)),
                      "biases are " + biases_form(),
                      // Where the name is right, the scale is not.
                      parse_distribution(text->substr(0, text->find(':')))
                          ? ""
                          : did_you_mean(text->substr(0, text->find(':')), known)});
    return false;
  }
  network.biases = law->distribution;
  network.bias_scales.assign(network.widths.size(), law->scale);
  return true;
}

}  // namespace

int DeepNetwork::neurons() const { return std::accumulate(widths.begin(), widths.end(), 0); }

bool DeepNetwork::has_biases() const {
  return randomised_asymmetric || std::any_of(bias_scales.begin(), bias_scales.end(),
                                              [](float scale) { return scale > 0.0F; });
}

int plain_fan_in(const DeepNetwork& network, int layer) {
  return layer == 0 ? network.inputs : network.widths[static_cast<std::size_t>(layer) - 1];
}

std::vector<ParameterSpec> deep_network_specs(const DeepLimits& limits, bool with_joint_laws) {
  using Kind = ParameterSpec::Kind;
  return {
      {"inputs", Kind::integer, fmt::format("number of inputs, from 1 to {}", limits.inputs),
       Parameters(1)},
      {"width", Kind::integer,
       fmt::format("neurons of each layer, from 1 to {}; with depth, or else widths", limits.width),
       std::nullopt, false},
      {"depth", Kind::integer, fmt::format("number of layers, from 1 to {}", limits.depth),
       std::nullopt, false},
      {"widths", Kind::text,
       "neurons of each layer, \"3,3,5\"; \"64x10\" is ten layers of 64; instead of width and "
       "depth",
       std::nullopt, false},
      {"init", Kind::text, "law of the weights: " + init_form(with_joint_laws),
       Parameters(default_init)},
      {"biases", Kind::text, "law of the biases: " + biases_form(), Parameters(default_biases)}};
}

std::optional<DeepNetwork> read_deep_network(
    const Parameters& given, const DeepLimits& limits, bool with_joint_laws,
    const std::function<int(const DeepNetwork&, int layer)>& fan_in,
    std::vector<ParameterError>& errors) {
  DeepNetwork network;
  const std::optional<int> inputs =
      read_integer_parameter(given, "inputs", 1, 1, limits.inputs, errors);
  const std::optional<std::vector<int>> widths = read_widths(given, limits, errors);
  network.inputs = inputs.value_or(1);
  // What is wrong with the laws does not depend on the shape: it is found without one.
  network.widths = widths.value_or(std::vector<int>{1});
  const bool has_init = read_init(given, with_joint_laws, fan_in, network, errors);
  const bool has_biases = has_init && read_biases(given, network, errors);
  if (!inputs || !widths || !has_biases) return std::nullopt;
  return network;
}

void show_deep_network(const Parameters& given, Parameters& shown) {
  shown["inputs"] = given.value("inputs", Parameters(1));
  for (const char* name : {"width", "depth", "widths"}) {
    if (given.contains(name)) shown[name] = given[name];
  }
  shown["init"] = given.value("init", Parameters(default_init));
  // RAI draws the biases with the weights.
  if (shown["init"] != rai) shown["biases"] = given.value("biases", Parameters(default_biases));
}

std::string canonical_text(const DeepNetwork& network) {
  std::string text =
      fmt::format("inputs={} widths={}", network.inputs, fmt::join(network.widths, ","));
  text += " scheme=";
  text += network.randomised_asymmetric ? "rai" : network.orthogonal ? "orthogonal" : "independent";
  text += " weights=";
  for (const float scale : network.weight_scales) {
    text += canonical_text(Law{network.weights, scale}) + ";";
  }
  text += " biases=";
  for (const float scale : network.bias_scales) {
    text += (scale > 0.0F ? canonical_text(Law{network.biases, scale}) : std::string("0")) + ";";
  }
  return text;
}

std::optional<int> read_integer_parameter(const Parameters& given, const std::string& name,
                                          std::optional<int> default_value, int least, int greatest,
                                          std::vector<ParameterError>& errors) {
  if (!given.contains(name)) {
    if (default_value) return default_value;
    errors.push_back({name,
                      fmt::format("{} is missing", name),
                      fmt::format("it has no default; {} is from {} to {}", name, least, greatest),
                      {}});
    return std::nullopt;
  }
  const Parameters& value = given[name];
  // An unsigned value above the range of int64 would turn negative in get<int64_t>.
  const bool huge = value.is_number_unsigned() && value.get<std::uint64_t>() > 1'000'000'000U;
  if (!value.is_number_integer() || huge || value.get<std::int64_t>() < least ||
      value.get<std::int64_t>() > greatest) {
    errors.push_back({name,
                      fmt::format("{} = {} cannot be used", name, printable(value.dump())),
                      fmt::format("{} is a whole number from {} to {}", name, least, greatest),
                      {}});
    return std::nullopt;
  }
  return value.get<int>();
}

std::optional<double> read_number_parameter(const Parameters& given, const std::string& name,
                                            double default_value, double least, double greatest,
                                            std::vector<ParameterError>& errors) {
  if (!given.contains(name)) return default_value;
  const Parameters& value = given[name];
  if (value.is_number() && value.get<double>() >= least && value.get<double>() <= greatest) {
    return value.get<double>();
  }
  errors.push_back({name,
                    fmt::format("{} = {} cannot be used", name, printable(value.dump())),
                    fmt::format("{} is a number from {:g} to {:g}", name, least, greatest),
                    {}});
  return std::nullopt;
}

std::optional<std::size_t> read_choice(const Parameters& given, const std::string& name,
                                       const std::vector<std::string>& words,
                                       std::size_t default_value,
                                       std::vector<ParameterError>& errors) {
  if (!given.contains(name)) return default_value;
  const Parameters& value = given[name];
  const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
  const auto found = std::find(words.begin(), words.end(), text);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  errors.push_back({name, fmt::format("{} = {} cannot be used", name, quote(text)),
                    fmt::format("{} is one of {}", name, listed(words)),
                    did_you_mean(text, words)});
  return std::nullopt;
}

void refuse_unknown_parameters(const Parameters& given, const std::vector<ParameterSpec>& specs,
                               std::string_view question, std::vector<ParameterError>& errors) {
  std::vector<std::string> names;
  for (const ParameterSpec& spec : specs) names.push_back(spec.name);
  for (const auto& [name, unused] : given.items()) {
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    errors.push_back({name, fmt::format("unknown parameter {}", quote(name)),
                      fmt::format("the parameters of {} are {}", question, listed(names)),
                      did_you_mean(name, names)});
  }
}

}  // namespace census
