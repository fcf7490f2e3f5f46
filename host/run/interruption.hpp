#pragma once

namespace census {

/// While it lives, the first SIGINT or SIGTERM asks the run to finish its chunk and leave, and a
/// second one ends the process at once with exit code 130. Its end restores the handlers that were
/// there before. Only one may live at a time.
class Interruption {
 public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  /// Returns whether a signal has asked the run to leave. Safe from any thread.
  bool requested() const;
};

}  // namespace census
