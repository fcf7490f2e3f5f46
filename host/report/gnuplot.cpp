#include "host/report/gnuplot.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace census {
namespace {

using Clock = std::chrono::steady_clock;

/// Nobody reads more of what a program complains about.
constexpr std::size_t longest_message = 2000;

/// A pipe whose ends are closed when it goes, and that other programs do not inherit.
class Pipe {
 public:
  Pipe() {
    if (pipe2(ends_.data(), O_CLOEXEC) != 0) ends_ = {-1, -1};
  }
  ~Pipe() {
    close_end(ends_[0]);
    close_end(ends_[1]);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  bool is_open() const { return ends_[0] >= 0; }
  int reading_end() const { return ends_[0]; }
  int writing_end() const { return ends_[1]; }
  void close_writing_end() { close_end(ends_[1]); }

 private:
  static void close_end(int& end) {
    if (end >= 0) close(end);
    end = -1;
  }

  std::array<int, 2> ends_{-1, -1};
};

/// Starts the program with nothing to read, and its messages going to `messages`.
/// @return 0, or the reason why not as in errno.
int start(pid_t& process, const std::filesystem::path& directory, const std::string& script,
          const Pipe& messages) {
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(&files, messages.writing_end(), STDERR_FILENO);
  posix_spawn_file_actions_addchdir_np(&files, directory.c_str());
  std::string name = "gnuplot", own_settings_only = "--default-settings", file = script;
  std::array<char*, 4> arguments = {name.data(), own_settings_only.data(), file.data(), nullptr};
  const int reason = posix_spawnp(&process, "gnuplot", &files, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  return reason;
}

/// Reads until the other side has closed the pipe, that is until the program has ended.
/// @return whether that was before `deadline`.
bool read_all(int pipe, Clock::time_point deadline, std::string& text) {
  std::array<char, 1024> buffer{};
  while (true) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return false;
    pollfd waiting{pipe, POLLIN, 0};
    // A signal that only asks the program to leave soon is no reason to stop waiting.
    if (poll(&waiting, 1, static_cast<int>(left)) <= 0) continue;
    const ssize_t bytes = read(pipe, buffer.data(), buffer.size());
    if (bytes < 0 && errno == EINTR) continue;
    if (bytes <= 0) return true;
    if (text.size() < longest_message) text.append(buffer.data(), static_cast<std::size_t>(bytes));
  }
}

int wait_for(pid_t process) {
  int status = 0;
  while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

}  // namespace

GnuplotRun run_gnuplot(const std::filesystem::path& directory, const std::string& script,
                       std::chrono::milliseconds limit) {
  Pipe messages;
  if (!messages.is_open()) return {GnuplotRun::End::failed, std::strerror(errno)};
  pid_t process = 0;
  const int reason = start(process, directory, script, messages);
  if (reason == ENOENT || reason == EACCES) return {GnuplotRun::End::not_installed, {}};
  if (reason != 0) return {GnuplotRun::End::failed, std::strerror(reason)};
  messages.close_writing_end();
  std::string text;
  const bool in_time = read_all(messages.reading_end(), Clock::now() + limit, text);
  if (!in_time) kill(process, SIGKILL);
  const int status = wait_for(process);
  if (!in_time) {
    return {GnuplotRun::End::failed, fmt::format("not done after {} ms, ended", limit.count())};
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {GnuplotRun::End::drawn, {}};
  return {GnuplotRun::End::failed, text.empty() ? "it ended without a word" : text};
}

}  // namespace census
