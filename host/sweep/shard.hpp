#pragma once

#include <cstdint>
#include <string>

#include "cuda/census/id_range.hpp"
#include "host/error.hpp"

namespace census {

/// One of several equal parts of the ids of every point, for job arrays.
struct Shard {
  std::uint64_t index = 1;  ///< from 1 to `count`
  std::uint64_t count = 1;

  /// Returns the ids of this shard among 0, ..., networks - 1: consecutive, and every id in one
  /// shard.
  IdRange of(std::uint64_t networks) const;
};

/// Returns the shard that `text` writes, "2/8".
/// @throw ConfigError at `place` when it is anything else.
Shard parse_shard(const std::string& text, const Place& place);

}  // namespace census
