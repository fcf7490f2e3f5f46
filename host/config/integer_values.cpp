#include "host/config/integer_values.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "host/config/quote.hpp"

namespace census {

namespace {

constexpr const char* forms =
    "an integer, a formula in the parameters above, a range 'first .. last', or a list of these";

/// A part of a scalar without the blanks around it, and the number of letters before it.
struct Part {
  std::string_view text;
  std::size_t offset = 0;
};

Part trimmed(std::string_view text, std::size_t offset) {
  const std::size_t start = std::min(text.find_first_not_of(" \t"), text.size());
  const std::size_t end = text.find_last_not_of(" \t");
  const std::size_t length = end == std::string_view::npos ? 0 : end + 1 - start;
  return {text.substr(start, length), offset + start};
}

}  // namespace

IntegerValues::IntegerValues(const std::string& parameter, const YamlNode& node,
                             std::span<const std::string> names, ProblemList& problems)
    : parameter_(parameter), problems_(&problems) {
  if (node.kind != YamlNode::Kind::list) {
    read_term(node, names);
    return;
  }
  if (node.items.empty()) {
    refuse(node, 0,
           {0, fmt::format("the list of {} is empty", parameter), "it leaves no points", {}});
  }
  if (node.items.size() > static_cast<std::size_t>(longest_range)) {
    const std::string why = fmt::format("a list has at most {} values", longest_range);
    refuse(node, 0, {0, fmt::format("the list of {} is too long", parameter), why, {}});
    return;
  }
  for (const YamlNode& item : node.items) read_term(item, names);
}

void IntegerValues::read_term(const YamlNode& node, std::span<const std::string> names) {
  if (node.kind == YamlNode::Kind::nothing) {
    return refuse(node, 0, {0, fmt::format("{} has no value", parameter_), forms, {}});
  }
  if (node.kind != YamlNode::Kind::scalar) {
    return refuse(node, 0,
                  {0, fmt::format("{} is not a value of {}", node.shown(), parameter_), forms, {}});
  }
  const std::string_view text = node.text;
  const std::size_t dots = text.find("..");
  const bool is_range = dots != std::string_view::npos;
  const Part first = trimmed(text.substr(0, dots), 0);
  const Part last = is_range ? trimmed(text.substr(dots + 2), dots + 2) : Part{};
  const bool more_dots = last.text.starts_with('.') || last.text.find("..") != std::string::npos;
  if (first.text.empty() || (is_range && last.text.empty()) || more_dots) {
    const std::string kind = is_range ? "range" : "value";
    return refuse(node, 0, {0, fmt::format("{} is not a {}", quote(text), kind), forms, {}});
  }
  std::size_t offset = first.offset;
  try {
    Term term{.node = &node,
              .first = Formula(first.text, names),
              .first_offset = first.offset,
              .last = std::nullopt};
    if (is_range) {
      offset = last.offset;
      term.last.emplace(last.text, names);
      term.last_offset = last.offset;
    }
    terms_.push_back(std::move(term));
    check_constant(terms_.back(), names);
  } catch (const FormulaError& error) {
    refuse(node, offset, error);
  }
}

void IntegerValues::check_constant(Term& term, std::span<const std::string> names) {
  const bool constant = std::none_of(names.begin(), names.end(), [&term](const std::string& name) {
    return term.first.uses(name) || (term.last && term.last->uses(name));
  });
  std::vector<IntegerChoice> unused;
  if (constant) append(term, {}, unused);
}

bool IntegerValues::uses(std::string_view name) const {
  return std::any_of(terms_.begin(), terms_.end(), [name](const Term& term) {
    return term.first.uses(name) || (term.last && term.last->uses(name));
  });
}

std::vector<IntegerChoice> IntegerValues::at(const Environment& above) {
  std::vector<IntegerChoice> choices;
  for (Term& term : terms_) {
    if (!term.failed) append(term, above, choices);
  }
  return choices;
}

void IntegerValues::append(Term& term, const Environment& above,
                           std::vector<IntegerChoice>& choices) {
  std::size_t offset = term.first_offset;
  try {
    const std::int64_t first = term.first.evaluate(above);
    std::int64_t last = first;
    if (term.last) {
      offset = term.last_offset;
      last = term.last->evaluate(above);
    }
    const std::string range = fmt::format("the range {} .. {}", first, last);
    offset = 0;
    if (last < first) {
      throw FormulaError{0, range + " is empty", for_values(above), "put the smaller end first"};
    }
    if (last - first >= longest_range) {
      throw FormulaError{0,
                         range + " is too long",
                         fmt::format("a range has at most {} values", longest_range),
                         {}};
    }
    for (std::int64_t value = first; value <= last; ++value) choices.push_back({value, term.node});
  } catch (const FormulaError& error) {
    term.failed = true;
    refuse(*term.node, offset, error);
  }
}

void IntegerValues::refuse(const YamlNode& node, std::size_t offset, const FormulaError& error) {
  Place place = node.place;
  if (node.text_column > 0) {
    place.column = node.text_column + static_cast<int>(offset + error.offset);
  }
  problems_->add(place, error.problem, error.why, error.suggestion);
  valid_ = false;
}

}  // namespace census
