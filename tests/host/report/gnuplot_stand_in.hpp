#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

#include "tests/host/commands/program.hpp"

namespace census {

/// While it lives, the PATH is one directory of its own, empty at first.
class OwnPath {
 public:
  OwnPath() {
    if (const char* path = std::getenv("PATH")) before_ = path;
    setenv("PATH", (directory_ / "").c_str(), 1);
  }
  ~OwnPath() { before_ ? setenv("PATH", before_->c_str(), 1) : unsetenv("PATH"); }
  OwnPath(const OwnPath&) = delete;
  OwnPath& operator=(const OwnPath&) = delete;

  /// Puts a shell script there that stands in for gnuplot.
  void add_gnuplot(const std::string& script) const {
    const std::string file = write_file(directory_ / "gnuplot", "#!/bin/sh\n" + script + "\n");
    std::filesystem::permissions(file, std::filesystem::perms::owner_all);
  }

 private:
  std::optional<std::string> before_;
  TemporaryDirectory directory_;
};

}  // namespace census
