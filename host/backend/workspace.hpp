#pragma once

#include <cstddef>
#include <vector>

namespace census {

/// Memory that one team works in, aligned to 64 bytes.
class Workspace {
 public:
  explicit Workspace(std::size_t bytes) : lines_((bytes + sizeof(Line) - 1) / sizeof(Line)) {}
  void* data() { return lines_.data(); }

 private:
  struct alignas(64) Line {
    std::byte bytes[64];
  };
  std::vector<Line> lines_;
};

}  // namespace census
