#include "host/run/census_run.hpp"

#include <algorithm>
#include <chrono>

#include "host/run/chunk_size.hpp"

namespace census {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

}  // namespace

RunResult count_chunk(Census& census, const QuestionPoint& point, const Estimator& estimator,
                      std::uint64_t seed, IdRange chunk, Audit auditing) {
  const Clock::time_point start = Clock::now();
  RunResult result;
  Batch batch = census.count(chunk);
  result.tally = std::move(batch.tally);
  if (!batch.undecided.empty()) result.tally.merge(estimator.resolve(seed, batch.undecided));
  if (auditing == Audit::on) result.audited = audit(census, point, estimator, seed, chunk);
  result.networks = chunk.count;
  result.seconds = seconds_since(start);
  return result;
}

RunResult run_census(Census& census, const QuestionPoint& point, const Estimator& estimator,
                     std::uint64_t seed, IdRange range, ProgressSink& progress,
                     const Interruption& interruption, Audit auditing) {
  RunResult result;
  ChunkSize size(census.preferred_batch());
  const Clock::time_point start = Clock::now();
  while (result.networks < range.count && !interruption.requested()) {
    const std::uint64_t networks = std::min(size.networks(), range.count - result.networks);
    const IdRange chunk{range.first + result.networks, networks};
    const RunResult counted = count_chunk(census, point, estimator, seed, chunk, auditing);
    result.tally.merge(counted.tally);
    result.audited += counted.audited;
    result.networks += networks;
    result.seconds = seconds_since(start);
    if (networks == size.networks()) size.adapt(counted.seconds);
    progress.report({.done = result.networks,
                     .total = range.count,
                     .seconds = result.seconds,
                     .sample = estimator.sample(result.tally)});
  }
  // A run that counted nothing still shows the entries that its question has, all of them neutral.
  if (result.networks == 0) result.tally = estimator.resolve(seed, {});
  return result;
}

}  // namespace census
