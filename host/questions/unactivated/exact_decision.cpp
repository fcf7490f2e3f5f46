#include "host/questions/unactivated/exact_decision.hpp"

#include <string>

#include "cuda/questions/unactivated/decision.hpp"
#include "cuda/random/random123_words.hpp"
#include "host/questions/unactivated/drawn_network.hpp"
#include "host/questions/unactivated/exact_network.hpp"

namespace census::unactivated {
namespace {

using Json = nlohmann::ordered_json;

const char* name(Verdict verdict) {
  switch (verdict) {
    case Verdict::unactivated:
      return "unactivated";
    case Verdict::activated:
      return "activated";
    case Verdict::degenerate:
      return "degenerate";
    case Verdict::undecided:
      break;
  }
  return "undecided";
}

const char* stage_that_settles(const Point& point, std::uint64_t id) {
  return with_functor<Random123Words>(point, [&](const auto& stages) {
    if (is_settled(stages.screen(id))) return "screen";
    return is_settled(stages.examine(id)) ? "elimination" : "exact";
  });
}

Json to_json(const RationalVector& vector) {
  Json exact = Json::array();
  for (const Rational& x : vector) exact.push_back(to_string(x));
  return exact;
}

Json approximation(const RationalVector& vector) {
  Json rounded = Json::array();
  for (const Rational& x : vector) rounded.push_back(to_double(x));
  return rounded;
}

/// The certificate as JSON: coordinates and value both exact ("p/q") and rounded to binary64.
Json to_json(const ExactDecision& decision) {
  const Certificate& certificate = decision.certificate;
  Json json;
  const auto put_place = [&](const char* kind) {
    json["kind"] = kind;
    json["place"] = approximation(certificate.place);
    json["exact_place"] = to_json(certificate.place);
    json["value"] = to_double(certificate.value);
    json["exact_value"] = to_string(certificate.value);
    json["on_hyperplanes"] = certificate.on;
  };
  switch (certificate.kind) {
    case Certificate::Kind::point:
      put_place(decision.verdict == Verdict::activated ? "point" : "largest vertex");
      break;
    case Certificate::Kind::direction:
      put_place("direction");
      break;
    case Certificate::Kind::none:
      json["kind"] = "argument";
      break;
  }
  if (!certificate.reason.empty()) json["reason"] = certificate.reason;
  json["vertices_checked"] = decision.vertices;
  json["rays_checked"] = decision.rays;
  return json;
}

}  // namespace

Tally resolve_exactly(const Point& point, std::span<const std::uint64_t> ids) {
  Counts counts;
  for (const std::uint64_t id : ids) {
    counts.add(Stage::exact, decide_exactly(to_exact(draw(point, id))).verdict);
  }
  return to_tally(counts);
}

nlohmann::ordered_json replay(const Point& point, std::uint64_t id) {
  const DrawnNetwork network = draw(point, id);
  const ExactDecision decision = decide_exactly(to_exact(network));
  Json json;
  json["network"] = {{"W1", network.first_weights},
                     {"b1", network.first_biases},
                     {"W2", Json::array({network.second_weights})},
                     {"b2", Json::array({network.second_bias})}};
  json["verdict"] = name(decision.verdict);
  json["stage"] = stage_that_settles(point, id);
  json["certificate"] = to_json(decision);
  return json;
}

}  // namespace census::unactivated
