#include "host/output/decide_text.hpp"

#include <gtest/gtest.h>

namespace census {
namespace {

using Json = nlohmann::ordered_json;

TEST(DecideText, ShowsThePlaceAndWhatWasChecked) {
  EXPECT_EQ(decide_text(Json::parse(R"({"neuron": 2, "verdict": "unactivated", "certificate": {
                "kind": "largest vertex", "place": [0.5, -2.0], "exact_place": ["1/2", "-2"],
                "value": -1.0, "exact_value": "-1", "on_hyperplanes": [0, 1],
                "vertices_checked": 1, "rays_checked": 6}})")),
            "neuron 2: unactivated\n"
            "  largest vertex  f = -1.0 at (0.5, -2.0)\n"
            "  exactly         f = -1 at (1/2, -2)\n"
            "  checked         1 vertex and 6 rays\n");
}

TEST(DecideText, ShowsDirections) {
  EXPECT_EQ(decide_text(Json::parse(R"({"neuron": 0, "verdict": "activated", "certificate": {
                "kind": "direction", "place": [1.0], "place_value": "3", "exact_place": ["1"],
                "value": 3.0, "exact_value": "3", "on_hyperplanes": [], "reason": "it grows",
                "vertices_checked": 0, "rays_checked": 0}})")),
            "neuron 0: activated\n"
            "  direction       slope = 3.0 at (1.0)\n"
            "  because         it grows\n");
}

TEST(DecideText, SaysWhenOnlyTheExactPlaceShowsTheVerdict) {
  const std::string digits(80, '7');
  Json neuron = Json::parse(R"({"neuron": 0, "verdict": "activated", "certificate": {
      "kind": "point", "place": [null], "place_value": null, "exact_place": ["1"],
      "value": 1.0, "exact_value": "1", "on_hyperplanes": [0],
      "vertices_checked": 1, "rays_checked": 0}})");
  neuron["certificate"]["exact_place"][0] = digits;
  EXPECT_EQ(decide_text(neuron),
            "neuron 0: activated\n"
            "  point           f = 1.0 at (null)\n"
            "                  only the exact place shows this, not the rounded one\n"
            "  exactly         see exact_place in --json\n"
            "  checked         1 vertex and 0 rays\n");
}

TEST(DecideText, ShowsArguments) {
  EXPECT_EQ(decide_text(Json::parse(R"({"neuron": 0, "verdict": "unactivated", "certificate": {
                "kind": "argument", "reason": "f <= c < 0",
                "vertices_checked": 0, "rays_checked": 0}})")),
            "neuron 0: unactivated\n"
            "  because         f <= c < 0\n");
}

TEST(DecideSummary, CountsVerdicts) {
  DecideSummary summary;
  summary.add({{"verdict", "activated"}});
  EXPECT_EQ(summary.text(), "1 neuron: 0 unactivated, 1 activated, 0 degenerate\n");
  summary.add({{"verdict", "degenerate"}});
  summary.add({{"verdict", "unactivated"}});
  EXPECT_EQ(summary.text(), "3 neurons: 1 unactivated, 1 activated, 1 degenerate\n");
}

}  // namespace
}  // namespace census
