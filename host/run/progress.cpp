#include "host/run/progress.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "host/output/readable.hpp"
#include "host/statistics/sample.hpp"

namespace census {
namespace {

constexpr double first_draw_on_terminal = 1.0;  // seconds
constexpr double redraw_on_terminal = 0.2;
constexpr double line_elsewhere = 10.0;

constexpr const char* erase_line = "\r\033[K";
constexpr const char* dim = "\033[2m";
constexpr const char* normal = "\033[0m";

double fraction_done(const Progress& progress) {
  if (!std::isnan(progress.share)) return progress.share;
  if (progress.total == 0) return 1.0;
  return static_cast<double>(progress.done) / static_cast<double>(progress.total);
}

/// What the estimate is called: P, or the mean of counts that are no share of something.
const char* symbol(const Sample& sample) {
  const auto* counts = std::get_if<AveragedCounts>(&sample);
  return counts != nullptr && counts->most ? "mean" : "P";
}

std::string describe_estimate(const Sample& sample) {
  if (networks(sample) == 0) return fmt::format("{} unknown", symbol(sample));
  const double error = standard_error(sample);
  if (!(probability(sample) > 0.0)) {
    return fmt::format("{} < {}", symbol(sample), readable_number(interval(sample, 0.95).high, 2));
  }
  return fmt::format("{} = {} +- {}", symbol(sample), readable_value(probability(sample), error),
                     readable_error(error));
}

}  // namespace

std::string describe(const Progress& progress) {
  const double rate =
      progress.rate > 0.0 ? progress.rate : static_cast<double>(progress.done) / progress.seconds;
  const double share = fraction_done(progress);
  // Unknown at the very beginning: 0 networks at no rate.
  const double left = static_cast<double>(progress.done) / rate * (1.0 - share) / share;
  std::string counted = readable_count(static_cast<double>(progress.done));
  if (progress.target.empty()) {
    counted += fmt::format(" of {} networks ({:.1f} %)",
                           readable_count(static_cast<double>(progress.total)), 100.0 * share);
  } else {
    counted += fmt::format(" networks ({:.1f} % of {})", 100.0 * share, progress.target);
  }
  return fmt::format("{}{}{}, {}, {}, {} left", progress.label, progress.label.empty() ? "" : ": ",
                     counted, readable_rate(rate), describe_estimate(progress.sample),
                     readable_duration(left));
}

ProgressStyle detect_style(std::FILE* stream) {
  ProgressStyle style;
  const int descriptor = fileno(stream);
  const char* terminal_kind = std::getenv("TERM");
  // A dumb terminal cannot erase a line; it is served like a file.
  const bool dumb = terminal_kind == nullptr || std::string_view(terminal_kind) == "dumb";
  style.terminal = isatty(descriptor) == 1 && !dumb;
  const char* no_colour = std::getenv("NO_COLOR");
  style.colours = style.terminal && (no_colour == nullptr || *no_colour == '\0');
  struct winsize size = {};
  if (style.terminal && ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    style.columns = size.ws_col;
  }
  return style;
}

ProgressLine::ProgressLine(std::FILE* stream, ProgressStyle style)
    : stream_(stream),
      style_(style),
      next_draw_(style.terminal ? first_draw_on_terminal : line_elsewhere) {}

ProgressLine::~ProgressLine() { clear(); }

void ProgressLine::report(const Progress& progress) {
  const double fraction = fraction_done(progress);
  if (progress.label != label_shown_) fraction_shown_ = 0.0;
  if (progress.seconds < next_draw_ || fraction < fraction_shown_) return;
  const std::string text = describe(progress);
  if (style_.terminal) {
    // A line that wraps cannot be erased: one column is left free for the cursor.
    const std::string_view shown = cut_to_width(text, style_.columns - 1);
    fmt::print(stream_, "{}{}{}{}", erase_line, style_.colours ? dim : "", shown,
               style_.colours ? normal : "");
    drawn_ = true;
  } else {
    fmt::print(stream_, "{}\n", text);
  }
  std::fflush(stream_);
  fraction_shown_ = fraction;
  label_shown_ = progress.label;
  next_draw_ = progress.seconds + (style_.terminal ? redraw_on_terminal : line_elsewhere);
}

void ProgressLine::clear() {
  if (!drawn_) return;
  std::fputs(erase_line, stream_);
  std::fflush(stream_);
  drawn_ = false;
}

}  // namespace census
