#include "host/questions/regions/regions_point.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "cuda/questions/regions/functor.hpp"
#include "cuda/random/random123_words.hpp"
#include "host/backend/workspace.hpp"
#include "host/config/initialisation.hpp"
#include "host/identity.hpp"
#include "host/questions/deep/counting_estimator.hpp"
#include "host/questions/regions/exact_regions.hpp"
#include "host/questions/regions/replayed_network.hpp"
#include "host/questions/regions/theory.hpp"

namespace census::regions {
namespace {

constexpr std::uint64_t most_bins = 1024;

/// About the most regions that a network of this size has: the histogram reaches so far.
std::uint64_t usual_reach(const Point& point) {
  if (point.domain.extent == Extent::space) {
    return static_cast<std::uint64_t>(most_regions(point)) + 1;
  }
  const auto size = static_cast<std::uint64_t>(neurons(point));
  return dimension_of(point.domain) == 1 ? 4 * size + 8 : (size + 1) * (size + 1) + 8;
}

std::string canonical_text(const Domain& domain, int inputs) {
  std::string text =
      fmt::format("{}/{}", static_cast<int>(domain.extent), static_cast<int>(domain.placement));
  if (domain.placement == Placement::random) {
    text += " " + census::canonical_text(domain.directions);
  } else {
    for (const double* vector : {domain.origin, domain.first, domain.second}) {
      for (int k = 0; k < std::min(inputs, max_given_dimension); ++k) {
        text += fmt::format(" {:a}", vector[k]);
      }
    }
  }
  text += fmt::format(" ends={:a},{:a}", domain.ends[0], domain.ends[1]);
  for (int i = 0; i < domain.corners; ++i) {
    text += fmt::format(" {:a},{:a}", domain.corner[i][0], domain.corner[i][1]);
  }
  return text;
}

/// Returns the counters of one network: by certified signs, or where those do not settle it by
/// rational arithmetic, which takes minutes for ten thousand regions.
std::vector<std::uint64_t> count_one(const Point& point, std::uint64_t id) {
  std::vector<std::uint64_t> values(static_cast<std::size_t>(CounterLayout(point).size()));
  const HostCounters counters{values.data()};
  const bool settled = with_functor<Random123Words>(point, [&](const auto& functor) {
    census::Workspace workspace(functor.workspace_bytes());
    return functor(id, workspace.data(), SoloTeam{}, counters);
  });
  if (!settled) add(point, count_exactly(point, id), counters);
  return values;
}

/// Counts regions, network by network.
class RegionsEstimator final : public CountingEstimator {
 public:
  RegionsEstimator(const Point& point, std::string identity)
      : point_(point), identity_(std::move(identity)) {}

  AnyPoint kernel_point(std::uint64_t seed) const override { return keyed(seed); }

  Sample sample(const Tally& tally) const override {
    return counted(tally, "regions", "squared_regions");
  }

  std::vector<Measure> measures(const Tally& tally) const override {
    std::vector<Measure> measures;
    if (is_unbounded(point_.domain)) {
      measures.push_back({"bounded_regions", counted(tally, "bounded", "squared_bounded"),
                          bounded_regions(point_)});
    }
    // regions d! / N^d, from integers: d! for each region, in units of N^d.
    AveragedCounts scaled = counted(tally, "regions", "squared_regions");
    Integer factorial = 1;
    for (int k = 1; k <= dimension_of_domain(point_); ++k) {
      factorial *= k;
      scaled.group_order *= neurons(point_);
    }
    for (Integer* value : {&scaled.sum, &scaled.least, &scaled.greatest, &*scaled.most}) {
      *value *= factorial;
    }
    scaled.sum_of_squares *= factorial * factorial;
    measures.push_back({"scaled_regions", scaled, {}});
    return measures;
  }

  Tally resolve(std::uint64_t seed, std::span<const std::uint64_t> ids) const override {
    const Point point = keyed(seed);
    std::vector<std::uint64_t> values(static_cast<std::size_t>(CounterLayout(point).size()));
    for (const std::uint64_t id : ids) {
      add(point, count_exactly(point, id), HostCounters{values.data()});
    }
    return to_tally(point, values.data());
  }

  /// Exact arithmetic takes a second or more for a thousand regions.
  bool too_dear_to_audit(const Tally& tally) const override {
    return tally.at("tally", "regions") > 300;
  }

  nlohmann::ordered_json replay(std::uint64_t seed, std::uint64_t id) const override {
    const Point point = keyed(seed);
    const std::vector<std::uint64_t> counters = count_one(point, id);
    const CounterLayout at(point);
    const auto counted = [&](int counter) { return counters[static_cast<std::size_t>(counter)]; };
    nlohmann::ordered_json json;
    json["network"] = replayed_network(point, id);
    json["regions"] = counted(at.regions());
    if (is_unbounded(point.domain)) json["bounded_regions"] = counted(at.bounded());
    for (int l = 0; l < point.depth; ++l) {
      json["regions_after_layer"].push_back(counted(at.after_layer(l)));
    }
    json["degenerate"] = counted(at.degenerate()) != 0;
    return json;
  }

 private:
  Point keyed(std::uint64_t seed) const {
    Point point = point_;
    point.key = generator_key(seed, identity_);
    return point;
  }

  /// An integer of each network by its sums.
  AveragedCounts counted(const Tally& tally, const char* sum, const char* squares) const {
    AveragedCounts counts;
    counts.networks = static_cast<std::uint64_t>(tally.at("tally", "networks"));
    counts.sum = tally.at("tally", sum);
    counts.sum_of_squares = tally.at("tally", squares);
    counts.most = most_regions(point_);
    counts.greatest = *counts.most;
    const Integer networks = counts.networks;
    if (networks > 0 && networks * counts.sum_of_squares == counts.sum * counts.sum) {
      counts.least = counts.greatest = counts.sum / networks;
    }
    return counts;
  }

  Point point_;  ///< its key is left open
  std::string identity_;
};

}  // namespace

Point to_kernel_point(const DeepNetwork& network, const Domain& domain) {
  Point point;
  point.input_dimension = network.inputs;
  point.depth = network.depth();
  for (int l = 0; l < point.depth; ++l) {
    const auto at = static_cast<std::size_t>(l);
    point.widths[l] = network.widths[at];
    point.laws[l] = {{network.weights, network.weight_scales[at]},
                     {network.biases, network.bias_scales[at]}};
  }
  point.domain = domain;
  const std::uint64_t reach = usual_reach(point);
  point.binning.width = (reach + most_bins - 1) / most_bins;
  point.binning.bins = static_cast<int>((reach + point.binning.width - 1) / point.binning.width);
  return point;
}

RegionsPoint::RegionsPoint(Parameters parameters, const DeepNetwork& network, const Domain& domain)
    : parameters_(std::move(parameters)),
      identity_(fmt::format("regions/1 {} domain={}", census::canonical_text(network),
                            canonical_text(domain, network.inputs))),
      point_(to_kernel_point(network, domain)) {}

Theory RegionsPoint::theory() const { return regions(point_); }

std::optional<NaturalScale> RegionsPoint::natural_scale() const {
  double scale = 1.0;
  for (int k = 1; k <= dimension_of_domain(point_); ++k) scale *= k / double(neurons(point_));
  return NaturalScale{"d!/N^d", scale};
}

std::unique_ptr<Estimator> RegionsPoint::estimator(const std::string& name) const {
  require_plain(name);
  return std::make_unique<RegionsEstimator>(point_, identity_);
}

Point RegionsPoint::kernel_point(std::uint64_t seed) const {
  Point point = point_;
  point.key = generator_key(seed, identity_);
  return point;
}

}  // namespace census::regions
