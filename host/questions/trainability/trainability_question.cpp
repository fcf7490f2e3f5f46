#include "host/questions/trainability/trainability_question.hpp"

#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "host/config/parameter_errors.hpp"
#include "host/config/quote.hpp"
#include "host/questions/death/death_point.hpp"
#include "host/questions/deep/data_set.hpp"
#include "host/questions/deep/deep_network.hpp"
#include "host/questions/trainability/trainability_point.hpp"

namespace census::trainability {
namespace {

constexpr DeepLimits limits{death::max_width, death::max_width, death::max_depth};
constexpr const char* default_domain = "ball:1";

const std::vector<std::string>& bias_rule_names() {
  static const std::vector<std::string> names{"independent", "through-data"};
  return names;
}

/// Where a neuron must be active: "data", "ball:R" with its radius, or "interval:A,B".
struct DomainText {
  Domain domain = Domain::data;
  float radius = 1.0F;
  float ends[2] = {0.0F, 0.0F};
};

/// Reads a number at the beginning of `text` and takes it away; only finite ones of a size that the
/// kernels take.
std::optional<float> take_number(std::string_view& text) {
  double number = 0.0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const double size = std::fabs(number);
  if (error != std::errc{} || !(size == 0.0 || (size >= 0x1p-32 && size <= 0x1p32))) {
    return std::nullopt;
  }
  text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
  // Adding 0 makes -0 the same end as 0.
  return static_cast<float>(number) + 0.0F;
}

std::optional<DomainText> parse_domain(std::string_view text) {
  if (text == "data") return DomainText{};
  if (text == "ball") return DomainText{.domain = Domain::ball};
  if (text.starts_with("ball:")) {
    text.remove_prefix(5);
    const auto radius = take_number(text);
    if (!radius || *radius <= 0.0F || !text.empty()) return std::nullopt;
    return DomainText{.domain = Domain::ball, .radius = *radius};
  }
  if (!text.starts_with("interval:")) return std::nullopt;
  text.remove_prefix(9);
  const auto left = take_number(text);
  if (!left || !text.starts_with(',')) return std::nullopt;
  text.remove_prefix(1);
  const auto right = take_number(text);
  if (!right || !text.empty() || !(*left < *right)) return std::nullopt;
  return DomainText{.domain = Domain::interval, .ends = {*left, *right}};
}

std::optional<DomainText> read_domain(const Parameters& given,
                                      std::vector<ParameterError>& errors) {
  const Parameters& value = given.value("domain", Parameters(default_domain));
  const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
  std::optional<DomainText> domain = parse_domain(text);
  if (!domain) {
    errors.push_back({"domain", fmt::format("domain = {} cannot be used", quote(text)),
                      "a neuron is active somewhere in ball:R, |x| <= R, on interval:A,B, A < B "
                      "in binary32, with numbers that are 0 (A, B) or from 2^-32 to 2^32 in "
                      "magnitude, or on the "
                      "data",
                      "write ball:1, interval:-1,1 or data"});
  }
  return domain;
}

/// What goes together and what does not.
void check_together(const DeepNetwork& network, const DomainText& domain, BiasRule rule,
                    std::vector<ParameterError>& errors) {
  if (domain.domain == Domain::ball && network.depth() > 1) {
    errors.push_back({"domain", "a ball is asked about for networks of one layer alone",
                      fmt::format("the network has {} layers", network.depth()),
                      network.inputs == 1 ? "use --domain interval:-1,1 or data, or depth 1"
                                          : "use --domain data, or depth 1"});
  }
  if (domain.domain == Domain::interval && network.inputs != 1) {
    errors.push_back({"domain", "an interval is asked about for networks of one input alone",
                      fmt::format("the network has {} inputs", network.inputs),
                      "use --domain data, or inputs 1"});
  }
  if (domain.domain == Domain::interval && rule == BiasRule::through_data) {
    errors.push_back({"bias_rule", "there are no data on an interval to put hyperplanes beside", "",
                      "use --bias_rule independent, or --domain data"});
  }
  if (rule != BiasRule::through_data) return;
  if (network.randomised_asymmetric) {
    errors.push_back({"bias_rule", "rai draws its biases itself", "", "use another init"});
  } else if (!network.has_biases()) {
    errors.push_back({"bias_rule", "hyperplanes beside data need biases",
                      "biases = zero leaves no room between a hyperplane and its data point",
                      "use --biases normal:0.1"});
  }
}

std::vector<ParameterSpec> specs() {
  std::vector<ParameterSpec> specs = deep_network_specs(limits, true);
  using Kind = ParameterSpec::Kind;
  specs.push_back(
      {"domain", Kind::text,
       "where a neuron must be active somewhere: ball:R, for one layer, interval:A,B, for "
       "one input, both decided exactly, or data",
       Parameters(default_domain)});
  specs.push_back({"needed", Kind::integer,
                   "active first-layer neurons that a network needs to be trainable",
                   Parameters(1)});
  for (ParameterSpec& spec : data_specs()) specs.push_back(std::move(spec));
  specs.push_back({"bias_rule", Kind::text,
                   "independent, or through-data: each hyperplane is put beside a data point, so "
                   "that no neuron is born dead there",
                   Parameters("independent")});
  return specs;
}

}  // namespace

TrainabilityQuestion::TrainabilityQuestion() : DeepQuestion(specs()) {}

std::string_view TrainabilityQuestion::name() const { return "trainability"; }

std::string_view TrainabilityQuestion::summary() const {
  return "Has a ReLU network enough active neurons in its first layer to be trained?";
}

Quantity TrainabilityQuestion::quantity() const {
  return {"P(trainable)", true,
          "P is the probability that at least so many neurons as are needed are active."};
}

std::vector<OutcomeMeaning> TrainabilityQuestion::outcomes() const {
  std::vector<OutcomeMeaning> outcomes;
  add_measure(outcomes, "active_ratio",
              "Mean share of the first layer's neurons that are active somewhere.");
  add_measure(outcomes, "permanently_dead_ratio",
              "Mean share of all neurons that are dead for good.");
  return outcomes;
}

std::unique_ptr<QuestionPoint> TrainabilityQuestion::point(const Parameters& given,
                                                           const FileReader& read) const {
  std::vector<ParameterError> errors;
  refuse_unknown_parameters(given, parameter_specs(), name(), errors);
  const auto network = read_deep_network(given, limits, true, plain_fan_in, errors);
  const auto domain = read_domain(given, errors);
  const auto rule = read_choice(given, "bias_rule", bias_rule_names(), 0, errors);
  const auto needed = read_integer_parameter(
      given, "needed", 1, 0, network ? network->widths.front() : death::max_width, errors);
  const auto seed = read_integer_parameter(given, "data_seed", 1, 0, 1'000'000'000, errors);
  if (network && domain && rule) {
    check_together(*network, *domain, static_cast<BiasRule>(*rule), errors);
  }
  const bool needs_data = !domain || !rule || domain->domain == Domain::data ||
                          static_cast<BiasRule>(*rule) == BiasRule::through_data;
  for (const char* unused : {"data", "data_seed", "shrink"}) {
    if (needs_data || !given.contains(unused)) continue;
    errors.push_back(
        {unused, fmt::format("{} is given, and no data are looked at", unused),
         "neurons must be active on a ball or an interval, and biases do not depend on data",
         "leave it out, or use domain data"});
  }
  auto data = std::make_shared<const DataSet>();
  // Without a shape the dimension of the data is unknown.
  if (needs_data && network) {
    data = read_data(given, network->inputs, static_cast<std::uint64_t>(seed.value_or(1)), read,
                     errors);
  }
  if (!errors.empty()) throw ParameterErrors(std::move(errors));
  if (domain->domain == Domain::interval) {
    data = std::make_shared<const DataSet>(DataSet{{domain->ends[0], domain->ends[1]}, 2, 1});
  }

  Point point;
  point.network =
      death::to_kernel_point(*network, death::Feature::plain, death::SignRule::as_drawn);
  point.domain = domain->domain;
  point.bias_rule = static_cast<BiasRule>(*rule);
  point.radius = domain->radius;
  Parameters shown;
  show_deep_network(given, shown);
  shown["domain"] = given.value("domain", Parameters(default_domain));
  shown["needed"] = *needed;
  if (needs_data) show_data(given, *seed, shown);
  shown["bias_rule"] = bias_rule_names()[*rule];
  return std::make_unique<TrainabilityPoint>(std::move(shown), *network, point, *needed,
                                             std::move(data));
}

}  // namespace census::trainability
