#include "host/commands/options.hpp"

#include <cstdio>

#include <fmt/format.h>

#include "host/config/did_you_mean.hpp"
#include "host/config/quote.hpp"
#include "host/error.hpp"

namespace census {
void add_seed_option(CLI::App& command, CommonOptions& options) {
  command
      .add_option("--seed", options.seed,
                  "Whole number from 0 to 2^64 - 1 that, with the point, determines every network")
      ->type_name("SEED")
      ->capture_default_str();
}

void add_backend_options(CLI::App& command, CommonOptions& options) {
  command
      .add_option("--backend", options.backend,
                  "auto, cpu or cuda. All give the same tally; auto takes the card if there is one")
      ->type_name("NAME")
      ->capture_default_str();
  command.add_option("--threads", options.threads, "Threads of the cpu backend, 0 for all")
      ->type_name("N")
      ->check(CLI::Range(0, 4096).description(""))
      ->capture_default_str();
}

void add_estimator_option(CLI::App& command, CommonOptions& options) {
  command
      .add_option("--estimator", options.estimator,
                  "plain counts hits among networks; signs averages each network over the signs of "
                  "its second layer, orbit over those of all neurons besides, signs:S and "
                  "orbit:S:J over S weights and J neurons; auto measures which is fastest")
      ->type_name("NAME")
      ->capture_default_str();
}

void add_json_option(CLI::App& command, CommonOptions& options) {
  command.add_flag("--json", options.json, "Print JSON for programs instead of text for people");
}

void add_quiet_option(CLI::App& command, CommonOptions& options) {
  command.add_flag("-q,--quiet", options.quiet, "Show no progress and no notes on stderr");
}

std::unique_ptr<ProgressSink> make_progress(const CommonOptions& options) {
  if (options.quiet) return std::make_unique<SilentProgress>();
  return std::make_unique<ProgressLine>(stderr, detect_style(stderr));
}

void print_note(const CommonOptions& options, const std::string& message) {
  if (!options.quiet) fmt::print(stderr, "note: {}\n", message);
}

void print_json(const nlohmann::ordered_json& document, int indent) {
  const auto replace = nlohmann::ordered_json::error_handler_t::replace;
  fmt::print("{}\n", document.dump(indent, ' ', false, replace));
}

}  // namespace census
