#include "host/questions/unactivated/exact_decision.hpp"

#include "cuda/questions/unactivated/decision.hpp"
#include "cuda/random/random123_words.hpp"
#include "host/questions/unactivated/certificate_json.hpp"
#include "host/questions/unactivated/drawn_network.hpp"
#include "host/questions/unactivated/exact_network.hpp"

namespace census::unactivated {
namespace {

using Json = nlohmann::ordered_json;

const char* stage_that_settles(const Point& point, std::uint64_t id) {
  return with_functor<Random123Words>(point, [&](const auto& stages) {
    if (is_settled(stages.screen(id))) return "screen";
    return is_settled(stages.examine(id)) ? "elimination" : "exact";
  });
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
  const ExactNetwork exact = to_exact(network);
  const ExactDecision decision = decide_exactly(exact);
  Json json;
  json["network"] = {{"W1", network.first_weights},
                     {"b1", network.first_biases},
                     {"W2", Json::array({network.second_weights})},
                     {"b2", Json::array({network.second_bias})}};
  json["verdict"] = verdict_name(decision.verdict);
  json["stage"] = stage_that_settles(point, id);
  json["certificate"] = certificate_json(exact, decision);
  return json;
}

}  // namespace census::unactivated
