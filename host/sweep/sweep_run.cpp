#include "host/sweep/sweep_run.hpp"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <utility>

#include <fmt/format.h>

#include "host/commands/exit_code.hpp"
#include "host/ledger/ledger_error.hpp"
#include "host/output/estimate_text.hpp"
#include "host/output/readable.hpp"
#include "host/output/version.hpp"
#include "host/run/census_run.hpp"
#include "host/sweep/recorded_plan.hpp"
#include "host/sweep/verdicts.hpp"

namespace census {
namespace {

/// How long one point is counted before another may have its turn: opening a point costs a little.
constexpr double turn_seconds = 2.0;

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::string reason_of(const std::exception& error) {
  return *error.what() != '\0' ? error.what() : "unknown reason";
}

}  // namespace

bool SweepRun::Item::finished() const {
  return !failure.empty() || (estimator && count.networks_in(range) == range.count);
}

double SweepRun::Item::fraction_done() const {
  if (!estimator || range.count == 0) return 0.0;
  return static_cast<double>(count.networks_in(range)) / static_cast<double>(range.count);
}

SweepRun::SweepRun(const SweepConfig& config, const SweepDirectory& directory, Ledger& ledger,
                   Backend& backend, Shard shard, const CommonOptions& options)
    : config_(config),
      directory_(directory),
      ledger_(ledger),
      backend_(backend),
      shard_(shard),
      options_(options),
      progress_(make_progress(options)),
      counted_before_(ledger.counts()),
      started_(Clock::now()),
      written_(Clock::now()) {
  for (const auto& point : config.points) {
    Item& item = items_.emplace_back();
    item.point = point.get();
    // What an earlier run found out tells now how far each point is.
    if (CountingPlan plan = plan_from(ledger_, *point, config_); plan.estimator) {
      begin(item, std::move(plan));
    }
  }
}

std::vector<SweepRow> SweepRun::count_all() {
  const Interruption interruption;
  for (const Item& item : items_) {
    if (item.finished()) announce(item);
  }
  while (Item* item = next_item()) {
    if (interruption.requested()) break;
    try {
      if (!item->estimator) {
        begin(*item, plan_and_record(ledger_, backend_, *item->point, config_));
      }
      if (!item->finished()) take_turn(*item, interruption);
    } catch (const LedgerError&) {
      throw;
    } catch (const std::exception& error) {
      // One bad point must not cost the others; it is listed with its reason, and the exit code
      // says that there is one.
      item->failure = reason_of(error);
    }
    progress_->clear();
    if (item->finished()) announce(*item);
    write_now_and_then();
  }
  return rows();
}

/// The point with the least share of its networks counted, the first of several; null when all have
/// ended.
SweepRun::Item* SweepRun::next_item() {
  Item* next = nullptr;
  for (Item& item : items_) {
    if (item.finished()) continue;
    if (next == nullptr || item.fraction_done() < next->fraction_done()) next = &item;
  }
  return next;
}

void SweepRun::begin(Item& item, CountingPlan plan) {
  item.range = shard_.of(plan.networks);
  const auto before = counted_before_.find({item.point->identity(), plan.estimator->name()});
  if (before != counted_before_.end()) item.count = std::move(before->second);
  item.estimator = std::move(plan.estimator);
}

void SweepRun::take_turn(Item& item, const Interruption& interruption) {
  item.counted_now = true;
  const auto census = backend_.open(item.estimator->kernel_point(config_.seed));
  ChunkSize size(census->preferred_batch());
  const Clock::time_point start = Clock::now();
  while (!item.finished() && !interruption.requested() && seconds_since(start) < turn_seconds) {
    count_next(item, *census, size);
    show_progress(item);
  }
}

void SweepRun::count_next(Item& item, Census& census, ChunkSize& size) {
  const IdRange ids = item.count.next_gap(item.range, size.networks());
  RunResult counted =
      count_chunk(census, *item.point, *item.estimator, config_.seed, ids, Audit::on);
  if (ids.count == size.networks()) size.adapt(counted.seconds);
  const Chunk chunk{.point = item.point->identity(),
                    .estimator = item.estimator->name(),
                    .range = ids,
                    .tally = std::move(counted.tally),
                    .audited = counted.audited,
                    .seconds = counted.seconds,
                    .backend = backend_.name(),
                    .device = backend_.device(),
                    .version = std::string(version())};
  ledger_.record(chunk);
  item.count.add(chunk);
}

void SweepRun::show_progress(const Item& item) {
  const double seconds = item.count.seconds();
  const std::uint64_t networks = item.count.networks();
  progress_->report({.done = item.count.networks_in(item.range),
                     .total = item.range.count,
                     .seconds = seconds_since(started_),
                     .sample = item.estimator->sample(item.count.tally()),
                     .label = describe_briefly(item.point->parameters()),
                     .rate = seconds > 0.0 ? static_cast<double>(networks) / seconds : 0.0});
}

void SweepRun::announce(const Item& item) {
  ++ended_;
  if (options_.quiet) return;
  const SweepRow done = row(item);
  std::string answer = "failed: " + done.failure;
  if (done.estimate) {
    answer = probability_text(*done.estimate);
    if (const auto z = done.estimate->z_score()) answer += fmt::format(", z = {:+.2f}", *z);
    answer += fmt::format(", {} networks by {}, {}{}", readable_integer(done.estimate->networks),
                          done.estimate->estimator, readable_duration(done.estimate->seconds),
                          item.counted_now ? "" : ", all of it counted before");
  }
  fmt::print(stderr, "{} of {}: {}: {}\n", ended_, config_.points.size(),
             describe_briefly(done.parameters), answer);
}

// For whoever looks at the files meanwhile. That they cannot be written now is no reason to stop
// counting: the ledger has everything, and the end of the sweep writes them again and says so if it
// cannot.
void SweepRun::write_now_and_then() {
  if (seconds_since(written_) < 1.0) return;
  written_ = Clock::now();
  try {
    const std::vector<SweepRow> all = rows();
    directory_.write_results(sweep_csv(all), sweep_document(config_, all));
  } catch (const std::exception& error) {
    print_note(options_, error.what());
  }
}

SweepRow SweepRun::row(const Item& item) const {
  if (item.failure.empty()) {
    return make_row(config_, *item.point, *item.estimator, item.range, item.count);
  }
  return {.question = std::string(config_.question->name()),
          .parameters = item.point->parameters(),
          .seed = config_.seed,
          .estimate = {},
          .failure = item.failure};
}

std::vector<SweepRow> SweepRun::rows() const {
  std::vector<SweepRow> all;
  for (const Item& item : items_) {
    // What a signal kept from beginning has nothing to show.
    const bool begun = item.count.networks() > 0 || item.finished();
    if (begun && (item.estimator || !item.failure.empty())) all.push_back(row(item));
  }
  return all;
}

SweepRow make_row(const SweepConfig& config, const QuestionPoint& point, const Estimator& estimator,
                  IdRange asked, const PointCount& count) {
  RunResult result{.tally = count.tally(),
                   .networks = count.networks(),
                   .audited = count.audited(),
                   .seconds = count.seconds()};
  if (result.networks == 0) result.tally = estimator.resolve(config.seed, {});
  // Ids beyond those asked for are counted too; what is missing is missing all the same.
  const std::uint64_t missing = asked.count - count.networks_in(asked);
  const IdRange asked_in_all{asked.first, count.networks() + missing};
  Estimate estimate = make_estimate(*config.question, point, estimator, config.seed, asked_in_all,
                                    std::move(result), {count.backends(), count.devices()});
  estimate.ranges = count.ranges();
  return {.question = std::string(config.question->name()),
          .parameters = point.parameters(),
          .seed = config.seed,
          .estimate = std::move(estimate),
          .failure = {}};
}

int sweep_exit_code(const std::vector<SweepRow>& rows, std::size_t planned_points) {
  if (sweep_interrupted(rows, planned_points)) return exit_interrupted;
  const bool failed = std::any_of(rows.begin(), rows.end(),
                                  [](const SweepRow& row) { return !row.estimate.has_value(); });
  return failed ? exit_failed : exit_done;
}

}  // namespace census
