#include "host/config/points_reader.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <unordered_set>

#include <fmt/format.h>

#include "host/config/parameter_axis.hpp"
#include "host/config/parameter_errors.hpp"
#include "host/config/strict_mapping.hpp"
#include "host/config/yaml_value.hpp"

namespace census {

namespace {

/// One mapping of parameters to values.
struct Block {
  const YamlNode* node = nullptr;
  std::vector<ParameterAxis> axes;
};

/// One element of a block's product: the parameters of a point and the nodes that gave them.
struct Element {
  Parameters given = Parameters::object();
  Environment integers;
  std::map<std::string, const YamlNode*> nodes;
};

/// Calls `visit` for the elements of the product of `axes` from `next` on, until it returns false.
/// Axes that could not be read are left out. Returns false when `visit` did.
bool for_each_element(std::vector<ParameterAxis>& axes, std::size_t next, Element& element,
                      const std::function<bool(const Element&)>& visit) {
  while (next < axes.size() && !axes[next].valid()) ++next;
  if (next == axes.size()) return visit(element);
  ParameterAxis& axis = axes[next];
  for (const ParameterChoice& choice : axis.choices(element.integers)) {
    element.given[axis.name()] = choice.value;
    element.nodes[axis.name()] = choice.node;
    if (axis.is_integer()) element.integers[axis.name()] = choice.value.get<std::int64_t>();
    if (!for_each_element(axes, next + 1, element, visit)) return false;
  }
  element.given.erase(axis.name());
  element.nodes.erase(axis.name());
  element.integers.erase(axis.name());
  return true;
}

class PointsReader {
 public:
  PointsReader(const Question& question, const FileReader& read, ProblemList& problems)
      : question_(question), read_(read), problems_(problems) {}

  void read_block(const YamlNode& node) {
    if (node.kind != YamlNode::Kind::mapping) {
      problems_.add(node.place, fmt::format("{} cannot be points", node.shown()), points_form());
      return;
    }
    Block block{&node, {}};
    for (const YamlEntry* entry : known_entries(node, known_parameters(), problems_)) {
      ParameterAxis axis(spec(entry->key.text), entry->value, block.axes, problems_);
      block.axes.push_back(std::move(axis));
    }
    blocks_.push_back(std::move(block));
  }

  std::string points_form() const {
    return "points are a mapping from parameters to values, or a list of such mappings";
  }

  std::vector<std::unique_ptr<QuestionPoint>> build(const YamlNode& points) {
    if (!count_fits()) {
      problems_.add(points.place, fmt::format("more than {} points", most_points),
                    "the product of all values is too large", "split the sweep");
      return {};
    }
    for (Block& block : blocks_) {
      for_each(block, [&](const Element& element) {
        build_point(block, element);
        return true;
      });
    }
    return std::move(points_);
  }

 private:
  static void for_each(Block& block, const std::function<bool(const Element&)>& visit) {
    Element element;
    for_each_element(block.axes, 0, element, visit);
  }

  bool count_fits() {
    std::size_t count = 0;
    for (Block& block : blocks_) {
      for_each(block, [&count](const Element&) { return ++count <= most_points; });
    }
    return count <= most_points;
  }

  void build_point(const Block& block, const Element& element) {
    try {
      std::unique_ptr<QuestionPoint> point = question_.point(element.given, read_);
      if (identities_.insert(point->identity()).second) points_.push_back(std::move(point));
    } catch (const ParameterErrors& errors) {
      for (const ParameterError& error : errors.all) report(block, element, error);
    } catch (const ParameterError& error) {
      report(block, element, error);
    }
  }

  void report(const Block& block, const Element& element, const ParameterError& error) {
    const std::size_t dot = std::min(error.parameter.find('.'), error.parameter.size());
    const std::string name = error.parameter.substr(0, dot);
    const bool known = std::any_of(block.axes.begin(), block.axes.end(), [&](const auto& axis) {
      return axis.name() == name && !axis.valid();
    });
    if (known) return;
    const auto found = element.nodes.find(name);
    const YamlNode& node = found == element.nodes.end() ? *block.node : *found->second;
    // A product repeats what is wrong with one value many times: one message for each thing to do.
    if (!reported_.emplace(&node, error.parameter, error.suggestion).second) return;
    const std::string path = error.parameter.substr(std::min(dot + 1, error.parameter.size()));
    problems_.add(place_of(node, path), error.problem, error.why, error.suggestion);
  }

  KnownKeys known_parameters() const {
    KnownKeys known{"parameter", fmt::format("the parameters of {} are", question_.name()), {}};
    for (const ParameterSpec& spec : question_.parameter_specs()) known.names.push_back(spec.name);
    return known;
  }

  /// Returns the specification of a parameter that is known to exist.
  const ParameterSpec& spec(const std::string& name) const {
    const auto& specs = question_.parameter_specs();
    return *std::find_if(specs.begin(), specs.end(),
                         [&](const ParameterSpec& candidate) { return candidate.name == name; });
  }

  const Question& question_;
  const FileReader& read_;
  ProblemList& problems_;
  std::vector<Block> blocks_;
  std::vector<std::unique_ptr<QuestionPoint>> points_;
  std::unordered_set<std::string> identities_;
  std::set<std::tuple<const YamlNode*, std::string, std::string>> reported_;
};

}  // namespace

std::vector<std::unique_ptr<QuestionPoint>> read_points(const YamlNode& points,
                                                        const Question& question,
                                                        const FileReader& read,
                                                        ProblemList& problems) {
  PointsReader reader(question, read, problems);
  if (points.kind == YamlNode::Kind::list && points.items.empty()) {
    problems.add(points.place, "the list of points is empty", reader.points_form());
  } else if (points.kind == YamlNode::Kind::list) {
    for (const YamlNode& item : points.items) reader.read_block(item);
  } else {
    reader.read_block(points);
  }
  return reader.build(points);
}

}  // namespace census
