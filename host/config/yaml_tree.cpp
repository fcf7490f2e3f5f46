#include "host/config/yaml_tree.hpp"

#include <algorithm>
#include <sstream>
#include <string_view>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include "host/config/quote.hpp"
#include "host/config/source_text.hpp"

namespace census {

namespace {

/// Returns whether a quote opens at the front of `line` and does not close in it. A doubled quote
/// in single quotes and a letter after a backslash in double quotes stand for themselves.
bool leaves_quote_open(std::string_view line) {
  if (line.empty() || (line[0] != '\'' && line[0] != '"')) return false;
  const char mark = line[0];
  for (std::size_t i = 1; i < line.size(); ++i) {
    const bool doubled = mark == '\'' && line.substr(i, 2) == "''";
    const bool escape = mark == '"' && line[i] == '\\';
    if (line[i] == mark && !doubled) return false;
    if (doubled || escape) ++i;
  }
  return true;
}

/// Builds the tree from the events of yaml-cpp's parser. Its own YAML::Node would lose the places
/// of values left out, follow aliases without bound, and fold anchors away.
class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(const std::string& text, const std::string& source) : source_(source) {
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines_.push_back(line);
  }

  YamlNode take_root() { return std::move(root_); }

  Place place(const YAML::Mark& mark) const {
    // Errors without a mark have line -1.
    return {source_, std::max(mark.line, 0) + 1, std::max(mark.column, 0) + 1};
  }

  /// Returns what to do about a syntax error in the line of `mark`, where that can be guessed.
  std::string suggestion(const YAML::Mark& mark) const {
    const auto line = static_cast<std::size_t>(std::max(mark.line, 0));
    if (line >= lines_.size()) return {};
    const std::string_view blanks =
        std::string_view(lines_[line]).substr(0, lines_[line].find_first_not_of(" \t"));
    const bool has_tab = blanks.find('\t') != std::string_view::npos;
    return has_tab ? "indent with blanks, YAML does not take tabs" : "";
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (documents_++ == 0) return;
    refuse(mark, "a second document", "a configuration is one YAML document");
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    YamlNode node;
    node.place = place(mark);
    add(std::move(node));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    YamlNode node;
    node.kind = YamlNode::Kind::scalar;
    node.place = place(mark);
    node.text = value;
    node.plain = tag != "!";
    node.text_column = text_column(node);
    // yaml-cpp lets the end of the file close a quote.
    if (leaves_quote_open(source_from(node.place))) {
      refuse(mark, "the quote is not closed", "a quoted text ends in the line where it begins");
    }
    add(std::move(node));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value /*style*/) override {
    open(YamlNode::Kind::list, mark, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value /*style*/) override {
    open(YamlNode::Kind::mapping, mark, tag, anchor);
  }
  void OnMapEnd() override { close(); }

 private:
  /// A list or mapping that is still open, with the key whose value comes next.
  struct Open {
    YamlNode node;
    YamlNode key;
    bool has_key = false;
  };

  [[noreturn]] void refuse(const YAML::Mark& mark, std::string problem, std::string why) const {
    throw ConfigError(Problem{place(mark), std::move(problem), std::move(why), {}});
  }

  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) const {
    if (anchor == 0) return;
    refuse(mark, "anchors and aliases are not read", "every value is written where it is used");
  }

  void refuse_tag(const YAML::Mark& mark, const std::string& tag) const {
    // "?" and "!" are yaml-cpp's names for a plain and a quoted value without a tag.
    if (tag.empty() || tag == "?" || tag == "!") return;
    refuse(mark, fmt::format("the tag {} is not read", quote(tag)),
           "what a value means follows from its key");
  }

  void open(YamlNode::Kind kind, const YAML::Mark& mark, const std::string& tag,
            YAML::anchor_t anchor) {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    if (open_.size() >= deepest_nesting) {
      refuse(mark, "nested too deeply", fmt::format("at most {} levels are read", deepest_nesting));
    }
    Open opened;
    opened.node.kind = kind;
    opened.node.place = place(mark);
    open_.push_back(std::move(opened));
  }

  void close() {
    YamlNode node = std::move(open_.back().node);
    open_.pop_back();
    add(std::move(node));
  }

  /// Puts a finished value where it belongs: the next item, the next key or the value of the key.
  void add(YamlNode node) {
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    Open& parent = open_.back();
    if (parent.node.kind == YamlNode::Kind::list) {
      parent.node.items.push_back(std::move(node));
    } else if (!parent.has_key) {
      add_key(parent, std::move(node));
    } else {
      // yaml-cpp places a value that is left out at whatever follows it.
      if (node.kind == YamlNode::Kind::nothing) node.place = parent.key.place;
      parent.node.entries.push_back({std::move(parent.key), std::move(node)});
      parent.has_key = false;
    }
  }

  void add_key(Open& parent, YamlNode key) {
    if (key.kind != YamlNode::Kind::scalar) {
      throw ConfigError(Problem{
          key.place, fmt::format("{} cannot be a key", key.shown()), "a key is a word", {}});
    }
    parent.key = std::move(key);
    parent.has_key = true;
  }

  /// Returns the column where the letters of a scalar stand, after its quote, or 0 when the source
  /// holds them in another form: folded over lines or escaped.
  int text_column(const YamlNode& node) const {
    Place start = node.place;
    if (!node.plain) ++start.column;
    return source_from(start).starts_with(node.text) ? start.column : 0;
  }

  /// Returns the rest of the line from a place on.
  std::string_view source_from(const Place& start) const {
    const auto line = static_cast<std::size_t>(start.line - 1);
    const auto column = static_cast<std::size_t>(start.column - 1);
    if (line >= lines_.size() || column > lines_[line].size()) return {};
    return std::string_view(lines_[line]).substr(column);
  }

  std::string source_;
  std::vector<std::string> lines_;
  std::vector<Open> open_;
  YamlNode root_;
  int documents_ = 0;
};

}  // namespace

std::string YamlNode::shown() const {
  switch (kind) {
    case Kind::nothing:
      return "nothing";
    case Kind::scalar:
      return quote(text);
    case Kind::list:
      return "a list";
    case Kind::mapping:
      return "a mapping";
  }
  return {};
}

YamlNode parse_yaml(const std::string& text, const std::string& source) {
  check_source_text(text, source);
  // yaml-cpp does not count a byte order mark as a column.
  constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
  const bool is_marked = text.starts_with(byte_order_mark);
  const std::string unmarked = text.substr(is_marked ? byte_order_mark.size() : 0);
  TreeBuilder builder(unmarked, source);
  bool any = false;
  try {
    std::istringstream stream(unmarked);
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) any = true;
  } catch (const YAML::Exception& error) {
    throw ConfigError(Problem{builder.place(error.mark), printable(error.msg),
                              "the file is not valid YAML", builder.suggestion(error.mark)});
  } catch (const ConfigError&) {
    throw;
  } catch (const std::exception& error) {
    throw ConfigError(
        Problem{{source, 1, 1}, printable(error.what()), "the file is not valid YAML", {}});
  }
  if (!any) {
    throw ConfigError(Problem{{source, 1, 1},
                              "the file is empty",
                              "a sweep has at least points",
                              "see the examples in configs/"});
  }
  return builder.take_root();
}

}  // namespace census
