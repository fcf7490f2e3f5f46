#include "host/output/estimate_json.hpp"

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/host/output/example_estimate.hpp"

namespace census {
namespace {

using Json = nlohmann::ordered_json;

std::vector<std::string> keys_of(const Json& object) {
  std::vector<std::string> keys;
  for (const auto& item : object.items()) keys.push_back(item.key());
  return keys;
}

TEST(JsonInteger, IsANumberWhileADoubleHoldsItAndDigitsBeyond) {
  const Integer limit = Integer(1) << 53;
  EXPECT_EQ(json_integer(limit).dump(), "9007199254740992");
  EXPECT_EQ(json_integer(limit + 1).dump(), "\"9007199254740993\"");
  EXPECT_EQ(json_integer(-limit).dump(), "-9007199254740992");
  EXPECT_EQ(json_integer(-limit - 1).dump(), "\"-9007199254740993\"");
  EXPECT_EQ(json_integer(Integer(1) << 200).get<std::string>(), Integer(Integer(1) << 200).str());
  EXPECT_EQ(json_integer(0).dump(), "0");
}

TEST(JsonNumber, WritesWhatJsonHasNoNumberFor) {
  EXPECT_EQ(json_number(0.1).dump(), "0.1");
  EXPECT_EQ(json_number(std::nan("")).dump(), "null");
  EXPECT_EQ(json_number(std::numeric_limits<double>::infinity()).dump(), "\"infinity\"");
  EXPECT_EQ(json_number(-std::numeric_limits<double>::infinity()).dump(), "\"-infinity\"");
}

TEST(EstimateJson, HasThePromisedKeysInOrder) {
  const Json json = estimate_json(example_estimate());
  const std::vector<std::string> keys = {
      "question",       "parameters", "seed",       "first_id", "networks", "estimator",
      "backend",        "device",     "tally",      "stages",   "audit",    "probability",
      "standard_error", "interval",   "efficiency", "theory",   "seconds",  "networks_per_second",
      "stopped_by",     "version",    "command"};
  EXPECT_EQ(keys_of(json), keys);
  EXPECT_EQ(keys_of(json["interval"]),
            (std::vector<std::string>{"level", "method", "low", "high"}));
  EXPECT_EQ(keys_of(json["theory"]),
            (std::vector<std::string>{"probability", "fraction", "source", "z_score"}));
}

TEST(EstimateJson, HoldsTheNumbersInFull) {
  const Estimate estimate = example_estimate();
  const Json json = Json::parse(estimate_json(estimate).dump());
  EXPECT_EQ(json["tally"].dump(), R"({"unactivated":78225,"activated":921774,"degenerate":1})");
  EXPECT_EQ(json["stages"].dump(), R"({"screen":900000,"exact":100000})");
  EXPECT_EQ(json["parameters"], estimate.parameters);
  EXPECT_EQ(json["standard_error"].get<double>(), estimate.standard_error());
  EXPECT_EQ(json["interval"]["low"].get<double>(), estimate.interval().low);
  EXPECT_EQ(json["theory"]["z_score"].get<double>(), estimate.z_score().value());
  EXPECT_EQ(json["version"], RELU_CENSUS_VERSION);
}

TEST(EstimateJson, WritesLargeIntegersAsDigits) {
  Estimate estimate = example_estimate();
  estimate.seed = std::numeric_limits<std::uint64_t>::max();
  const Json json = estimate_json(estimate);
  EXPECT_EQ(json["seed"], "18446744073709551615");
  EXPECT_EQ(json["networks"], 1'000'000);
}

TEST(EstimateJson, SaysWhatIsNotKnown) {
  const Json unproved = estimate_json(estimate_without_hits());
  EXPECT_EQ(unproved["theory"].dump(),
            R"({"probability":null,"fraction":null,"source":null,"z_score":null})");
  EXPECT_EQ(unproved["probability"], 0.0);
  EXPECT_GT(unproved["interval"]["high"], 0.0);
  const Json nothing = estimate_json(estimate_of_nothing());
  EXPECT_TRUE(nothing["probability"].is_null());
  EXPECT_EQ(nothing["interval"]["high"], 1.0);
}

TEST(EstimateJson, MarksAnInterruptedRun) {
  EXPECT_FALSE(estimate_json(example_estimate()).contains("interrupted"));
  Estimate part = example_estimate();
  part.asked.count = 2'000'000;
  EXPECT_EQ(estimate_json(part)["interrupted"], true);
  EXPECT_EQ(estimate_json(part)["networks"], 1'000'000);
}

}  // namespace
}  // namespace census
