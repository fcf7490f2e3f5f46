#include "host/questions/unactivated/network_entries.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "host/config/did_you_mean.hpp"
#include "host/config/quote.hpp"
#include "host/config/source_text.hpp"

namespace census::unactivated {
namespace {

constexpr std::size_t most_problems = 100;
constexpr const char* shape = "a network is an object with the keys W1, b1, W2, b2";

const std::vector<std::string>& entry_names() {
  static const std::vector<std::string> names = {"W1", "b1", "W2", "b2"};
  return names;
}

/// Returns whether the bytes of a UTF-8 character stand at `offset`.
bool is_character(std::string_view text, std::size_t offset) {
  const auto lead = static_cast<unsigned char>(text[offset]);
  const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  try {
    check_source_text(text.substr(offset, length), {});
    return true;
  } catch (const ConfigError&) {
    return false;
  }
}

/// Returns what the parser says without its prefix and the last bytes read, which may be many and
/// no UTF-8: "invalid literal", "unexpected ']'; expected ':'".
std::string_view complaint(std::string_view message) {
  const std::size_t start = message.find(" - ");
  if (start != std::string_view::npos) message.remove_prefix(start + 3);
  return message.substr(0, message.find("; last read"));
}

/// Returns the length in bytes of the token that the parser did not expect and has read to its end;
/// 1 for a byte that begins no token or spoils one.
std::size_t token_length(std::string_view complaint, std::size_t last_token) {
  if (complaint.starts_with("unexpected number")) return last_token;
  if (complaint.starts_with("unexpected string")) return last_token;
  if (complaint.starts_with("unexpected false")) return 5;
  if (complaint.starts_with("unexpected true") || complaint.starts_with("unexpected null")) {
    return 4;
  }
  return 1;
}

/// Returns what helps with things that other notations allow.
std::string hint(std::string_view text, std::size_t offset) {
  const std::string_view rest = text.substr(offset);
  for (const char* word : {"NaN", "nan", "Infinity", "inf", "Inf"}) {
    if (rest.starts_with(word)) return "JSON has no NaN and no infinity; write a finite number";
  }
  if (rest.starts_with('/') || rest.starts_with('#')) return "JSON has no comments; remove it";
  if (rest.starts_with('\'')) return "write double quotes";
  const std::size_t before = text.substr(0, offset).find_last_not_of(" \t\r\n");
  const bool after_comma = before != std::string_view::npos && text[before] == ',';
  if (after_comma && (rest.starts_with(']') || rest.starts_with('}'))) {
    return "remove the comma before it";
  }
  if (rest.starts_with('+') || rest.starts_with('.')) return "a number begins with a digit or '-'";
  return {};
}

}  // namespace

Place place_of(std::string_view text, std::size_t offset, const std::string& source) {
  const std::string_view before = text.substr(0, offset);
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  return {source, static_cast<int>(line), static_cast<int>(offset - line_start) + 1};
}

void NetworkProblems::add(const std::string& path, const std::string& problem, std::string why,
                          std::string suggestion) {
  if (problems_.size() == most_problems) {
    ++hidden_;
    return;
  }
  problems_.push_back({{source_},
                       path.empty() ? problem : path + ": " + problem,
                       std::move(why),
                       std::move(suggestion)});
}

void NetworkProblems::throw_if_any() const {
  if (problems_.empty()) return;
  std::vector<Problem> all = problems_;
  if (hidden_ > 0) {
    all.push_back({{source_}, fmt::format("{} more problems are not shown", hidden_), {}, {}});
  }
  throw ConfigError(std::move(all));
}

std::string NetworkEntries::path() const {
  std::string path = entry_->name;
  // The open row is the last one; in a list of rows, the next is about to begin.
  if (entry_->levels == 2 && depth_ >= 2) {
    path += fmt::format("[{}]", depth_ == 3 ? entry_->rows.size() - 1 : entry_->rows.size());
  }
  if (in_numbers()) path += fmt::format("[{}]", entry_->rows.back().numbers.size());
  return path;
}

bool NetworkEntries::number(double value) {
  if (skipped_ > 0 || !in_numbers()) return misplaced("a number");
  entry_->rows.back().numbers.push_back(value);
  return true;
}

bool NetworkEntries::string(std::string& value) {
  const bool numeric = value.find_first_not_of("+-.0123456789eE") == std::string::npos;
  return misplaced("the text " + quote(value),
                   numeric && in_numbers() ? "write the number without quotes" : "");
}

/// Notes a value that cannot stand where it does and goes on as if the right one stood there.
bool NetworkEntries::misplaced(const std::string& what, std::string suggestion) {
  if (skipped_ > 0) return true;
  if (depth_ == 0) {
    problems_.add("", what + " is not a network", shape);
    return false;
  }
  if (entry_ == nullptr) return true;
  if (in_numbers()) {
    problems_.add(path(), what + " is not a number", "", std::move(suggestion));
    entry_->rows.back().numbers.push_back(0.0);
    return true;
  }
  if (depth_ == 2) {
    problems_.add(path(), what + " is not a row", entry_->name + " is a list of rows of numbers",
                  "with one number per row write [[1], [2]]");
    return add_row(false);
  }
  problems_.add(path(), what + " is not a list",
                entry_->levels == 2 ? entry_->name + " is a list of rows of numbers"
                                    : entry_->name + " is a list of numbers");
  return true;
}

bool NetworkEntries::add_row(bool sound) {
  if (entry_->rows.size() == most_rows) {
    problems_.add(entry_->name, fmt::format("more than {} rows", most_rows),
                  "that is the most that is read at once", "divide the network into several files");
    return false;
  }
  entry_->rows.push_back({{}, sound});
  return true;
}

bool NetworkEntries::skip_container() {
  ++skipped_;
  return true;
}

bool NetworkEntries::start_object(std::size_t) {
  if (depth_ == 0) {
    depth_ = 1;
    return true;
  }
  return misplaced("an object") && skip_container();
}

bool NetworkEntries::start_array(std::size_t) {
  if (skipped_ > 0 || depth_ == 0 || entry_ == nullptr || in_numbers()) {
    return misplaced("a list") && skip_container();
  }
  if (depth_ == 1) entry_->sound = true;
  const bool begins_a_row = depth_ == entry_->levels;
  if (begins_a_row && !add_row(true)) return false;
  ++depth_;
  return true;
}

bool NetworkEntries::end() {
  if (skipped_ > 0) {
    --skipped_;
  } else {
    --depth_;
  }
  return true;
}

bool NetworkEntries::key(std::string& name) {
  if (skipped_ > 0) return true;
  const auto found = std::find_if(entries_.begin(), entries_.end(),
                                  [&](const NetworkEntry& entry) { return entry.name == name; });
  entry_ = nullptr;
  if (found == entries_.end()) {
    problems_.add("", "unknown key " + quote(name), shape, did_you_mean(name, entry_names()));
  } else if (found->given) {
    problems_.add("", "duplicate key " + quote(name), "it would not be clear which one counts",
                  "keep one of them");
  } else {
    entry_ = &*found;
    entry_->given = true;
  }
  return true;
}

bool NetworkEntries::parse_error(std::size_t position, const std::string& last_token,
                                 const nlohmann::detail::exception& error) {
  const bool overflow = dynamic_cast<const nlohmann::detail::out_of_range*>(&error) != nullptr;
  const std::string_view reason = complaint(error.what());
  const std::size_t length = overflow ? last_token.size() : token_length(reason, last_token.size());
  const std::size_t offset = std::min(position - std::min(length, position), text_.size());
  const Place place = place_of(text_, offset, source_);
  if (overflow) {
    const std::string where = skipped_ == 0 && in_numbers() ? path() + ": " : std::string();
    throw ConfigError(Problem{place, where + quote(last_token) + " is too large",
                              "numbers are binary64, below 1.8e308 in size", "scale the network"});
  }
  const bool bad_byte = offset < text_.size() && static_cast<unsigned char>(text_[offset]) >= 0x80;
  if (reason.find("ill-formed UTF-8") != std::string_view::npos ||
      (bad_byte && !is_character(text_, offset))) {
    throw ConfigError(
        Problem{place, "the text is not UTF-8", "JSON is text in UTF-8", "save the file as UTF-8"});
  }
  throw ConfigError(
      Problem{place, "the text is not JSON", std::string(reason), hint(text_, offset)});
}

}  // namespace census::unactivated
