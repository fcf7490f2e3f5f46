#include "host/questions/trainability/trainability_point.hpp"

#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "cuda/questions/trainability/count_active.hpp"
#include "cuda/random/random123_words.hpp"
#include "host/backend/workspace.hpp"
#include "host/identity.hpp"
#include "host/questions/deep/counting_estimator.hpp"
#include "host/questions/deep/data_set.hpp"
#include "host/questions/trainability/exact_count.hpp"
#include "host/questions/trainability/replayed_network.hpp"
#include "host/questions/trainability/theory.hpp"

namespace census::trainability {
namespace {

constexpr const char* interval_source = "normal half-planes";
constexpr const char* norm_source = "orthonormal rows";
constexpr const char* source = "cap of a sphere; Shin, Karniadakis, Trainability of ReLU networks";

/// Counts how many networks have enough active neurons, and how many are dead for good.
class TrainabilityEstimator final : public CountingEstimator {
 public:
  TrainabilityEstimator(OnData<Point> point, std::string identity, int needed, Theory active_ratio)
      : point_(std::move(point)),
        identity_(std::move(identity)),
        needed_(needed),
        active_ratio_(std::move(active_ratio)) {}

  AnyPoint kernel_point(std::uint64_t seed) const override { return keyed(seed); }

  Sample sample(const Tally& tally) const override {
    return Proportion{
        networks_with_at_least(tally, "active_neurons", static_cast<std::uint64_t>(needed_)),
        static_cast<std::uint64_t>(tally.at("tally", "networks"))};
  }

  std::vector<Measure> measures(const Tally& tally) const override {
    const death::Architecture& architecture = point_.point.network.architecture;
    const std::uint64_t first = architecture.widths[0];
    const auto all = static_cast<std::uint64_t>(architecture.first_neuron(architecture.depth));
    return {{"active_ratio", from_histogram(tally, "active_neurons", first, first), active_ratio_},
            {"permanently_dead_ratio", from_histogram(tally, "permanently_dead", all, all), {}}};
  }

  Tally resolve(std::uint64_t seed, std::span<const std::uint64_t> ids) const override {
    return resolve_exactly(keyed(seed).point, point_.data->view(), ids);
  }

  /// On an interval exact arithmetic takes as many steps as there are weights, for every piece, and
  /// about as many pieces as neurons.
  bool too_dear_to_audit(const Tally&) const override {
    const death::Architecture& shape = point_.point.network.architecture;
    double weights = 0.0;
    for (int l = 0; l < shape.depth; ++l)
      weights += static_cast<double>(shape.widths[l]) * shape.fan_in(l);
    return point_.point.domain == Domain::interval &&
           weights * shape.first_neuron(shape.depth) > 3e5;
  }

  nlohmann::ordered_json replay(std::uint64_t seed, std::uint64_t id) const override {
    const Tally tally = count_one(seed, id);
    nlohmann::ordered_json json;
    json["network"] = replayed_network(keyed(seed).point, point_.data->view(), id);
    for (const TallyEntry& entry : tally.entries()) {
      if (entry.value == 0) continue;
      if (entry.group == "active_neurons") {
        const int active = std::stoi(entry.name);
        json["verdict"] = active >= needed_ ? "trainable" : "not trainable";
        json["active_first_layer_neurons"] = active;
      }
      if (entry.group == "permanently_dead") {
        json["permanently_dead_neurons"] = std::stoi(entry.name);
      }
    }
    json["tentatively_dead_neurons"] = static_cast<int>(tally.at("neurons", "tentatively_dead"));
    return json;
  }

 private:
  /// Counts a network as a backend does, or exactly where that does not settle it.
  Tally count_one(std::uint64_t seed, std::uint64_t id) const {
    const CountActive<Random123Words> functor{keyed(seed).point, point_.data->view()};
    std::vector<std::uint64_t> values(static_cast<std::size_t>(functor.counters()));
    Workspace workspace(functor.workspace_bytes());
    const bool settled = functor(id, workspace.data(), SoloTeam{}, HostCounters{values.data()});
    return settled ? functor.tally(values.data()) : resolve(seed, std::span(&id, 1));
  }

  OnData<Point> keyed(std::uint64_t seed) const {
    OnData<Point> point = point_;
    point.point.network.key = generator_key(seed, identity_);
    return point;
  }

  OnData<Point> point_;  ///< its key is left open
  std::string identity_;
  int needed_;
  Theory active_ratio_;
};

}  // namespace

TrainabilityPoint::TrainabilityPoint(Parameters parameters, const DeepNetwork& network,
                                     const Point& point, int needed,
                                     std::shared_ptr<const DataSet> data)
    : parameters_(std::move(parameters)),
      identity_(
          fmt::format("trainability/1 {} domain={} radius={:a} bias_rule={} needed={} data={}",
                      canonical_text(network), static_cast<int>(point.domain), point.radius,
                      static_cast<int>(point.bias_rule), needed, canonical_text(*data))),
      point_{point, std::move(data)},
      needed_(needed) {
  const int width = network.widths.front();
  const double bias_scale = network.bias_scales.front();
  double dead = 0.0;
  const char* from = source;
  if (point.bias_rule == BiasRule::through_data) {
    if (point.domain != Domain::data) return;
  } else if (point.domain == Domain::ball && !network.randomised_asymmetric && bias_scale == 0.0) {
    // A hyperplane through the centre leaves no ball on one side.
  } else if (point.domain == Domain::interval && !network.randomised_asymmetric &&
             (bias_scale == 0.0 ||
              (network.weights == Distribution::normal && !network.orthogonal &&
               network.biases == Distribution::normal))) {
    dead = dead_on_interval(point_.data->values[0], point_.data->values[1],
                            bias_scale / double{network.weight_scales.front()});
    from = interval_source;
  } else if (point.domain == Domain::ball && network.orthogonal) {
    // Columns of norm g leave rows of several norms.
    if (width > network.inputs || network.biases != Distribution::normal) return;
    dead = dead_on_ball_of_norm(point.radius * double{network.weight_scales.front()} / bias_scale);
    from = norm_source;
  } else if (point.domain == Domain::ball && !network.randomised_asymmetric &&
             network.weights == Distribution::normal && network.biases == Distribution::normal) {
    dead = dead_on_ball(network.inputs,
                        point.radius * double{network.weight_scales.front()} / bias_scale);
  } else {
    return;
  }
  trainable_ = {.value = enough_active(width, needed, dead), .source = from};
  active_ratio_ = {.value = 1.0 - dead, .source = from};
}

std::unique_ptr<Estimator> TrainabilityPoint::estimator(const std::string& name) const {
  require_plain(name);
  return std::make_unique<TrainabilityEstimator>(point_, identity_, needed_, active_ratio_);
}

}  // namespace census::trainability
