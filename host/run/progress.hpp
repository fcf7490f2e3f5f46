#pragma once

#include <cstdint>
#include <cstdio>
#include <optional>
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
};

/// Hears how far a run is, after every chunk.
class ProgressSink {
 public:
  virtual ~ProgressSink() = default;
  virtual void report(const Progress& progress) = 0;

  /// Takes what is shown off the screen, so that something else can be written there. What is
  /// reported next may be the beginning of something else.
  virtual void clear() {}
};

/// For runs that nobody watches.
class SilentProgress final : public ProgressSink {
 public:
  void report(const Progress&) override {}
};

/// Returns "1e7 of 1e9 networks (1.0 %), 3.1e7 networks/s, P = 0.0581 +- 0.0001, 32 s left"; the
/// number after +- is half the width of the 95 % interval.
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
/// second; elsewhere a plain line every ten seconds. Short runs show nothing. What it shows never
/// goes backwards: a report that is behind the last one shown is left out.
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
  bool drawn_ = false;
};

/// Shows the progress of one point as progress of the sweep it belongs to, or, where nobody knows
/// beforehand how many networks the other points take, as its own.
class SweepProgress final : public ProgressSink {
 public:
  /// @param whole borrowed, must outlive this object.
  /// @param total networks of the whole sweep; empty when they are not known.
  SweepProgress(ProgressSink& whole, std::optional<std::uint64_t> total)
      : whole_(whole), total_(total) {}

  /// Begins a point; `label` names it.
  void begin_point(std::string label);

  /// Ends a point that asked for `networks`. If fewer were counted, because the point failed, the
  /// sweep has so much less to do.
  void end_point(std::uint64_t networks);

  void report(const Progress& progress) override;

 private:
  ProgressSink& whole_;
  std::optional<std::uint64_t> total_;
  std::uint64_t done_before_ = 0;
  double seconds_before_ = 0.0;
  Progress current_;
};

}  // namespace census
