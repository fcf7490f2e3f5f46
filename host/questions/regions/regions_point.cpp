#include "host/questions/regions/regions_point.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
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
constexpr std::uint64_t most_crossing_bins = 256;
/// So many coordinates of a domain along the axes stand in identities.
constexpr int most_written = 64;

/// About the most regions that a network of this size has: the histogram reaches so far.
std::uint64_t usual_reach(const Point& point) {
  if (point.domain.extent == Extent::space) {
    return static_cast<std::uint64_t>(most_regions(point)) + 1;
  }
  const auto size = static_cast<std::uint64_t>(neurons(point));
  return dimension_of(point.domain) == 1 ? 4 * size + 8 : (size + 1) * (size + 1) + 8;
}

/// About the most regions of the layers before it that a neuron of such a network changes its state
/// in.
std::uint64_t usual_crossings(const Point& point) {
  if (point.domain.extent == Extent::space) return 2;
  const auto size = static_cast<std::uint64_t>(neurons(point));
  return dimension_of(point.domain) == 1 ? 32 : 2 * size + 8;
}

Binning binning_for(std::uint64_t reach, std::uint64_t most) {
  const std::uint64_t width = (reach + most - 1) / most;
  return {width, static_cast<int>((reach + width - 1) / width)};
}

std::string canonical_text(const Domain& domain, int inputs, const PointSet* points) {
  std::string text =
      fmt::format("{}/{}", static_cast<int>(domain.extent), static_cast<int>(domain.placement));
  switch (domain.placement) {
    case Placement::axes:
      // Origin, first and second vector.
      for (const int axis : {-1, 0, 1}) {
        for (int k = 0; k < std::min(inputs, most_written); ++k) {
          text += fmt::format(" {:a}", k == axis ? 1.0 : 0.0);
        }
      }
      break;
    case Placement::random:
      text += " " + census::canonical_text(domain.directions);
      break;
    case Placement::points: {
      const std::string_view bytes(reinterpret_cast<const char*>(points->values.data()),
                                   points->values.size() * sizeof(double));
      text += fmt::format(" {}x{}:{:016x}", points->points, points->dimension, stable_hash(bytes));
      break;
    }
  }
  text += fmt::format(" ends={:a},{:a}", domain.ends[0], domain.ends[1]);
  for (int i = 0; i < domain.corners; ++i) {
    text += fmt::format(" {:a},{:a}", domain.corner[i][0], domain.corner[i][1]);
  }
  return text;
}

void add_exactly(const Point& point, const GivenPoints& points, std::uint64_t id,
                 const HostCounters& counters) {
  const ExactCount count = count_exactly(point, id, points);
  add(point, count, count.neuron_crossings.data(), counters);
}

/// Returns the counters of one network: by certified signs, or where those do not settle it by
/// rational arithmetic, which takes minutes for ten thousand regions.
std::vector<std::uint64_t> count_one(const Point& point, const GivenPoints& points,
                                     std::uint64_t id) {
  std::vector<std::uint64_t> values(static_cast<std::size_t>(CounterLayout(point).size()));
  const HostCounters counters{values.data()};
  const bool settled = with_functor<Random123Words>(point, points, [&](const auto& functor) {
    census::Workspace workspace(functor.workspace_bytes());
    return functor(id, workspace.data(), SoloTeam{}, counters);
  });
  if (!settled) add_exactly(point, points, id, counters);
  return values;
}

/// Returns an integer of each network by its sums; none is above `most`.
AveragedCounts from_sums(const Integer& networks, const Integer& sum, const Integer& squares,
                         const Integer& most) {
  AveragedCounts counts;
  counts.networks = static_cast<std::uint64_t>(networks);
  counts.sum = sum;
  counts.sum_of_squares = squares;
  counts.most = most;
  counts.greatest = most;
  if (networks > 0 && networks * squares == sum * sum) {
    counts.least = counts.greatest = sum / networks;
  }
  return counts;
}

/// d! and N^d, N neurons on a domain of dimension d.
struct RegionsScale {
  double factorial = 1.0;
  double power = 1.0;

  explicit RegionsScale(const Point& point) {
    for (int k = 1; k <= dimension_of_domain(point); ++k) {
      factorial *= k;
      power *= neurons(point);
    }
  }
};

/// Counts regions, network by network.
class RegionsEstimator final : public CountingEstimator {
 public:
  RegionsEstimator(const PlacedPoint& placed, std::string identity)
      : point_(placed.point), points_(placed.data), identity_(std::move(identity)) {}

  AnyPoint kernel_point(std::uint64_t seed) const override {
    if (points_) return PlacedPoint{keyed(seed), points_};
    return keyed(seed);
  }

  Sample sample(const Tally& tally) const override {
    return counted(tally, "regions", "squared_regions");
  }

  std::vector<Measure> measures(const Tally& tally) const override {
    std::vector<Measure> measures;
    if (is_unbounded(point_.domain)) {
      measures.push_back({"bounded_regions", counted(tally, "bounded", "squared_bounded"),
                          bounded_regions(point_)});
    }
    // A ledger that an earlier version began has no crossings of networks.
    if (const auto crossings = crossings_of_network(tally)) {
      measures.push_back(
          {"crossings_per_neuron", *crossings, crossings_per_neuron(point_, given())});
    }
    const RegionsScale scale(point_);
    measures.push_back({"scaled_regions", scaled_regions(tally),
                        scaled(regions(point_, given()), scale.factorial, scale.power)});
    return measures;
  }

  Tally resolve(std::uint64_t seed, std::span<const std::uint64_t> ids) const override {
    const Point point = keyed(seed);
    std::vector<std::uint64_t> values(static_cast<std::size_t>(CounterLayout(point).size()));
    for (const std::uint64_t id : ids) {
      add_exactly(point, given(), id, HostCounters{values.data()});
    }
    return to_tally(point, values.data());
  }

  /// Exact arithmetic takes a second or more for a thousand regions.
  bool too_dear_to_audit(const Tally& tally) const override {
    return tally.at("tally", "regions") > 300;
  }

  nlohmann::ordered_json replay(std::uint64_t seed, std::uint64_t id) const override {
    const Point point = keyed(seed);
    const std::vector<std::uint64_t> counters = count_one(point, given(), id);
    const CounterLayout at(point);
    const auto counted = [&](int counter) { return counters[static_cast<std::size_t>(counter)]; };
    nlohmann::ordered_json json;
    json["network"] = replayed_network(point, id, given());
    json["regions"] = counted(at.regions());
    if (is_unbounded(point.domain)) json["bounded_regions"] = counted(at.bounded());
    for (int l = 0; l < point.depth; ++l) {
      json["regions_after_layer"].push_back(counted(at.after_layer(l)));
    }
    for (int l = 0; l < point.depth; ++l) {
      json["crossings_of_layer"].push_back(counted(at.crossings(l)));
    }
    json["degenerate"] = counted(at.degenerate()) != 0;
    return json;
  }

 private:
  GivenPoints given() const { return points_ ? points_->view() : GivenPoints{}; }

  Point keyed(std::uint64_t seed) const {
    Point point = point_;
    point.key = generator_key(seed, identity_);
    return point;
  }

  AveragedCounts counted(const Tally& tally, const char* sum, const char* squares) const {
    return from_sums(tally.at("tally", "networks"), tally.at("tally", sum),
                     tally.at("tally", squares), most_regions(point_));
  }

  std::optional<AveragedCounts> crossings_of_network(const Tally& tally) const {
    const auto& entries = tally.entries();
    if (std::none_of(entries.begin(), entries.end(), [](const TallyEntry& entry) {
          return entry.group == "crossings_of_network";
        })) {
      return std::nullopt;
    }
    AveragedCounts counts =
        from_sums(tally.at("tally", "networks"), tally.at("crossings_of_network", "sum"),
                  tally.at("crossings_of_network", "sum_of_squares"), most_crossings(point_));
    counts.group_order = neurons(point_);
    return counts;
  }

  /// regions d! / N^d, from integers: d! for each region, in units of N^d.
  AveragedCounts scaled_regions(const Tally& tally) const {
    AveragedCounts counts = counted(tally, "regions", "squared_regions");
    Integer factorial = 1;
    for (int k = 1; k <= dimension_of_domain(point_); ++k) {
      factorial *= k;
      counts.group_order *= neurons(point_);
    }
    for (Integer* value : {&counts.sum, &counts.least, &counts.greatest, &*counts.most}) {
      *value *= factorial;
    }
    counts.sum_of_squares *= factorial * factorial;
    return counts;
  }

  Point point_;  ///< its key is left open
  std::shared_ptr<const PointSet> points_;
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
  point.binning = binning_for(usual_reach(point), most_bins);
  point.crossing_binning = binning_for(usual_crossings(point), most_crossing_bins);
  return point;
}

RegionsPoint::RegionsPoint(Parameters parameters, const DeepNetwork& network, const Domain& domain,
                           std::shared_ptr<const PointSet> points)
    : parameters_(std::move(parameters)),
      identity_(fmt::format("regions/1 {} domain={}", census::canonical_text(network),
                            canonical_text(domain, network.inputs, points.get()))),
      placed_{to_kernel_point(network, domain), std::move(points)} {}

Theory RegionsPoint::theory() const { return regions(placed_.point, given_points()); }

std::optional<NaturalScale> RegionsPoint::natural_scale() const {
  const RegionsScale scale(placed_.point);
  return NaturalScale{"d!/N^d", scale.factorial / scale.power};
}

std::unique_ptr<Estimator> RegionsPoint::estimator(const std::string& name) const {
  require_plain(name);
  return std::make_unique<RegionsEstimator>(placed_, identity_);
}

GivenPoints RegionsPoint::given_points() const {
  return placed_.data ? placed_.data->view() : GivenPoints{};
}

Point RegionsPoint::kernel_point(std::uint64_t seed) const {
  Point point = placed_.point;
  point.key = generator_key(seed, identity_);
  return point;
}

}  // namespace census::regions
