#include "host/identity.hpp"

namespace census {

namespace {

/// The finaliser of SplitMix64 (Steele, Lea, Flood, 2014, variant 13 of Stafford): a bijection of
/// 64-bit words in which every input bit moves about half of the output bits.
std::uint64_t mix(std::uint64_t word) {
  word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9ULL;
  word = (word ^ (word >> 27)) * 0x94d049bb133111ebULL;
  return word ^ (word >> 31);
}

std::uint64_t fnv1a(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char character : text) {
    hash ^= static_cast<unsigned char>(character);
    hash *= 0x100000001b3ULL;
  }
  return hash;
}

}  // namespace

std::uint64_t stable_hash(std::string_view text) { return mix(fnv1a(text)); }

std::uint64_t generator_key(std::uint64_t seed, std::string_view identity) {
  // The offset keeps seed 0 from being a fixed point of mix.
  return mix(stable_hash(identity) ^ mix(seed + 0x9e3779b97f4a7c15ULL));
}

}  // namespace census
