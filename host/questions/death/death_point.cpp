#include "host/questions/death/death_point.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "cuda/questions/death/count_living.hpp"
#include "cuda/random/random123_words.hpp"
#include "host/identity.hpp"
#include "host/questions/death/theory.hpp"
#include "host/questions/deep/counting_estimator.hpp"
#include "host/questions/deep/data_set.hpp"
#include "host/questions/deep/replayed_layers.hpp"

namespace census::death {
namespace {

/// Counts how many networks are born dead, and how much of the data lives.
class LivingEstimator final : public CountingEstimator {
 public:
  LivingEstimator(OnData<Point> point, std::string identity, Theory living_ratio)
      : point_(std::move(point)),
        identity_(std::move(identity)),
        living_ratio_(std::move(living_ratio)) {}

  AnyPoint kernel_point(std::uint64_t seed) const override { return keyed(seed); }

  Sample sample(const Tally& tally) const override {
    return Proportion{static_cast<std::uint64_t>(tally.at("tally", "born_dead")),
                      static_cast<std::uint64_t>(tally.at("tally", "networks"))};
  }

  std::vector<Measure> measures(const Tally& tally) const override {
    const auto points = static_cast<std::uint64_t>(point_.data->points);
    return {
        {"living_ratio", from_histogram(tally, "living_points", points, points), living_ratio_}};
  }

  Tally resolve(std::uint64_t seed, std::span<const std::uint64_t> ids) const override {
    return count_one_by_one(functor(seed), ids);
  }

  nlohmann::ordered_json replay(std::uint64_t seed, std::uint64_t id) const override {
    const Tally tally = count_one_by_one(functor(seed), std::span(&id, 1));
    nlohmann::ordered_json json;
    json["network"] = {{"layers", replayed_layers(keyed(seed).point, id)}};
    const bool dead = tally.at("tally", "born_dead") != 0;
    json["verdict"] = dead ? "born dead" : "alive";
    json["data_points"] = point_.data->points;
    for (const TallyEntry& entry : tally.entries()) {
      if (entry.group == "living_points" && entry.value != 0) {
        json["living_points"] = std::stoi(entry.name);
      }
      if (entry.group == "fatal_layers" && entry.value != 0) {
        json["fatal_layer"] = std::stoi(entry.name);
      }
      if (entry.group == "dead_neurons") {
        json["dead_neurons_by_layer"].push_back(static_cast<int>(entry.value));
      }
    }
    return json;
  }

 private:
  OnData<Point> keyed(std::uint64_t seed) const {
    OnData<Point> point = point_;
    point.point.key = generator_key(seed, identity_);
    return point;
  }

  CountLiving<Random123Words> functor(std::uint64_t seed) const {
    return {keyed(seed).point, point_.data->view()};
  }

  OnData<Point> point_;  ///< its key is left open
  std::string identity_;
  Theory living_ratio_;
};

/// Whether theorems about plain networks of symmetric laws speak about the point.
bool theorems_hold(const DeepNetwork& network, const Point& point, const DataSet& data) {
  // A point at the origin gives the first layer its biases alone.
  const bool some_bias = network.bias_scales.front() > 0.0F;
  return point.architecture.feature == Feature::plain && !network.randomised_asymmetric &&
         (some_bias || !contains_origin(data));
}

Premises premises_of(const DeepNetwork& network, const DataSet& data) {
  const auto [least, greatest] = std::minmax_element(data.values.begin(), data.values.end());
  return {.widths = network.widths,
          .inputs = network.inputs,
          .points = data.points,
          .biased = network.has_biases(),
          .orthogonal = network.orthogonal,
          .data_on_both_sides = *least < 0.0F && *greatest > 0.0F};
}

}  // namespace

DeathPoint::DeathPoint(Parameters parameters, const DeepNetwork& network, Feature feature,
                       SignRule signs, std::shared_ptr<const DataSet> data)
    : parameters_(std::move(parameters)),
      identity_(fmt::format("death/1 {} feature={} signs={} data={}", canonical_text(network),
                            static_cast<int>(feature), static_cast<int>(signs),
                            canonical_text(*data))),
      point_{to_kernel_point(network, feature, signs), std::move(data)} {
  if (!theorems_hold(network, point_.point, *point_.data)) return;
  const Premises premises = premises_of(network, *point_.data);
  if (signs == SignRule::as_drawn) {
    born_dead_ = death::born_dead(premises);
  } else {
    born_dead_ = {.value = 0.0, .fraction = "0", .source = "Rister, Rubin: some point lives"};
  }
  living_ratio_ = death::living_ratio(premises, signs == SignRule::most_living);
}

Theory DeathPoint::theory() const { return born_dead_; }

std::unique_ptr<Estimator> DeathPoint::estimator(const std::string& name) const {
  require_plain(name);
  return std::make_unique<LivingEstimator>(point_, identity_, living_ratio_);
}

}  // namespace census::death
