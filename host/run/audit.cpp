#include "host/run/audit.hpp"

#include <algorithm>
#include <span>
#include <string>

#include <fmt/format.h>

#include "host/identity.hpp"

namespace census {
namespace {

constexpr int block_bits = 20;

/// Returns the one id that is audited among first, ..., first + 2^bits - 1.
std::uint64_t chosen_id(std::uint64_t first, int bits, std::uint64_t salt) {
  const std::uint64_t hash = generator_key(salt ^ first, "audit");
  return first + (hash & ((std::uint64_t{1} << bits) - 1));
}

/// Returns what a tally says about its networks, without the stages that found it out.
std::string outcome(const Tally& tally) {
  std::string text;
  for (const TallyEntry& entry : tally.entries()) {
    if (entry.group != "tally" || entry.value == 0) continue;
    text += (text.empty() ? "" : ", ") + entry.name;
    if (entry.value != 1) text += " " + entry.value.str();
  }
  return text;
}

std::string replay_command(const QuestionPoint& point, const Estimator& estimator,
                           std::uint64_t seed, std::uint64_t id) {
  std::string command = "relu-census replay";
  for (const auto& [name, value] : point.parameters().items()) {
    command += fmt::format(" --{} '{}'", name,
                           value.is_string() ? value.get<std::string>() : value.dump());
  }
  return command + fmt::format(" --seed {} --id {} --estimator {}", seed, id, estimator.name());
}

}  // namespace

std::vector<std::uint64_t> audited_ids(IdRange range, std::uint64_t salt) {
  std::vector<std::uint64_t> ids;
  if (range.count == 0) return ids;
  const std::uint64_t last = range.first + (range.count - 1);
  const auto take = [&](std::uint64_t id) {
    if (id >= range.first && id <= last) ids.push_back(id);
  };
  take(0);
  for (int j = 0; j < block_bits; ++j) take(chosen_id(std::uint64_t{1} << j, j, salt));
  const std::uint64_t blocks = last >> block_bits;
  for (std::uint64_t block = range.first >> block_bits; block <= blocks; ++block) {
    take(chosen_id(block << block_bits, block_bits, salt));
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

std::uint64_t audit(Census& census, const QuestionPoint& point, const Estimator& estimator,
                    std::uint64_t seed, IdRange range) {
  const std::vector<std::uint64_t> ids = audited_ids(range, generator_key(seed, point.identity()));
  std::uint64_t audited = 0;
  for (const std::uint64_t id : ids) {
    const Batch batch = census.count({id, 1});
    // What the backend itself leaves to exact arithmetic is right by definition.
    const bool settled = batch.undecided.empty();
    if (settled && estimator.too_dear_to_audit(batch.tally)) continue;
    ++audited;
    if (!settled) continue;
    const std::string counted = outcome(batch.tally);
    const std::string exact = outcome(estimator.resolve(seed, std::span(&id, 1)));
    if (counted == exact) continue;
    throw AuditFailure(fmt::format(
        "network {} was counted as {}, and exact arithmetic says {}: nothing of this run can be "
        "trusted; please report it with the output of: {}",
        id, counted, exact, replay_command(point, estimator, seed, id)));
  }
  return audited;
}

}  // namespace census
