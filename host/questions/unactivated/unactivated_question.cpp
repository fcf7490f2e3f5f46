#include "host/questions/unactivated/unactivated_question.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "cuda/questions/unactivated/point.hpp"
#include "host/config/did_you_mean.hpp"
#include "host/config/initialisation.hpp"
#include "host/config/parameter_errors.hpp"
#include "host/config/quote.hpp"
#include "host/questions/unactivated/cost.hpp"
#include "host/questions/unactivated/unactivated_point.hpp"

namespace census::unactivated {

namespace {

constexpr const char* default_initialisation = "unit-normal";

/// Reads a size of the network, or records why it cannot be used.
std::optional<int> read_size(const Parameters& given, const std::string& name, int greatest,
                             std::vector<ParameterError>& errors) {
  if (!given.contains(name)) {
    errors.push_back({name,
                      fmt::format("{} is missing", name),
                      fmt::format("it has no default; {} is from 1 to {}", name, greatest),
                      {}});
    return std::nullopt;
  }
  const Parameters& value = given[name];
  const bool whole = value.is_number_integer();
  // An unsigned value above the range of int64 would turn negative in get<int64_t>.
  const bool huge = value.is_number_unsigned() && value.get<std::uint64_t>() > 1'000'000U;
  if (!whole || huge || value.get<std::int64_t>() < 1 || value.get<std::int64_t>() > greatest) {
    errors.push_back({name,
                      fmt::format("{} = {} cannot be used", name, printable(value.dump())),
                      fmt::format("{} is a whole number from 1 to {}", name, greatest),
                      {}});
    return std::nullopt;
  }
  return value.get<int>();
}

void refuse_unknown(const Parameters& given, const std::vector<ParameterSpec>& specs,
                    std::vector<ParameterError>& errors) {
  std::vector<std::string> names;
  for (const ParameterSpec& spec : specs) names.push_back(spec.name);
  for (const auto& [name, unused] : given.items()) {
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    errors.push_back({name, fmt::format("unknown parameter {}", quote(name)),
                      fmt::format("the parameters of unactivated are {}", listed(names)),
                      did_you_mean(name, names)});
  }
}

void refuse_unaffordable(int n0, int n1, std::vector<ParameterError>& errors) {
  const Cost cost = worst_cost(n0, n1);
  if (cost.checks() <= largest_number_of_checks) return;
  errors.push_back(
      {"n1", fmt::format("n0 = {}, n1 = {} is too large", n0, n1),
       fmt::format("one network can need the check of {} vertices and {} rays; the limit is {} "
                   "in all",
                   cost.vertices, cost.rays, largest_number_of_checks),
       fmt::format("n1 up to {} fits n0 = {}", greatest_affordable_width(n0, max_width), n0)});
}

std::optional<Initialisation> read_initialisation(const Parameters& given, int n0, int n1,
                                                  std::vector<ParameterError>& errors) {
  try {
    return make_initialisation(given.value("init", Parameters(default_initialisation)), n0, n1);
  } catch (const ParameterErrors& refused) {
    errors.insert(errors.end(), refused.all.begin(), refused.all.end());
    return std::nullopt;
  }
}

}  // namespace

UnactivatedQuestion::UnactivatedQuestion()
    : specs_{{"n0", ParameterSpec::Kind::integer,
              fmt::format("number of inputs, from 1 to {}", max_input_dimension), std::nullopt},
             {"n1", ParameterSpec::Kind::integer,
              fmt::format("number of first-layer neurons, from 1 to {}", max_width), std::nullopt},
             {"init", ParameterSpec::Kind::initialisation,
              "laws of weights and biases: " + initialisation_help(),
              Parameters(default_initialisation)}} {}

std::string_view UnactivatedQuestion::name() const { return "unactivated"; }

std::string_view UnactivatedQuestion::summary() const {
  return "Is the second-layer neuron of a random network negative for every input, and does it "
         "stay so under small changes of all parameters?";
}

Quantity UnactivatedQuestion::quantity() const {
  return {"P(unactivated)", true, "P is the probability that the answer is yes."};
}

std::vector<OutcomeMeaning> UnactivatedQuestion::outcomes() const {
  return {
      {"unactivated",
       "Networks whose second-layer neuron is negative for every input and stays so under small "
       "changes of all parameters: the hits. Estimator plain only.",
       "networks"},
      {"activated", "Networks that are no hits. Estimator plain only.", "networks"},
      {"degenerate",
       "Networks (for signs and orbit: sign patterns of networks) that are neither, because they "
       "lie exactly on a border; they count as no hits.",
       "networks, or sign patterns"},
      {"group_order", "Sign patterns that each network is averaged over.", "sign patterns"},
      {"sum",
       "Sum over the networks of K, the number of sign patterns of a network that are hits. "
       "Estimators signs and orbit only, as the next five.",
       "sign patterns"},
      {"sum_of_squares", "Sum over the networks of K squared.", "sign patterns squared"},
      {"min", "Least K of a network.", "sign patterns"},
      {"min_id", "Id of the first network that has it.", "id"},
      {"max", "Greatest K of a network.", "sign patterns"},
      {"max_id", "Id of the first network that has it.", "id"},
  };
}

std::unique_ptr<QuestionPoint> UnactivatedQuestion::point(const Parameters& given,
                                                          const FileReader&) const {
  std::vector<ParameterError> errors;
  refuse_unknown(given, specs_, errors);
  const std::optional<int> n0 = read_size(given, "n0", max_input_dimension, errors);
  const std::optional<int> n1 = read_size(given, "n1", max_width, errors);
  if (n0 && n1) refuse_unaffordable(*n0, *n1, errors);
  // What is wrong with an initialisation does not depend on the sizes: it is found without them.
  const std::optional<Initialisation> initialisation =
      read_initialisation(given, n0.value_or(1), n1.value_or(1), errors);
  if (!errors.empty()) throw ParameterErrors(std::move(errors));
  return std::make_unique<UnactivatedPoint>(*n0, *n1, *initialisation);
}

}  // namespace census::unactivated
