#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cuda/census/data_points.hpp"
#include "cuda/questions/trainability/point.hpp"
#include "host/questions/deep/deep_network.hpp"
#include "host/questions/question.hpp"

namespace census::trainability {

/// A point of the question "trainability": shape, laws, domain and data that have been checked.
class TrainabilityPoint final : public QuestionPoint {
 public:
  /// `point` has its key left open; `needed` is at most the width of the first layer; `data` are
  /// empty where none are looked at.
  TrainabilityPoint(Parameters parameters, const DeepNetwork& network, const Point& point,
                    int needed, std::shared_ptr<const DataSet> data);

  const Parameters& parameters() const override { return parameters_; }

  /// "trainability/1 inputs=... domain=0 radius=0x1p+0 bias_rule=0 needed=1 data=...".
  const std::string& identity() const override { return identity_; }

  Theory theory() const override { return trainable_; }
  std::unique_ptr<Estimator> estimator(const std::string& name) const override;
  std::vector<std::string> candidate_estimators() const override { return {"plain"}; }

 private:
  Parameters parameters_;
  std::string identity_;
  OnData<Point> point_;
  int needed_;
  Theory trainable_;
  Theory active_ratio_;
};

}  // namespace census::trainability
