#include "host/sweep/sweep_run.hpp"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <utility>

#include <fmt/format.h>

#include "host/ledger/ledger_error.hpp"
#include "host/ledger/tally_text.hpp"
#include "host/output/estimate_text.hpp"
#include "host/output/readable.hpp"
#include "host/output/version.hpp"
#include "host/run/census_run.hpp"
#include "host/sweep/findings_text.hpp"
#include "host/sweep/recorded_plan.hpp"

namespace census {
namespace {

/// How long one point is counted before another may have its turn: opening a point costs a little.
constexpr double turn_seconds = 2.0;

/// How much counting a kill may cost: chunks are committed together until they took so long,
/// because a commit waits for the disk, and the first chunks of a turn are short.
constexpr double commit_seconds = 0.3;

/// Returns whether `next` counts the ids after those of `chunk`, which may be empty.
bool follows(const Chunk& chunk, const Chunk& next) {
  return chunk.range.count > 0 && chunk.point == next.point && chunk.estimator == next.estimator &&
         chunk.range.first + chunk.range.count == next.range.first;
}

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// What has been counted of a point, as data; no hits of no networks at its beginning.
Sample sample_of(const Estimator& estimator, const PointCount& count) {
  return count.networks() > 0 ? estimator.sample(count.tally()) : Sample();
}

std::string reason_of(const std::exception& error) {
  return *error.what() != '\0' ? error.what() : "unknown reason";
}

}  // namespace

bool SweepRun::Item::finished(const StopRules& stop) const {
  if (!failure.empty()) return true;
  if (!plan.estimator) return false;
  return count.networks_in(range) == range.count ||
         open_rule_met(stop, sample_of(*plan.estimator, count), count.seconds());
}

ShareDone SweepRun::Item::share_done(const StopRules& stop) const {
  if (!plan.estimator) return {};
  return census::share_done(stop, sample_of(*plan.estimator, count), count.seconds(),
                            count.networks_in(range), {range.count, plan.networks.rule});
}

SweepRun::SweepRun(const SweepConfig& config, const SweepDirectory& directory, Ledger& ledger,
                   Backend& backend, Shard shard, SweepListener listener)
    : config_(config),
      directory_(directory),
      ledger_(ledger),
      backend_(backend),
      shard_(shard),
      listener_(std::move(listener)),
      counted_before_(ledger.counts()),
      unasked_(unasked_points(config, directory, ledger)),
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

std::vector<SweepRow> SweepRun::count_all(double seconds) {
  time_limit_ = seconds;
  for (const Item& item : items_) {
    if (finished(item)) announce(item);
  }
  while (Item* item = next_item()) {
    if (!may_go_on()) break;
    try {
      if (!item->plan.estimator) {
        begin(*item, plan_and_record(ledger_, backend_, *item->point, config_));
      }
      if (!finished(*item)) take_turn(*item);
    } catch (const LedgerError&) {
      throw;
    } catch (const std::exception& error) {
      // One bad point must not cost the others; it is listed with its reason, and the exit code
      // says that there is one.
      item->failure = reason_of(error);
      uncommitted_ = {};
    }
    listener_.progress.clear();
    if (finished(*item)) announce(*item);
    write_now_and_then();
  }
  return rows();
}

/// The point that is furthest from its end, the first of several; null when all have ended.
SweepRun::Item* SweepRun::next_item() {
  Item* next = nullptr;
  double least = 0.0;
  for (Item& item : items_) {
    if (finished(item)) continue;
    const double share = item.share_done(config_.stop).share;
    if (next == nullptr || share < least) {
      next = &item;
      least = share;
    }
  }
  return next;
}

bool SweepRun::may_go_on() const {
  return !interruption_.requested() && seconds_since(started_) < time_limit_;
}

void SweepRun::begin(Item& item, CountingPlan plan) {
  item.range = shard_.of(plan.networks.count);
  const auto before = counted_before_.find({item.point->identity(), plan.estimator->name()});
  if (before != counted_before_.end()) item.count = std::move(before->second);
  item.plan = std::move(plan);
  if (!finished(item) && !can_go_on(config_, item.plan, item.count)) {
    throw LedgerError(fmt::format(
        "{}: {} was counted in part by another version of the program, whose tallies have other "
        "entries ({}); go on with that version, or count the sweep anew in another directory",
        ledger_.path().string(), describe_briefly(item.point->parameters()),
        differing_entry(item.count.tally(), item.plan.estimator->resolve(config_.seed, {}))));
  }
}

void SweepRun::take_turn(Item& item) {
  item.counted_now = true;
  const auto census = backend_.open(item.plan.estimator->kernel_point(config_.seed));
  ChunkSize size(census->preferred_batch());
  const Clock::time_point start = Clock::now();
  while (!finished(item) && may_go_on() && seconds_since(start) < turn_seconds) {
    count_next(item, *census, size);
    show_progress(item);
    if (uncommitted_.seconds >= commit_seconds) commit();
  }
  commit();
}

void SweepRun::count_next(Item& item, Census& census, ChunkSize& size) {
  const IdRange ids = item.count.next_gap(item.range, size.networks());
  RunResult counted =
      count_chunk(census, *item.point, *item.plan.estimator, config_.seed, ids, Audit::on);
  if (ids.count == size.networks()) size.adapt(counted.seconds);
  const Chunk chunk{.point = item.point->identity(),
                    .estimator = item.plan.estimator->name(),
                    .range = ids,
                    .tally = std::move(counted.tally),
                    .audited = counted.audited,
                    .seconds = counted.seconds,
                    .backend = backend_.name(),
                    .device = backend_.device(),
                    .version = std::string(version())};
  item.count.add(chunk);
  if (!follows(uncommitted_, chunk)) {
    commit();
    uncommitted_ = chunk;
    return;
  }
  uncommitted_.range.count += chunk.range.count;
  uncommitted_.tally.merge(chunk.tally);
  uncommitted_.audited += chunk.audited;
  uncommitted_.seconds += chunk.seconds;
}

void SweepRun::commit() {
  if (uncommitted_.range.count == 0) return;
  ledger_.record(uncommitted_);
  uncommitted_ = {};
}

void SweepRun::show_progress(const Item& item) {
  const double seconds = item.count.seconds();
  const std::uint64_t networks = item.count.networks();
  const ShareDone done = item.share_done(config_.stop);
  std::string target;
  if (done.rule == StopRule::hits) target = readable_integer(*config_.stop.hits) + " hits";
  if (done.rule == StopRule::seconds) target = readable_duration(*config_.stop.seconds);
  listener_.progress.report({.done = item.count.networks_in(item.range),
                             .total = item.range.count,
                             .seconds = seconds_since(started_),
                             .sample = item.plan.estimator->sample(item.count.tally()),
                             .label = describe_briefly(item.point->parameters()),
                             .rate = seconds > 0.0 ? static_cast<double>(networks) / seconds : 0.0,
                             .share = done.share,
                             .target = std::move(target)});
}

void SweepRun::announce(const Item& item) {
  ++ended_;
  const SweepRow done = row(item);
  std::string answer = "failed: " + done.failure;
  if (done.estimate) {
    answer = probability_text(*done.estimate);
    if (const auto z = done.estimate->z_score()) answer += fmt::format(", z = {:+.2f}", *z);
    answer += fmt::format(", {} networks by {}, {}{}", readable_integer(done.estimate->networks),
                          done.estimate->estimator, readable_duration(done.estimate->seconds),
                          item.counted_now ? "" : ", all of it counted before");
  }
  listener_.tell(fmt::format("{} of {}: {}: {}", ended_, config_.points.size(),
                             describe_briefly(done.parameters), answer));
}

// For whoever looks at the files meanwhile. That they cannot be written now is no reason to stop
// counting: the ledger has everything, and the end of the sweep writes them again and says so if it
// cannot.
void SweepRun::write_now_and_then() {
  if (seconds_since(written_) < 1.0) return;
  written_ = Clock::now();
  try {
    const std::vector<SweepRow> all = rows();
    directory_.write_results(sweep_csv(all), sweep_document(config_, all, unasked_));
  } catch (const std::exception& error) {
    listener_.tell(fmt::format("note: {}", error.what()));
  }
}

SweepRow SweepRun::row(const Item& item) const {
  if (item.failure.empty()) {
    return make_row(config_, *item.point, item.plan, item.range, item.count);
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
    const bool begun = item.count.networks() > 0 || finished(item);
    if (begun && (item.plan.estimator || !item.failure.empty())) all.push_back(row(item));
  }
  return all;
}

bool can_go_on(const SweepConfig& config, const CountingPlan& plan, const PointCount& count) {
  return count.networks() == 0 || count.tally().can_merge(plan.estimator->resolve(config.seed, {}));
}

SweepRow make_row(const SweepConfig& config, const QuestionPoint& point, const CountingPlan& plan,
                  IdRange asked, const PointCount& count) {
  const Estimator& estimator = *plan.estimator;
  RunResult result{.tally = count.tally(),
                   .networks = count.networks(),
                   .audited = count.audited(),
                   .seconds = count.seconds()};
  if (result.networks == 0) result.tally = estimator.resolve(config.seed, {});
  // Ids beyond those asked for are counted too; what is missing is missing all the same.
  const std::uint64_t missing = asked.count - count.networks_in(asked);
  IdRange asked_in_all{asked.first, count.networks() + missing};
  std::optional<StopRule> stopped_by = plan.networks.rule;
  if (missing > 0) {
    stopped_by = open_rule_met(config.stop, estimator.sample(result.tally), result.seconds);
    if (stopped_by) asked_in_all.count = count.networks();
  }
  Estimate estimate = make_estimate(*config.question, point, estimator, config.seed, asked_in_all,
                                    std::move(result), {count.backends(), count.devices()});
  estimate.ranges = count.ranges();
  estimate.stopped_by = stopped_by;
  // Networks beyond those asked for were counted under other rules: how many there are was not
  // fixed by these.
  const bool as_planned = stopped_by && count.networks() == count.networks_in(asked);
  if (as_planned) estimate.sample_size = config.stop.sample_size();
  if (stopped_by && !as_planned) estimate.sample_size = SampleSize::open;
  return {.question = std::string(config.question->name()),
          .parameters = point.parameters(),
          .seed = config.seed,
          .estimate = std::move(estimate),
          .failure = {}};
}

}  // namespace census
