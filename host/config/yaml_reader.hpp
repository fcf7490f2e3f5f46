#pragma once

#include <filesystem>
#include <string>

#include "host/config/sweep_config.hpp"

namespace census {

/// Returns the sweep that a YAML file describes:
///
///     question: unactivated          # the default
///     seed: 1                        # the default
///     points:                        # a mapping as here, or a list of such mappings
///       n0: [1, 2, 5 .. 7]           # an integer, a range, a formula, or a list of these
///       n1: n0 .. n0 + 3             # formulas in the parameters above
///       init: unit-normal            # a name, the four laws written out, or a list of these
///     estimator: auto                # the default; or a name that the question knows
///     stop:                          # for each point, whichever comes first
///       networks: 1e7                # this or seconds is needed in any case
///       seconds: 60                  # of counting; also "15min", "8h"
///       relative_error: 1e-4         # standard error over P
///       absolute_error: 1e-6         # standard error
///       hits: 1000                   # with plain counting
///     hypotheses:                    # see read_hypotheses; may be left out
///       - {name: theorem, where: n1 <= n0, probability: 2^-(n1+1)}
///     error_level: 0.05              # the default; of all hypotheses together
///
/// Reading is strict: nothing is ignored. Files that points name are read by `read`, each once.
/// @throw ConfigError with everything that is wrong, each problem at its line and column; without
/// a line when the file cannot be read.
SweepConfig read_sweep(const std::filesystem::path& path, const FileReader& read = read_user_file);

/// Returns the sweep that `text` describes; `source_name` stands for the file in messages.
/// @throw ConfigError as `read_sweep` does.
SweepConfig read_sweep_text(const std::string& text, const std::string& source_name,
                            const FileReader& read = read_user_file);

}  // namespace census
