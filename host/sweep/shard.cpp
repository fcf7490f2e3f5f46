#include "host/sweep/shard.hpp"

#include <charconv>
#include <optional>

#include "host/config/quote.hpp"

namespace census {
namespace {

constexpr std::uint64_t most_shards = 1'000'000;

std::optional<std::uint64_t> number(const std::string& text) {
  std::uint64_t value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || stop != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

IdRange Shard::of(std::uint64_t networks) const {
  __extension__ using Wide = unsigned __int128;
  const auto edge = [&](std::uint64_t shards) {
    return static_cast<std::uint64_t>(static_cast<Wide>(networks) * shards / count);
  };
  return {edge(index - 1), edge(index) - edge(index - 1)};
}

Shard parse_shard(const std::string& text, const Place& place) {
  const std::size_t slash = text.find('/');
  if (slash != std::string::npos) {
    const auto index = number(text.substr(0, slash));
    const auto count = number(text.substr(slash + 1));
    if (index && count && *index >= 1 && *index <= *count && *count <= most_shards) {
      return {*index, *count};
    }
  }
  throw ConfigError(Problem{place, quote(text) + " is not a shard",
                            "shard i of k is written i/k, from 1/k to k/k", "for example 2/8"});
}

}  // namespace census
