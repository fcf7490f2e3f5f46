#include "host/commands/sweep_run.hpp"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "host/commands/backend_choice.hpp"
#include "host/commands/exit_code.hpp"
#include "host/output/estimate_text.hpp"
#include "host/output/readable.hpp"
#include "host/run/census_run.hpp"
#include "host/run/counting_plan.hpp"

namespace census {
namespace {

using Clock = std::chrono::steady_clock;

// The largest number there is stands for anything beyond it: it is only what progress counts up to.
std::optional<std::uint64_t> networks_in_all(const SweepConfig& config) {
  if (config.relative_error) return std::nullopt;
  constexpr std::uint64_t largest = std::numeric_limits<std::uint64_t>::max();
  const std::uint64_t points = std::max<std::uint64_t>(config.points.size(), 1);
  return config.networks > largest / points ? largest : config.networks * points;
}

}  // namespace

SweepRun::SweepRun(const SweepConfig& config, const SweepDirectory& directory, Backend& backend,
                   const CommonOptions& options)
    : config_(config),
      directory_(directory),
      backend_(backend),
      options_(options),
      line_(make_progress(options)),
      progress_(*line_, networks_in_all(config)),
      written_(Clock::now()) {}

const std::vector<SweepRow>& SweepRun::count_all() {
  const Interruption interruption;
  for (const std::unique_ptr<QuestionPoint>& point : config_.points) {
    if (interruption.requested()) break;
    SweepRow row = count(*point, interruption);
    // The signal came between two points: there is nothing to show of this one.
    if (row.estimate && row.estimate->networks == 0) break;
    rows_.push_back(std::move(row));
    line_->clear();
    announce_last_row();
    write_now_and_then();
  }
  return rows_;
}

SweepRow SweepRun::count(const QuestionPoint& point, const Interruption& interruption) {
  SweepRow row{.question = std::string(config_.question->name()),
               .parameters = point.parameters(),
               .seed = config_.seed,
               .estimate = {},
               .failure = {}};
  progress_.begin_point(fmt::format("point {} of {}", rows_.size() + 1, config_.points.size()));
  try {
    const CountingPlan plan =
        plan_counting(backend_, point, config_.seed,
                      {config_.estimator, config_.networks, config_.relative_error});
    const IdRange range{0, plan.networks};
    const std::unique_ptr<Census> census =
        backend_.open(plan.estimator->kernel_point(config_.seed));
    RunResult run = run_census(*census, point, *plan.estimator, config_.seed, range, progress_,
                               interruption, Audit::on);
    row.estimate = make_estimate(*config_.question, point, *plan.estimator, config_.seed, range,
                                 std::move(run), provenance_of(backend_));
  } catch (const std::exception& error) {
    // One bad point must not cost the others; it is listed with its reason, and the exit code says
    // that there is one.
    row.failure = *error.what() != '\0' ? error.what() : "unknown reason";
  }
  progress_.end_point(config_.networks);
  return row;
}

void SweepRun::announce_last_row() const {
  if (options_.quiet) return;
  const SweepRow& row = rows_.back();
  std::string answer = "failed: " + row.failure;
  if (row.estimate) {
    answer = probability_text(*row.estimate);
    if (const auto z = row.estimate->z_score()) answer += fmt::format(", z = {:+.2f}", *z);
    answer += ", " + readable_duration(row.estimate->seconds);
  }
  fmt::print(stderr, "{} of {}: {}: {}\n", rows_.size(), config_.points.size(),
             describe_briefly(row.parameters), answer);
}

// Results that a killed sweep leaves behind. That they cannot be written now is no reason to stop
// counting: the end of the sweep writes them again and says so if it cannot.
void SweepRun::write_now_and_then() {
  const Clock::time_point now = Clock::now();
  if (now - written_ < std::chrono::seconds(1)) return;
  written_ = now;
  try {
    directory_.write_results(sweep_csv(rows_), sweep_json(rows_, config_.points.size()));
  } catch (const std::exception& error) {
    print_note(options_, error.what());
  }
}

int sweep_exit_code(const std::vector<SweepRow>& rows, std::size_t planned_points) {
  if (sweep_interrupted(rows, planned_points)) return exit_interrupted;
  const bool failed = std::any_of(rows.begin(), rows.end(),
                                  [](const SweepRow& row) { return !row.estimate.has_value(); });
  return failed ? exit_failed : exit_done;
}

}  // namespace census
