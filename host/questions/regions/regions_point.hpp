#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cuda/questions/regions/point.hpp"
#include "host/questions/deep/deep_network.hpp"
#include "host/questions/question.hpp"
#include "host/questions/regions/placement_text.hpp"

namespace census::regions {

/// Returns a network and a domain as the kernels read them; the key is left open. Histograms have
/// at most 1024 bins, of width 1 where that covers what networks of this size have.
Point to_kernel_point(const DeepNetwork& network, const Domain& domain);

/// A point of the question "regions": shape, laws and domain that have been checked.
class RegionsPoint final : public QuestionPoint {
 public:
  /// @param points where the domain goes through points, else null
  RegionsPoint(Parameters parameters, const DeepNetwork& network, const Domain& domain,
               std::shared_ptr<const PointSet> points);

  const Parameters& parameters() const override { return parameters_; }

  /// "regions/1 inputs=... widths=... scheme=... weights=... biases=... domain=...".
  const std::string& identity() const override { return identity_; }

  Theory theory() const override;

  /// d! / N^d, N neurons on a domain of dimension d: on it all networks have about the same number
  /// of regions (Hanin, Rolnick, Deep ReLU networks have surprisingly few activation patterns).
  std::optional<NaturalScale> natural_scale() const override;

  std::unique_ptr<Estimator> estimator(const std::string& name) const override;
  std::vector<std::string> candidate_estimators() const override { return {"plain"}; }

  /// Returns the point with the generator's key for `seed`.
  Point kernel_point(std::uint64_t seed) const;

  /// Returns the points that the domain goes through; none where it is not given by points.
  GivenPoints given_points() const;

 private:
  Parameters parameters_;
  std::string identity_;
  PlacedPoint placed_;  ///< its key is left open, its data null without points
};

}  // namespace census::regions
