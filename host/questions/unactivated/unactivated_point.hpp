#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cuda/questions/unactivated/point.hpp"
#include "host/config/initialisation.hpp"
#include "host/questions/question.hpp"

namespace census::unactivated {

/// A point of the question "unactivated": sizes and laws that have been checked.
class UnactivatedPoint final : public QuestionPoint {
 public:
  /// n0 and n1 must be sizes that Point allows.
  UnactivatedPoint(int n0, int n1, const Initialisation& initialisation);

  const Parameters& parameters() const override { return parameters_; }

  /// "unactivated/1 n0=2 n1=4 first_weights=normal*0x1p+0 first_biases=... second_weights=...
  /// second_biases=...", scales exact in hexadecimal. An initialisation is its four laws, however
  /// they were given. The number after the slash counts the meanings that ids have had.
  const std::string& identity() const override { return identity_; }

  Theory theory() const override;

  /// 4^(n0+1): on it the theorem at n1 = n0 + 1 is 2^n0 + 1, and the guess for wide networks,
  /// P >= 2^-(2 n0+1), is 2 for every n0.
  std::optional<NaturalScale> natural_scale() const override;

  std::unique_ptr<Estimator> estimator(const std::string& name) const override;
  std::vector<std::string> candidate_estimators() const override;

 private:
  Parameters parameters_;
  std::string identity_;
  Point point_;  ///< its key is left open
};

}  // namespace census::unactivated
