#pragma once

#include <cstdint>
#include <cstdio>
#include <limits>
#include <string>

#include "host/questions/question.hpp"

namespace census {

/// How far a run is. Counts only networks whose tally is complete.
struct Progress {
  std::uint64_t done = 0;
  std::uint64_t total = 0;
  double seconds = 0.0;    ///< since the run began
  Sample sample = {};      ///< of the point that is being counted
  std::string label = {};  ///< which point that is; empty when there is only one
  double rate = 0.0;       ///< networks per second; done / seconds if 0

  /// How far the point is where something else than its number of networks ends it; NaN for done /
  /// total.
  double share = std::numeric_limits<double>::quiet_NaN();
  std::string target = {};  ///< what ends it then: "1000 hits"
};

/// Hears how far a run is, after every chunk.
class ProgressSink {
 public:
  virtual ~ProgressSink() = default;
  virtual void report(const Progress& progress) = 0;

  /// Takes what is shown off the screen, so that something else can be written there.
  virtual void clear() {}
};

/// For runs that nobody watches.
class SilentProgress final : public ProgressSink {
 public:
  void report(const Progress&) override {}
};

/// Returns "1e7 of 1e9 networks (1.0 %), 3.1e7 networks/s, P = 0.0581 +- 0.0001, 32 s left"; the
/// number after +- is the standard error, as in results.
std::string describe(const Progress& progress);

/// What kind of stream progress is shown on.
struct ProgressStyle {
  bool terminal = false;     ///< redraw one line; otherwise write a line now and then
  bool colours = false;      ///< only ever on a terminal
  std::size_t columns = 80;  ///< width of the terminal
};

/// Returns what `stream` can show. Colours are left out when the user set NO_COLOR.
ProgressStyle detect_style(std::FILE* stream);

/// Shows progress as text: on a terminal one line, after about a second and then a few times per
/// second; elsewhere a plain line every ten seconds. Short runs show nothing. What it shows of one
/// label never goes backwards: a report that is behind the last one shown is left out.
class ProgressLine final : public ProgressSink {
 public:
  /// @param stream borrowed, must outlive this object.
  ProgressLine(std::FILE* stream, ProgressStyle style);
  ~ProgressLine() override;  ///< clears the line
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void report(const Progress& progress) override;
  void clear() override;

 private:
  std::FILE* stream_;
  ProgressStyle style_;
  double next_draw_;
  double fraction_shown_ = 0.0;
  std::string label_shown_;
  bool drawn_ = false;
};

}  // namespace census
