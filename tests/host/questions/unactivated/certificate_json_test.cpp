#include "host/questions/unactivated/certificate_json.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/networks.hpp"
#include "tests/support/random_networks.hpp"

namespace census::unactivated {
namespace {

using Json = nlohmann::ordered_json;
namespace rn = random_networks;

oracle::Rational rational(const Json& text) { return oracle::Rational(text.get<std::string>()); }

/// Recomputes f, or its slope, at a place of the certificate with the oracle.
oracle::Rational value_there(const oracle::Network& network, const Json& certificate,
                             const std::vector<oracle::Rational>& place) {
  return certificate["kind"] == "direction" ? oracle::slope_along(network, place)
                                            : oracle::value_at(network, place);
}

/// The certificate must show what the verdict says to someone with other software.
void expect_convincing(const oracle::Network& network, std::size_t most_listed) {
  const ExactNetwork exact = testing::to_exact(network);
  const ExactDecision decision = decide_exactly(exact, most_listed);
  const Json json = certificate_json(exact, decision);
  SCOPED_TRACE(json.dump());
  const bool activated = decision.verdict == Verdict::activated;
  if (json["kind"] == "argument") {
    EXPECT_FALSE(activated);
    EXPECT_TRUE(json.contains("reason"));
    return;
  }
  std::vector<oracle::Rational> place;
  for (const Json& coordinate : json["exact_place"]) place.push_back(rational(coordinate));
  const oracle::Rational value = value_there(network, json, place);
  EXPECT_EQ(value, rational(json["exact_value"]));
  EXPECT_EQ(value > 0, activated);
  if (json["kind"] == "largest vertex") {
    EXPECT_LT(value, 0);
  } else if (!activated) {
    EXPECT_EQ(value, 0);
  }

  if (activated) {
    std::vector<oracle::Rational> rounded;
    for (const Json& coordinate : json["place"]) {
      if (coordinate.is_null()) break;
      rounded.emplace_back(coordinate.get<double>());
    }
    const bool finite = rounded.size() == place.size();
    const oracle::Rational there = finite ? value_there(network, json, rounded) : 0;
    EXPECT_EQ(json["place_value"].is_null(), there <= 0);
    if (!json["place_value"].is_null()) {
      EXPECT_EQ(rational(json["place_value"]), there);
    }
    EXPECT_FALSE(json.contains("vertices"));
  } else if (json.contains("vertices")) {
    EXPECT_EQ(json["vertices_listed"], json["vertices"].size());
    EXPECT_LE(json["vertices"].size(), most_listed);
    EXPECT_LE(json["vertices_listed"], json["vertices_checked"]);
    for (const Json& vertex : json["vertices"]) {
      EXPECT_FALSE(vertex["rows"].empty());
      EXPECT_LE(vertex["value"].get<double>(), 0.0);
    }
  }
}

TEST(CertificateJson, ConvincesTheOracle) {
  rn::Generator rng(20241206);
  using Family = rn::Network (*)(rn::Generator&, std::size_t, std::size_t);
  for (const Family family : {rn::generic, rn::mixed_scales, rn::repeated_rows,
                              rn::near_parallel_rows, rn::zero_biases, rn::vertex_cluster}) {
    for (int trial = 0; trial < 100; ++trial) {
      const std::size_t n0 = 1 + rng() % 3;
      const rn::Network drawn = family(rng, n0, n0 + rng() % 3);
      expect_convincing(drawn, 5);
      const rn::Network mostly_negative = rn::favour_negative(rng, drawn, 0.2);
      for (const rn::Network& critical : rn::critical_bias(mostly_negative)) {
        expect_convincing(critical, 5);
      }
    }
  }
}

/// Returns bias - sum of max(0, 1 + x), max(0, 1 - x), max(0, 1 + y), max(0, 1 - y).
oracle::Network pyramid(double bias) {
  return {{{1, 0}, {-1, 0}, {0, 1}, {0, -1}}, {1, 1, 1, 1}, {-1, -1, -1, -1}, bias};
}

Json certificate_of(const oracle::Network& network, std::size_t most_listed = 1000) {
  const ExactNetwork exact = testing::to_exact(network);
  return certificate_json(exact, decide_exactly(exact, most_listed));
}

TEST(CertificateJson, ListsTheVerticesWithTheirRows) {
  // The four rows meet in (+-1, +-1), where two of them are 2: f = bias - 4.
  const Json json = certificate_of(pyramid(3));
  EXPECT_EQ(json["kind"], "largest vertex");
  EXPECT_EQ(json["exact_value"], "-1");
  EXPECT_EQ(json["vertices_checked"], 4);
  EXPECT_EQ(json["vertices_listed"], 4);
  Json expected = Json::array();
  for (const auto& rows : std::vector<std::vector<int>>{{0, 2}, {0, 3}, {1, 2}, {1, 3}}) {
    expected.push_back({{"rows", rows}, {"value", -1.0}});
  }
  EXPECT_EQ(json["vertices"], expected);
}

TEST(CertificateJson, ListsNoMoreVerticesThanAskedFor) {
  const Json three = certificate_of(pyramid(3), 3);
  EXPECT_EQ(three["vertices_listed"], 3);
  EXPECT_EQ(three["vertices_checked"], 4);
  EXPECT_FALSE(certificate_of(pyramid(3), 0).contains("vertices"));
}

TEST(CertificateJson, ShowsTheTie) {
  const Json point = certificate_of(pyramid(4));
  EXPECT_EQ(point["kind"], "point");
  EXPECT_EQ(point["exact_value"], "0");
  // f = -1 + max(0, x) - max(0, x) has slope 0 to the right, where neuron 0 is active.
  const Json ray = certificate_of({{{1}, {1}}, {0, 0}, {1, -1}, -1});
  EXPECT_EQ(ray["kind"], "direction");
  EXPECT_EQ(ray["exact_value"], "0");
}

TEST(CertificateJson, SaysWhenRoundingHidesTheVerdict) {
  // f = 1 - 2^60 |3 x - 1| is positive only nearer to 1/3 than any binary64.
  const double steep = 0x1p60;
  const Json json = certificate_of({{{3}, {-3}}, {-1, 1}, {-steep, -steep}, 1});
  EXPECT_EQ(json["kind"], "point");
  EXPECT_EQ(json["exact_place"], Json({"1/3"}));
  EXPECT_EQ(json["exact_value"], "1");
  EXPECT_TRUE(json["place_value"].is_null());
}

TEST(CertificateJson, KeepsDirectionsWithinBinary64) {
  // Orthogonal to the row in N: (1e600, 1), of which only multiples fit.
  const Json json = certificate_of({{{1e-300, -1e300}, {1, 0}}, {0, 0}, {-1, 1}, -1});
  EXPECT_EQ(json["kind"], "direction");
  EXPECT_TRUE(json["place"][0].is_number()) << json;
  EXPECT_TRUE(json["place_value"].is_string()) << json;
}

TEST(CertificateJson, WritesNullForWhatBinary64CannotHold) {
  // The vertex lies at x = 1e600, where f = 1.
  const Json json = certificate_of({{{1e-300}, {-1e-300}}, {-1e300, 1e300}, {-1, -1}, 1});
  EXPECT_EQ(json["place"], Json({nullptr}));
  EXPECT_TRUE(json["place_value"].is_null());
  EXPECT_EQ(json["exact_value"], "1");
}

}  // namespace
}  // namespace census::unactivated
