#include "host/run/interruption.hpp"

#include <array>
#include <atomic>
#include <cassert>

#include <signal.h>
#include <unistd.h>

namespace census {
namespace {

constexpr int interrupted_exit_code = 130;
constexpr std::array handled_signals = {SIGINT, SIGTERM};

// A handler may touch lock-free atomics only; that this one is, is checked here and not at run
// time.
std::atomic<int> signals_received{0};
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler needs a lock-free counter");

std::array<struct sigaction, handled_signals.size()> previous_actions;
std::atomic<bool> alive{false};

extern "C" void count_signal(int) {
  if (signals_received.fetch_add(1) > 0) _exit(interrupted_exit_code);
}

}  // namespace

Interruption::Interruption() {
  [[maybe_unused]] const bool another = alive.exchange(true);
  assert(!another && "two Interruption objects would restore each other's handlers");
  signals_received = 0;
  struct sigaction action = {};
  action.sa_handler = count_signal;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;  // a write in progress is finished, not failed
  for (std::size_t i = 0; i < handled_signals.size(); ++i) {
    sigaction(handled_signals[i], &action, &previous_actions[i]);
    // A shell starts background jobs with SIGINT ignored; that decision is not ours to undo.
    if (previous_actions[i].sa_handler == SIG_IGN) {
      sigaction(handled_signals[i], &previous_actions[i], nullptr);
    }
  }
}

Interruption::~Interruption() {
  for (std::size_t i = 0; i < handled_signals.size(); ++i) {
    sigaction(handled_signals[i], &previous_actions[i], nullptr);
  }
  alive = false;
}

bool Interruption::requested() const { return signals_received > 0; }

}  // namespace census
