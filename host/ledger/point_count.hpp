#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "host/ledger/chunk.hpp"

namespace census {

/// What has been counted of one point under one estimator: chunks whose ids do not overlap, and
/// their sum. How much is counted follows from the ids, never from a flag.
class PointCount {
 public:
  /// Adds a chunk. One whose ids have all been counted already, as the same chunk, adds nothing;
  /// one that overlaps others in part is left out, so that no id counts twice.
  /// @return whether the chunk was added
  /// @throw LedgerError when its tally has other entries than those added before, whichever ids it
  /// counts: what some lack cannot be made up; and when the same ids were counted before with
  /// another tally: one of the two is wrong, and nothing that was counted there can be trusted.
  bool add(const Chunk& chunk);

  const Tally& tally() const { return tally_; }
  std::uint64_t networks() const { return networks_; }
  std::uint64_t audited() const { return audited_; }
  double seconds() const { return seconds_; }

  /// Returns the backends and devices that counted, each once, joined by "; ".
  std::string backends() const;
  std::string devices() const;

  /// Returns the first ids of `within` that have not been counted: up to `most` of them, up to the
  /// next that have. Empty when all have been.
  IdRange next_gap(IdRange within, std::uint64_t most) const;

  /// Returns how many ids of `within` have been counted.
  std::uint64_t networks_in(IdRange within) const;

  /// Returns the ranges counted, neighbours joined, in increasing order.
  std::vector<IdRange> ranges() const;

 private:
  /// One chunk; the fingerprint stands for its outcomes, so that long sweeps stay small.
  struct Counted {
    std::uint64_t networks;
    std::uint64_t fingerprint;
  };

  std::map<std::uint64_t, Counted> chunks_;  ///< by first id
  Tally tally_;
  std::uint64_t networks_ = 0;
  std::uint64_t audited_ = 0;
  double seconds_ = 0.0;
  std::vector<std::string> backends_;
  std::vector<std::string> devices_;
};

}  // namespace census
