#include "host/questions/regions/regions_question.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "host/config/parameter_errors.hpp"
#include "host/questions/deep/deep_network.hpp"
#include "host/questions/regions/domain_text.hpp"
#include "host/questions/regions/placement_text.hpp"
#include "host/questions/regions/regions_point.hpp"

namespace census::regions {
namespace {

constexpr DeepLimits limits{max_input_dimension, max_width, max_depth};
constexpr const char* default_domain = "plane";
constexpr const char* default_placement = "axes";

/// A text, or what was typed where a number stands for one.
std::string text_of(const Parameters& given, const char* name, const char* default_value) {
  const Parameters value = given.value(name, Parameters(default_value));
  return value.is_string() ? value.get<std::string>() : value.dump();
}

std::vector<ParameterSpec> specs() {
  std::vector<ParameterSpec> specs = deep_network_specs(limits, false);
  using Kind = ParameterSpec::Kind;
  specs.push_back({"domain", Kind::text, "where regions are counted: " + domain_help(),
                   Parameters(default_domain)});
  specs.push_back({"through", Kind::text,
                   "how a line or plane lies in input space: " + placement_help(),
                   Parameters(default_placement)});
  return specs;
}

}  // namespace

RegionsQuestion::RegionsQuestion() : DeepQuestion(specs()) {}

std::string_view RegionsQuestion::name() const { return "regions"; }

std::string_view RegionsQuestion::summary() const {
  return "How many activation regions has a ReLU network: sets of inputs, with non-empty interior "
         "in the domain, on which every neuron keeps its on/off state?";
}

Quantity RegionsQuestion::quantity() const {
  return {"E[regions]", false, "The mean is that of the number of regions over networks."};
}

std::vector<OutcomeMeaning> RegionsQuestion::outcomes() const {
  std::vector<OutcomeMeaning> outcomes = {
      {"degenerate",
       "Networks with a boundary through a vertex of another layer's arrangement, or of the "
       "domain; counted by the interiors of their regions like all others.",
       "networks"},
      {"regions", "Sum over the networks of their activation regions.", "regions"},
      {"squared_regions", "Sum of the squares.", "regions squared"},
      {"bounded", "Sum over the networks of their bounded regions; unbounded domains only.",
       "regions"},
      {"squared_bounded", "Sum of the squares.", "regions squared"},
      {"breakpoints", "Sum over the networks of regions - 1; on lines only.", "breakpoints"}};
  add_measure(outcomes, "bounded_regions",
              "Mean number of bounded regions; unbounded domains only.");
  add_measure(
      outcomes, "crossings_per_neuron",
      "Mean over neurons and networks of the number of regions of the layers before it that "
      "a neuron changes its state in: breakpoints per neuron on lines.");
  add_measure(outcomes, "scaled_regions",
              "Mean of regions d!/N^d, N neurons on a domain of dimension d: near 1 where the "
              "number of regions does not depend on the depth.");
  return outcomes;
}

std::unique_ptr<QuestionPoint> RegionsQuestion::point(const Parameters& given,
                                                      const FileReader& read) const {
  std::vector<ParameterError> errors;
  refuse_unknown_parameters(given, parameter_specs(), name(), errors);
  const auto network = read_deep_network(given, limits, false, plain_fan_in, errors);
  std::optional<Domain> domain;
  std::optional<GivenPlacement> placement;
  if (network) {
    domain =
        read_domain(text_of(given, "domain", default_domain), network->inputs, network->depth(),
                    *std::max_element(network->widths.begin(), network->widths.end()), errors);
    placement = read_placement(text_of(given, "through", default_placement), network->inputs,
                               domain ? &*domain : nullptr, read, errors);
  }
  if (!errors.empty()) throw ParameterErrors(std::move(errors));
  Parameters shown;
  show_deep_network(given, shown);
  shown["domain"] = given.value("domain", Parameters(default_domain));
  shown["through"] = given.value("through", Parameters(default_placement));
  return std::make_unique<RegionsPoint>(std::move(shown), *network, *domain, placement->points);
}

}  // namespace census::regions
