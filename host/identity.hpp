#pragma once

#include <cstdint>
#include <string_view>

namespace census {

/// Returns a 64-bit hash of `text` that is the same on every machine and in every version:
/// FNV-1a (offset basis 0xcbf29ce484222325, prime 0x100000001b3) over the bytes, then the finaliser
/// of SplitMix64, because FNV alone leaves similar texts with similar high bits.
///
/// Part of the format: ledgers and published seeds depend on it. A test pins its values.
std::uint64_t stable_hash(std::string_view text);

/// Returns the key of the generator for the point of that identity under `seed`:
/// mix(stable_hash(identity) xor mix(seed + 0x9e3779b97f4a7c15)), where mix is the finaliser of
/// SplitMix64. For a fixed identity this is a bijection of the seed, so that two seeds never draw
/// the same networks; for a fixed seed different points are independent samples.
///
/// Part of the format: it determines every weight. A test pins its values.
std::uint64_t generator_key(std::uint64_t seed, std::string_view identity);

}  // namespace census
