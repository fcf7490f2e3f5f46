#pragma once

#include "host/config/sweep_config.hpp"
#include "host/ledger/ledger.hpp"
#include "host/run/counting_plan.hpp"

namespace census {

/// Returns how a point of a sweep is counted. What the pilots of an earlier run found out, if the
/// ledger has it and it is about the estimator asked for, is used again, so that a sweep that goes
/// on counts the same networks by the same estimator; a larger budget or a smaller error only
/// counts more of them. What new pilots find out is recorded.
CountingPlan plan_and_record(Ledger& ledger, Backend& backend, const QuestionPoint& point,
                             const SweepConfig& config);

/// Returns the same without a backend, from the ledger alone: null where pilots would be needed.
CountingPlan plan_from(Ledger& ledger, const QuestionPoint& point, const SweepConfig& config);

}  // namespace census
