#include "host/questions/unactivated/unactivated_point.hpp"

#include <fmt/format.h>

#include "host/identity.hpp"
#include "host/questions/unactivated/exact_decision.hpp"
#include "host/questions/unactivated/theory.hpp"

namespace census::unactivated {

namespace {

std::string canonical_identity(int n0, int n1, const Initialisation& laws) {
  return fmt::format(
      "unactivated/1 n0={} n1={} first_weights={} first_biases={} second_weights={} "
      "second_biases={}",
      n0, n1, canonical_text(laws.first_weights), canonical_text(laws.first_biases),
      canonical_text(laws.second_weights), canonical_text(laws.second_biases));
}

std::uint64_t outcome(const Tally& tally, const char* name) {
  return static_cast<std::uint64_t>(tally.at("tally", name));
}

}  // namespace

UnactivatedPoint::UnactivatedPoint(int n0, int n1, const Initialisation& initialisation)
    : parameters_{{"n0", n0}, {"n1", n1}, {"init", to_parameters(initialisation)}},
      identity_(canonical_identity(n0, n1, initialisation)),
      point_{.input_dimension = n0,
             .width = n1,
             .first_weights = initialisation.first_weights,
             .first_biases = initialisation.first_biases,
             .second_weights = initialisation.second_weights,
             .second_biases = initialisation.second_biases,
             .key = 0} {}

AnyPoint UnactivatedPoint::kernel_point(std::uint64_t seed) const { return with_key(seed); }

Theory UnactivatedPoint::theory() const {
  return unactivated::theory(point_.input_dimension, point_.width);
}

Proportion UnactivatedPoint::proportion(const Tally& tally) const {
  // A degenerate network is decided: it is a network that is not unactivated.
  const std::uint64_t hits = outcome(tally, "unactivated");
  return {hits, hits + outcome(tally, "activated") + outcome(tally, "degenerate")};
}

Tally UnactivatedPoint::resolve(std::uint64_t seed, std::span<const std::uint64_t> ids) const {
  return resolve_exactly(with_key(seed), ids);
}

nlohmann::ordered_json UnactivatedPoint::replay(std::uint64_t seed, std::uint64_t id) const {
  return unactivated::replay(with_key(seed), id);
}

Point UnactivatedPoint::with_key(std::uint64_t seed) const {
  Point point = point_;
  point.key = generator_key(seed, identity_);
  return point;
}

}  // namespace census::unactivated
