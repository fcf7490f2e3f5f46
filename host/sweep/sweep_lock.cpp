#include "host/sweep/sweep_lock.hpp"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include "host/error.hpp"

namespace census {
namespace {

std::filesystem::path lock_file(const std::filesystem::path& directory) {
  return directory / "lock";
}

[[noreturn]] void refuse(const std::string& problem, const std::string& why,
                         const std::string& suggestion) {
  throw ConfigError(Problem{{.source = "--out"}, problem, why, suggestion});
}

}  // namespace

SweepLock::SweepLock(const std::filesystem::path& directory) {
  const std::string path = lock_file(directory).string();
  file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file_ < 0) {
    refuse(fmt::format("{} cannot be written", directory.string()),
           fmt::format("{}: {}", path, std::strerror(errno)), "choose another directory");
  }
  if (::flock(file_, LOCK_EX | LOCK_NB) == 0) return;
  const int reason = errno;
  ::close(file_);
  if (reason != EWOULDBLOCK) {
    refuse(fmt::format("{} cannot be locked", directory.string()), std::strerror(reason),
           "choose a directory on another file system");
  }
  refuse(fmt::format("another process counts into {}", directory.string()),
         "two of them would count the same networks", "wait for it, or choose another directory");
}

SweepLock::~SweepLock() { ::close(file_); }

bool SweepLock::is_taken(const std::filesystem::path& directory) {
  const int file = ::open(lock_file(directory).c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  const bool taken = ::flock(file, LOCK_SH | LOCK_NB) != 0;
  ::close(file);
  return taken;
}

}  // namespace census
