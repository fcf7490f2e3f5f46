#include "host/output/replay_text.hpp"

#include <gtest/gtest.h>

namespace census {
namespace {

TEST(ReplayText, ShowsMatricesAsRowsAndObjectsIndented) {
  const auto replay = nlohmann::ordered_json::parse(R"({
      "id": 42,
      "network": {"W1": [[1.5, -2], [0.25, 10]], "b1": [1, 2], "none": []},
      "verdict": "activated",
      "certificate": {"kind": "point", "steps": [{"a": 1}, {"a": 2}]}})");
  EXPECT_EQ(replay_text(replay),
            "id           42\n"
            "network\n"
            "  W1\n"
            "     1.5  -2\n"
            "    0.25  10\n"
            "  b1    1  2\n"
            "  none\n"
            "verdict      activated\n"
            "certificate\n"
            "  kind   point\n"
            "  steps\n"
            "    [0]\n"
            "      a  1\n"
            "    [1]\n"
            "      a  2\n");
}

}  // namespace
}  // namespace census
