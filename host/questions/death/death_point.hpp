#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cuda/census/data_points.hpp"
#include "cuda/questions/death/point.hpp"
#include "host/questions/deep/deep_network.hpp"
#include "host/questions/question.hpp"

namespace census::death {

/// Returns shape and laws as the kernels read them; the key is left open.
Point to_kernel_point(const DeepNetwork& network, Feature feature, SignRule signs);

/// A point of the question "death": shape, laws and data that have been checked.
class DeathPoint final : public QuestionPoint {
 public:
  DeathPoint(Parameters parameters, const DeepNetwork& network, Feature feature, SignRule signs,
             std::shared_ptr<const DataSet> data);

  const Parameters& parameters() const override { return parameters_; }

  /// "death/1 inputs=... widths=... scheme=... weights=... biases=... feature=0 signs=0 data=...".
  const std::string& identity() const override { return identity_; }

  Theory theory() const override;
  std::unique_ptr<Estimator> estimator(const std::string& name) const override;
  std::vector<std::string> candidate_estimators() const override { return {"plain"}; }

 private:
  Parameters parameters_;
  std::string identity_;
  OnData<Point> point_;
  Theory born_dead_;
  Theory living_ratio_;
};

}  // namespace census::death
