#include "host/questions/unactivated/estimators.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "cuda/arrangement/corner_numbers.hpp"
#include "cuda/questions/unactivated/corner_table.hpp"
#include "host/config/did_you_mean.hpp"
#include "host/config/parameter_errors.hpp"
#include "host/config/quote.hpp"
#include "host/identity.hpp"
#include "host/questions/unactivated/exact_decision.hpp"
#include "host/questions/unactivated/exact_sign_count.hpp"

namespace census::unactivated {
namespace {

/// A corner table larger than this, one for each thread, is not worth its memory.
constexpr std::uint64_t greatest_table_bytes = std::uint64_t{1} << 28;

/// Corners that an audit visits at most, for some tenths of a second.
constexpr std::uint64_t most_audited_visits = 5'000'000;

Point with_key(Point point, const std::string& identity, std::uint64_t seed) {
  point.key = generator_key(seed, identity);
  return point;
}

/// Counts the hits among networks.
class PlainEstimator final : public Estimator {
 public:
  PlainEstimator(const Point& point, std::string identity)
      : point_(point), identity_(std::move(identity)) {}

  const std::string& name() const override { return name_; }
  int group_bits() const override { return 0; }
  AnyPoint kernel_point(std::uint64_t seed) const override { return keyed(seed); }

  Sample sample(const Tally& tally) const override {
    const auto outcome = [&](const char* name) {
      return static_cast<std::uint64_t>(tally.at("tally", name));
    };
    // A degenerate network is decided: it is a network that is not unactivated.
    const std::uint64_t hits = outcome("unactivated");
    return Proportion{hits, hits + outcome("activated") + outcome("degenerate")};
  }

  Tally resolve(std::uint64_t seed, std::span<const std::uint64_t> ids) const override {
    return resolve_exactly(keyed(seed), ids);
  }

  bool too_dear_to_audit(const Tally&) const override { return false; }

  nlohmann::ordered_json replay(std::uint64_t seed, std::uint64_t id) const override {
    return unactivated::replay(keyed(seed), id);
  }

 private:
  Point keyed(std::uint64_t seed) const { return with_key(point_, identity_, seed); }

  Point point_;
  std::string identity_;
  std::string name_ = "plain";
};

/// Counts, for each network, the hits among its sign patterns.
class AveragedEstimator final : public Estimator {
 public:
  AveragedEstimator(const AveragedPoint& averaged, std::string identity, std::string name)
      : averaged_(averaged), identity_(std::move(identity)), name_(std::move(name)) {}

  const std::string& name() const override { return name_; }
  int group_bits() const override { return averaged_.group.bits(); }
  AnyPoint kernel_point(std::uint64_t seed) const override { return keyed(seed); }

  Sample sample(const Tally& tally) const override {
    const auto entry = [&](const char* name) { return tally.at("tally", name); };
    const auto id = [&](const char* name) { return static_cast<std::uint64_t>(entry(name)); };
    return AveragedCounts{.networks = id("networks"),
                          .group_order = entry("group_order"),
                          .sum = entry("sum"),
                          .sum_of_squares = entry("sum_of_squares"),
                          .least = entry("min"),
                          .least_id = id("min_id"),
                          .greatest = entry("max"),
                          .greatest_id = id("max_id")};
  }

  Tally resolve(std::uint64_t seed, std::span<const std::uint64_t> ids) const override {
    return resolve_exactly(keyed(seed), ids);
  }

  /// The exact search visits each orientation and each unactivated pattern, and there all corners.
  bool too_dear_to_audit(const Tally& tally) const override {
    const Point& point = averaged_.point;
    const Integer visited =
        tally.at("tally", "sum") + (Integer(1) << averaged_.group.orientation_bits);
    return visited * corner_numbers(point.input_dimension, point.width).all() > most_audited_visits;
  }

  nlohmann::ordered_json replay(std::uint64_t seed, std::uint64_t id) const override {
    const AveragedPoint averaged = keyed(seed);
    nlohmann::ordered_json json = unactivated::replay(averaged.point, id);
    json["sign_patterns"] = replay_signs(averaged, id);
    return json;
  }

 private:
  AveragedPoint keyed(std::uint64_t seed) const {
    return {with_key(averaged_.point, identity_, seed), averaged_.group};
  }

  AveragedPoint averaged_;
  std::string identity_;
  std::string name_;
};

ParameterError refusal(std::string problem, std::string why, std::string suggestion) {
  return {"estimator", std::move(problem), std::move(why), std::move(suggestion)};
}

/// Returns the numbers after the first colon, or nothing when they are not numbers.
std::optional<std::vector<int>> numbers_after(const std::string& name, std::size_t colon) {
  std::vector<int> numbers;
  while (colon != std::string::npos) {
    const std::size_t begin = colon + 1;
    colon = name.find(':', begin);
    const std::size_t end = std::min(colon, name.size());
    int number = 0;
    const auto [stop, error] = std::from_chars(name.data() + begin, name.data() + end, number);
    if (error != std::errc{} || stop != name.data() + end || number < 0) return std::nullopt;
    numbers.push_back(number);
  }
  return numbers;
}

/// Refuses a group that would take too long to count, or neurons that are not there.
void check_group(const Point& point, SignGroup group, const std::string& name) {
  const int width = point.width;
  for (const int bits : {group.sign_bits, group.orientation_bits}) {
    if (bits > width) {
      throw refusal(fmt::format("estimator {} flips {} neurons", quote(name), bits),
                    fmt::format("the first layer has n1 = {}", width), "");
    }
  }
  if (group.sign_bits > max_sign_bits || group.bits() > max_group_bits) {
    throw refusal(
        fmt::format("estimator {} averages over 2^{} sign patterns", quote(name), group.bits()),
        fmt::format("at most {} signs of weights are averaged over, and 2^{} patterns in all",
                    max_sign_bits, max_group_bits),
        fmt::format("use a part of them, as in signs:{}, or plain",
                    std::min({width, max_sign_bits, 16})));
  }
  const CornerNumbers corners = corner_numbers(point.input_dimension, width);
  // Beyond these many corners, the bytes would not be counted right either.
  const std::uint64_t bytes = corners.all() < greatest_table_bytes
                                  ? table_bytes<NeuronSet>(corners, width)
                                  : ~std::uint64_t{0};
  if (bytes > greatest_table_bytes) {
    throw refusal(fmt::format("estimator {} cannot count n0 = {}, n1 = {}", quote(name),
                              point.input_dimension, width),
                  fmt::format("the table of its {} vertices and rays takes more than {} MiB",
                              corners.all(), greatest_table_bytes >> 20),
                  "use plain");
  }
}

bool is_accepted(const Point& point, SignGroup group) {
  try {
    check_group(point, group, "");
    return true;
  } catch (const ParameterError&) {
    return false;
  }
}

std::string group_name(const Point& point, SignGroup group) {
  const bool all_signs = group.sign_bits == point.width;
  if (group.orientation_bits == 0) {
    return all_signs ? "signs" : fmt::format("signs:{}", group.sign_bits);
  }
  if (all_signs && group.orientation_bits == point.width) return "orbit";
  return fmt::format("orbit:{}:{}", group.sign_bits, group.orientation_bits);
}

}  // namespace

const std::vector<std::string>& estimator_forms() {
  static const std::vector<std::string> forms{"plain", "signs", "signs:S", "orbit", "orbit:S:J"};
  return forms;
}

SignGroup parse_group(const Point& point, const std::string& name) {
  const std::size_t colon = name.find(':');
  const std::string kind = name.substr(0, colon);
  const std::optional<std::vector<int>> numbers = numbers_after(name, colon);
  const bool is_signs = kind == "signs";
  const bool is_orbit = kind == "orbit";
  const std::size_t expected = is_orbit ? 2 : 1;
  if ((!is_signs && !is_orbit) || !numbers || (!numbers->empty() && numbers->size() != expected)) {
    throw refusal(
        "unknown estimator " + quote(name),
        "the estimators are " + listed(estimator_forms()) + ", S weights and J neurons, and auto",
        did_you_mean(kind, std::vector<std::string>{"plain", "signs", "orbit", "auto"}));
  }
  SignGroup group{point.width, is_orbit ? point.width : 0};
  if (!numbers->empty()) group.sign_bits = numbers->front();
  if (numbers->size() == 2) group.orientation_bits = numbers->back();
  check_group(point, group, name);
  return group;
}

std::unique_ptr<Estimator> make_estimator(const Point& point, const std::string& identity,
                                          const std::string& name) {
  if (name == "plain") return std::make_unique<PlainEstimator>(point, identity);
  const SignGroup group = parse_group(point, name);
  return std::make_unique<AveragedEstimator>(AveragedPoint{point, group}, identity,
                                             group_name(point, group));
}

std::vector<std::string> candidate_estimators(const Point& point) {
  std::vector<std::string> names{"plain"};
  const auto add = [&](int signs, int orientations) {
    const SignGroup group{std::min(signs, point.width), std::min(orientations, point.width)};
    if (!is_accepted(point, group)) return;
    const std::string name = group_name(point, group);
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  };
  // Steps of four bits: a step costs at most sixteen times as much as the one before.
  for (int bits = 4; bits < point.width + 4; bits += 4) add(bits, 0);
  for (int bits = 4; bits < point.width + 4; bits += 4) add(point.width, bits);
  return names;
}

}  // namespace census::unactivated
