#pragma once

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/temporary_directory.hpp"

extern char** environ;

namespace census {

inline std::string read_file(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

/// The program under test, running with its output going to files.
class Program {
 public:
  explicit Program(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), RELU_CENSUS_BINARY);
    std::vector<char*> pointers;
    for (std::string& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    constexpr int flags = O_WRONLY | O_CREAT | O_TRUNC;
    posix_spawn_file_actions_addopen(&files, 1, (directory_ / "out").c_str(), flags, 0600);
    posix_spawn_file_actions_addopen(&files, 2, (directory_ / "err").c_str(), flags, 0600);
    // A test runner that was started in the background ignores SIGINT, and so would the program.
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    posix_spawnattr_setsigdefault(&attributes, &signals);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    if (posix_spawn(&process_, RELU_CENSUS_BINARY, &files, &attributes, pointers.data(), environ) !=
        0) {
      throw std::runtime_error("cannot start " RELU_CENSUS_BINARY);
    }
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
  }
  ~Program() { wait(); }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  /// Waits until the program listens to SIGINT, that is until it counts, and then for a moment.
  void wait_until_counting() const {
    const std::string status_file = "/proc/" + std::to_string(process_) + "/status";
    for (int i = 0; i < 3000; ++i) {
      const std::string status = read_file(status_file);
      const std::size_t at = status.find("SigCgt:");
      const bool ended = status.find("State:\tZ") != std::string::npos;
      if (at == std::string::npos || ended) break;
      const unsigned long long caught = std::stoull(status.substr(at + 7), nullptr, 16);
      if ((caught >> (SIGINT - 1) & 1U) != 0) break;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
  }

  void interrupt() const { kill(process_, SIGINT); }

  /// Ends the program without asking it.
  void kill_now() const { kill(process_, SIGKILL); }

  /// Waits for the end of the program and returns its exit code, -1 when a signal ended it.
  int wait() {
    if (!ended_) {
      int status = 0;
      waitpid(process_, &status, 0);
      ended_ = true;
      code_ = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    return code_;
  }

  std::string out() const { return read_file(directory_ / "out"); }
  std::string err() const { return read_file(directory_ / "err"); }

 private:
  TemporaryDirectory directory_;
  pid_t process_ = 0;
  bool ended_ = false;
  int code_ = -1;
};

/// What a run of the program that has ended left behind.
struct Outcome {
  int code;
  std::string out;
  std::string err;

  nlohmann::json json() const { return nlohmann::json::parse(out); }
};

inline Outcome run(const std::vector<std::string>& arguments) {
  Program program(arguments);
  const int code = program.wait();
  return {code, program.out(), program.err()};
}

inline bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace census
