#pragma once

#include <cstdint>
#include <string>

#include "cuda/census/id_range.hpp"
#include "cuda/census/tally.hpp"

namespace census {

/// A range of ids of one point that was counted whole: one row of a ledger.
struct Chunk {
  std::string point;      ///< identity of the point
  std::string estimator;  ///< by its full name
  IdRange range;          ///< ends below 2^63
  Tally tally;
  std::uint64_t audited = 0;  ///< networks decided again by exact arithmetic
  double seconds = 0.0;
  std::string backend;
  std::string device;
  std::string version;  ///< of the program that counted it

  friend bool operator==(const Chunk&, const Chunk&) = default;
};

}  // namespace census
