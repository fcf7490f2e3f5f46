#include "tests/support/region_oracle.hpp"

#include <cstddef>
#include <optional>
#include <utility>

namespace census::region_oracle {
namespace {

using Place = std::array<mpq_class, 2>;

mpq_class value(const Function& f, const Place& at) { return f[0] * at[0] + f[1] * at[1] + f[2]; }

/// An open interval that may reach infinity on either side.
struct Interval {
  std::optional<mpq_class> low;
  std::optional<mpq_class> high;
  bool is_empty = false;

  /// Keeps the part where a x + c > 0.
  void keep_positive(const mpq_class& a, const mpq_class& c) {
    if (a == 0) {
      is_empty = is_empty || c <= 0;
    } else if (a > 0) {
      const mpq_class bound = -c / a;
      if (!low || bound > *low) low = bound;
    } else {
      const mpq_class bound = -c / a;
      if (!high || bound < *high) high = bound;
    }
    if (low && high && *low >= *high) is_empty = true;
  }

  mpq_class inside() const {
    if (low && high) return (*low + *high) / 2;
    if (low) return *low + 1;
    if (high) return *high - 1;
    return 0;
  }
};

/// Returns a solution of f > 0 for all f of the system, if there is one: t is eliminated by adding
/// every pair of inequalities that bound it from both sides.
std::optional<Place> solve(const std::vector<Function>& system) {
  Interval s;
  for (const Function& f : system) {
    if (f[1] == 0) s.keep_positive(f[0], f[2]);
    if (f[1] <= 0) continue;
    for (const Function& g : system) {
      if (g[1] < 0) s.keep_positive(f[0] / f[1] - g[0] / g[1], f[2] / f[1] - g[2] / g[1]);
    }
    if (s.is_empty) return std::nullopt;
  }
  if (s.is_empty) return std::nullopt;
  const mpq_class at = s.inside();
  Interval t;
  for (const Function& f : system) t.keep_positive(f[1], f[0] * at + f[2]);
  return Place{at, t.inside()};
}

/// Returns whether a system that has solutions has arbitrarily large ones: then some direction
/// keeps all inequalities, and one along the boundary of the cone of these does.
bool is_unbounded(const std::vector<Function>& system, bool is_line) {
  std::vector<Place> directions{{1, 0}, {-1, 0}};
  if (!is_line) {
    directions.push_back({0, 1});
    directions.push_back({0, -1});
    for (const Function& f : system) {
      directions.push_back({-f[1], f[0]});
      directions.push_back({f[1], -f[0]});
    }
  }
  for (const Place& r : directions) {
    if (r[0] == 0 && r[1] == 0) continue;
    bool keeps_all = true;
    for (const Function& f : system) keeps_all = keeps_all && f[0] * r[0] + f[1] * r[1] >= 0;
    if (keeps_all) return true;
  }
  return false;
}

Function opposite(const Function& f) { return {-f[0], -f[1], -f[2]}; }

class Enumeration {
 public:
  Enumeration(const std::vector<Layer>& layers, bool is_line) : layers_(layers), is_line_(is_line) {
    count_.after_layer.resize(layers.size());
    count_.crossings.resize(layers.size());
    for (const Layer& layer : layers) count_.neuron_crossings.emplace_back(layer.biases.size());
  }

  /// Visits the patterns of layers `layer`, ... that extend the one whose inequalities are `system`
  /// and are solved at `place`.
  void layer(std::size_t layer, const std::vector<Function>& inputs, std::vector<Function>& system,
             const Place& place) {
    if (layer == layers_.size()) {
      ++count_.regions;
      if (is_unbounded(system, is_line_)) ++count_.unbounded;
      return;
    }
    std::vector<Function> functions;
    for (std::size_t j = 0; j < layers_[layer].biases.size(); ++j) {
      Function f{0, 0, layers_[layer].biases[j]};
      for (std::size_t i = 0; i < inputs.size(); ++i) {
        for (std::size_t k = 0; k < 3; ++k) f[k] += layers_[layer].weights[j][i] * inputs[i][k];
      }
      if (solution(system, f, place) && solution(system, opposite(f), place)) {
        ++count_.crossings[layer];
        ++count_.neuron_crossings[layer][j];
      }
      functions.push_back(f);
    }
    neuron(layer, functions, {}, system, place);
  }

  Count finish() { return std::move(count_); }

 private:
  std::optional<Place> solution(std::vector<Function>& system, const Function& f,
                                const Place& place) {
    if (value(f, place) > 0) return place;
    if (f[0] == 0 && f[1] == 0) return std::nullopt;
    system.push_back(f);
    auto found = solve(system);
    system.pop_back();
    return found;
  }

  /// A neuron is on where its function is positive, and off elsewhere: where that is not all of the
  /// set, it has an interior only if the function is negative somewhere.
  void neuron(std::size_t in_layer, const std::vector<Function>& functions,
              std::vector<Function> outputs, std::vector<Function>& system, const Place& place) {
    const std::size_t j = outputs.size();
    if (j == functions.size()) {
      ++count_.after_layer[in_layer];
      layer(in_layer + 1, outputs, system, place);
      return;
    }
    const Function& f = functions[j];
    if (const auto on = solution(system, f, place)) {
      outputs.push_back(f);
      system.push_back(f);
      neuron(in_layer, functions, outputs, system, *on);
      system.pop_back();
      outputs.pop_back();
    }
    outputs.push_back(Function{});
    if (f == Function{}) {
      neuron(in_layer, functions, outputs, system, place);
    } else if (const auto off = solution(system, opposite(f), place)) {
      system.push_back(opposite(f));
      neuron(in_layer, functions, outputs, system, *off);
      system.pop_back();
    }
  }

  const std::vector<Layer>& layers_;
  bool is_line_;
  Count count_;
};

}  // namespace

Count count_regions(const std::vector<Layer>& layers, const Domain& domain) {
  Enumeration enumeration(layers, domain.is_line);
  std::vector<Function> system = domain.inside;
  enumeration.layer(0, domain.inputs, system, solve(system).value());
  return enumeration.finish();
}

}  // namespace census::region_oracle
