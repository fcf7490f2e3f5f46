#pragma once

#include <cstdint>
#include <vector>

#include "cuda/questions/regions/vertices.hpp"

namespace census::testing {

/// Memory for vertices, and for corners that a test writes; no signs are known.
template <int dimension>
struct CellVertices {
  std::vector<regions::Vertex<dimension>> points;
  std::vector<std::uint32_t> known;
  std::vector<regions::SignWord> signs;
  std::vector<regions::Corner> corners;
  regions::Vertices<dimension> vertices;

  CellVertices(int capacity, int corner_capacity, int layers = 1, int words = 1)
      : points(size(capacity)),
        known(size(capacity)),
        signs(size(capacity * layers * words)),
        corners(size(corner_capacity)),
        vertices{points.data(), known.data(),    signs.data(),    corners.data(),
                 capacity,      corner_capacity, capacity * words} {}

  /// Writes corners first, first + 1, ... at vertices of these numbers.
  void place(int first, const std::vector<int>& numbers) {
    for (const int number : numbers) corners.at(size(first++)) = {number, 0};
  }

 private:
  static std::size_t size(int count) { return static_cast<std::size_t>(count); }
};

}  // namespace census::testing
