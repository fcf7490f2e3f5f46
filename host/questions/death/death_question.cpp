#include "host/questions/death/death_question.hpp"

#include <utility>

#include <fmt/format.h>

#include "host/config/parameter_errors.hpp"
#include "host/questions/death/death_point.hpp"
#include "host/questions/deep/data_set.hpp"
#include "host/questions/deep/deep_network.hpp"

namespace census::death {
namespace {

constexpr DeepLimits limits{max_width, max_width, max_depth};

const std::vector<std::string>& feature_names() {
  static const std::vector<std::string> names{"plain", "batch-normalisation", "residual", "dense",
                                              "skip"};
  return names;
}

const std::vector<std::string>& sign_names() {
  static const std::vector<std::string> names{"as-drawn", "most-living"};
  return names;
}

Architecture shape_of(const DeepNetwork& network, Feature feature) {
  Architecture architecture;
  architecture.input_dimension = network.inputs;
  architecture.depth = network.depth();
  for (int l = 0; l < network.depth(); ++l) {
    architecture.widths[l] =
        static_cast<std::uint16_t>(network.widths[static_cast<std::size_t>(l)]);
  }
  architecture.feature = feature;
  return architecture;
}

std::vector<ParameterSpec> specs() {
  std::vector<ParameterSpec> specs = deep_network_specs(limits, true);
  using Kind = ParameterSpec::Kind;
  for (ParameterSpec& spec : data_specs()) specs.push_back(std::move(spec));
  specs.push_back({"feature", Kind::text,
                   "what layers do besides: plain, batch-normalisation, residual, dense or skip",
                   Parameters("plain")});
  specs.push_back({"signs", Kind::text,
                   "as-drawn, or most-living: each layer keeps its parameters or takes them "
                   "negative, whichever leaves more of the data living",
                   Parameters("as-drawn")});
  return specs;
}

}  // namespace

death::Point to_kernel_point(const DeepNetwork& network, Feature feature, SignRule signs) {
  death::Point point;
  point.architecture = shape_of(network, feature);
  point.sign_rule = signs;
  point.scheme = network.randomised_asymmetric ? Scheme::randomised_asymmetric
                 : network.orthogonal          ? Scheme::orthogonal
                                               : Scheme::independent;
  point.weights = network.weights;
  point.biases = network.biases;
  for (std::size_t l = 0; l < network.widths.size(); ++l) {
    point.weight_scales[l] = network.weight_scales[l];
    point.bias_scales[l] = network.bias_scales[l];
  }
  return point;
}

DeathQuestion::DeathQuestion() : DeepQuestion(specs()) {}

std::string_view DeathQuestion::name() const { return "death"; }

std::string_view DeathQuestion::summary() const {
  return "Is a deep ReLU network born dead, with every data point inactive in all neurons of some "
         "layer?";
}

Quantity DeathQuestion::quantity() const {
  return {"P(born dead)", true, "P is the probability that the network is born dead."};
}

std::vector<OutcomeMeaning> DeathQuestion::outcomes() const {
  std::vector<OutcomeMeaning> outcomes = {
      {"born_dead", "Networks in which no data point lives.", "networks"}};
  add_measure(
      outcomes, "living_ratio",
      "Mean share of the data that lives: points of which something gets past every layer.");
  return outcomes;
}

std::unique_ptr<QuestionPoint> DeathQuestion::point(const Parameters& given,
                                                    const FileReader& read) const {
  std::vector<ParameterError> errors;
  refuse_unknown_parameters(given, parameter_specs(), name(), errors);
  const auto feature = read_choice(given, "feature", feature_names(), 0, errors);
  const auto signs = read_choice(given, "signs", sign_names(), 0, errors);
  const auto fan_in = [&](const DeepNetwork& network, int layer) {
    return shape_of(network, static_cast<Feature>(feature.value_or(0))).fan_in(layer);
  };
  const auto network = read_deep_network(given, limits, true, fan_in, errors);
  const auto seed = read_integer_parameter(given, "data_seed", 1, 0, 1'000'000'000, errors);
  // Without a shape the data have the number of inputs that was given, if that can be used.
  std::vector<ParameterError> recorded_already;
  const auto inputs =
      read_integer_parameter(given, "inputs", 1, 1, limits.inputs, recorded_already);
  std::shared_ptr<const DataSet> data;
  if (inputs) {
    data = read_data(given, *inputs, static_cast<std::uint64_t>(seed.value_or(1)), read, errors);
  }
  if (!errors.empty()) throw ParameterErrors(std::move(errors));
  Parameters shown;
  show_deep_network(given, shown);
  show_data(given, *seed, shown);
  shown["feature"] = feature_names()[*feature];
  shown["signs"] = sign_names()[*signs];
  return std::make_unique<DeathPoint>(std::move(shown), *network, static_cast<Feature>(*feature),
                                      static_cast<SignRule>(*signs), std::move(data));
}

}  // namespace census::death
