#include "host/questions/unactivated/certificate_json.hpp"

#include <cmath>
#include <optional>
#include <vector>

namespace census::unactivated {
namespace {

using Json = nlohmann::ordered_json;

Json exact_json(const RationalVector& vector) {
  Json exact = Json::array();
  for (const Rational& x : vector) exact.push_back(to_string(x));
  return exact;
}

std::vector<double> rounded(const RationalVector& vector) {
  std::vector<double> doubles;
  for (const Rational& x : vector) doubles.push_back(to_double(x));
  return doubles;
}

Json double_json(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json doubles_json(const std::vector<double>& values) {
  Json list = Json::array();
  for (const double value : values) list.push_back(double_json(value));
  return list;
}

/// Returns e such that 2^(e-1) < |x| < 2^(e+1), for x != 0.
long exponent(const Rational& x) {
  const auto bits = [](const mpz_class& integer) {
    return static_cast<long>(mpz_sizeinbase(integer.get_mpz_t(), 2));
  };
  return bits(x.get().get_num()) - bits(x.get().get_den());
}

Rational times_power_of_two(const Rational& x, long power) {
  mpq_class scaled = x.get();
  if (power >= 0) {
    scaled <<= static_cast<mp_bitcnt_t>(power);
  } else {
    scaled >>= static_cast<mp_bitcnt_t>(-power);
  }
  return Rational(scaled);
}

/// Brings a direction that binary64 might not hold to coordinates of about 1. A positive factor
/// changes no direction; the slope along it has the same factor.
void bring_to_range(Certificate& direction) {
  constexpr long harmless = 900;
  std::optional<long> largest;
  for (const Rational& x : direction.place) {
    if (sign(x) != Sign::zero && (!largest || exponent(x) > *largest)) largest = exponent(x);
  }
  if (!largest || std::abs(*largest) <= harmless) return;
  for (Rational& x : direction.place) x = times_power_of_two(x, -*largest);
  direction.value = times_power_of_two(direction.value, -*largest);
}

/// Returns f, or its slope, at the rounded place if it is positive, else null.
Json place_value(const ExactNetwork& network, Certificate::Kind kind,
                 const std::vector<double>& place) {
  RationalVector exact;
  for (const double x : place) {
    if (!std::isfinite(x)) return nullptr;
    exact.emplace_back(x);
  }
  const Rational value =
      kind == Certificate::Kind::point ? value_at(network, exact) : slope_along(network, exact);
  return sign(value) == Sign::positive ? Json(to_string(value)) : Json(nullptr);
}

const char* kind_name(const ExactDecision& decision) {
  switch (decision.certificate.kind) {
    case Certificate::Kind::none:
      return "argument";
    case Certificate::Kind::direction:
      return "direction";
    case Certificate::Kind::point:
      break;
  }
  return sign(decision.certificate.value) == Sign::negative ? "largest vertex" : "point";
}

void put_place(Json& json, const ExactNetwork& network, Certificate certificate, Verdict verdict) {
  if (certificate.kind == Certificate::Kind::direction) bring_to_range(certificate);
  const std::vector<double> place = rounded(certificate.place);
  json["place"] = doubles_json(place);
  if (verdict == Verdict::activated) {
    json["place_value"] = place_value(network, certificate.kind, place);
  }
  json["exact_place"] = exact_json(certificate.place);
  json["value"] = double_json(to_double(certificate.value));
  json["exact_value"] = to_string(certificate.value);
  json["on_hyperplanes"] = certificate.on;
}

void put_vertices(Json& json, const std::vector<CheckedVertex>& listed) {
  Json vertices = Json::array();
  for (const CheckedVertex& vertex : listed) {
    vertices.push_back({{"rows", vertex.rows}, {"value", double_json(to_double(vertex.value))}});
  }
  json["vertices_listed"] = listed.size();
  json["vertices"] = std::move(vertices);
}

}  // namespace

const char* verdict_name(Verdict verdict) {
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

nlohmann::ordered_json certificate_json(const ExactNetwork& network,
                                        const ExactDecision& decision) {
  Json json;
  json["kind"] = kind_name(decision);
  if (decision.certificate.kind != Certificate::Kind::none) {
    put_place(json, network, decision.certificate, decision.verdict);
  }
  if (!decision.certificate.reason.empty()) json["reason"] = decision.certificate.reason;
  json["vertices_checked"] = decision.vertices;
  json["rays_checked"] = decision.rays;
  if (decision.verdict != Verdict::activated && !decision.listed.empty()) {
    put_vertices(json, decision.listed);
  }
  return json;
}

}  // namespace census::unactivated
