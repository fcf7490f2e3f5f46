#include "host/questions/regions/exact_regions.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <utility>

namespace census::regions {
namespace {

/// Half the sides of the rectangle below, in units of w.
constexpr int wide = 1000003;
constexpr int high = 999983;

/// A line a s + b t + c + infinite w = 0, where w is larger than every number: the sides of a
/// rectangle that contains all finite points are s = +-wide w and t = +-high w. Its corners are in
/// directions in which no network of interest has a line through the origin.
struct Form {
  mpq_class a;
  mpq_class b;
  mpq_class c;
  int infinite = 0;

  bool is_zero() const { return a == 0 && b == 0 && c == 0; }
};

/// A point (x, y, z) + w (far_x, far_y, 0) in homogeneous coordinates, a positive multiple.
struct Corner {
  mpq_class x;
  mpq_class y;
  mpq_class z;
  mpq_class far_x;
  mpq_class far_y;
  std::size_t form = 0;  ///< of the edge that begins here
};

/// Returns the sign of a finite form at a point: that of the coefficient of w, if it is not 0.
int sign_at(const Form& form, const Corner& corner) {
  const int far = sgn(mpq_class(form.a * corner.far_x + form.b * corner.far_y));
  if (far != 0) return far;
  return sgn(mpq_class(form.a * corner.x + form.b * corner.y + form.c * corner.z));
}

/// A convex polygon: the edge from corners[k] to the next is on the line edges[k], which is
/// positive inside.
struct Polygon {
  std::vector<Corner> corners;
  std::vector<Form> edges;

  bool is_bounded() const {
    for (const Form& edge : edges) {
      if (edge.infinite != 0) return false;
    }
    return true;
  }
};

/// Returns g x f, where f is finite: the point in which an edge on g ends and one on f begins.
Corner meet(const Form& g, const Form& f) {
  Corner corner;
  corner.x = g.b * f.c - g.c * f.b;
  corner.y = g.c * f.a - g.a * f.c;
  corner.z = g.a * f.b - g.b * f.a;
  corner.far_x = -g.infinite * f.b;
  corner.far_y = g.infinite * f.a;
  // Numbers stay short if one coordinate is 1.
  const mpq_class scale = corner.z != 0 ? corner.z : mpq_class(1);
  corner.x /= scale;
  corner.y /= scale;
  corner.z /= scale;
  corner.far_x /= scale;
  corner.far_y /= scale;
  return corner;
}

Form negative(const Form& form) { return {-form.a, -form.b, -form.c, -form.infinite}; }

/// Returns the part of a polygon where `form` is positive, given its signs at the corners.
Polygon positive_part(const Polygon& polygon, const Form& form, const std::vector<int>& signs) {
  Polygon part;
  const std::size_t count = polygon.corners.size();
  for (std::size_t k = 0; k < count; ++k) {
    const std::size_t next = (k + 1) % count;
    if (signs[k] > 0) {
      part.corners.push_back(polygon.corners[k]);
      part.edges.push_back(polygon.edges[k]);
      if (signs[next] < 0) {
        part.corners.push_back(meet(polygon.edges[k], form));
        part.edges.push_back(form);
      }
    } else if (signs[k] == 0) {
      // The form leaves the polygon here or enters it.
      part.corners.push_back(polygon.corners[k]);
      part.edges.push_back(signs[next] > 0 ? polygon.edges[k] : form);
    } else if (signs[next] > 0) {
      // meet() orders its lines by the direction of walking; here the form comes first, and the
      // product of the lines in the other order is the opposite multiple of the same point.
      part.corners.push_back(meet(polygon.edges[k], negative(form)));
      part.edges.push_back(polygon.edges[k]);
    }
  }
  return part;
}

bool has_no_biases(const ExactLayer& layer) {
  return std::all_of(layer.biases.begin(), layer.biases.end(),
                     [](const Rational& bias) { return sign(bias) == Sign::zero; });
}

/// Counts regions depth first: layer by layer, and within a layer neuron by neuron.
class Counter {
 public:
  Counter(const std::vector<ExactLayer>& layers, std::size_t central, bool on_line)
      : layers_(layers), central_(central), on_line_(on_line) {
    std::size_t neurons = 0;
    for (const ExactLayer& layer : layers) {
      first_neuron_.push_back(neurons);
      neurons += layer.biases.size();
    }
    count_.neuron_crossings.resize(neurons);
  }

  /// Counts the regions of layers `layer`, layer + 1, ... on a region of those before, on which the
  /// inputs of the layer are `inputs`, 0 where they are off. `proportional` says that these are all
  /// multiples of one of them.
  void enter(std::size_t layer, const std::vector<Form>& inputs, bool proportional,
             const Polygon& region) {
    if (layer == layers_.size()) {
      if (!region.is_bounded()) ++count_.unbounded;
      return;
    }
    const bool multiples = proportional && has_no_biases(layers_[layer]);
    std::vector<Form> forms;
    for (std::size_t j = 0; j < layers_[layer].biases.size(); ++j) {
      Form form{0, 0, layers_[layer].biases[j].get()};
      for (std::size_t i = 0; i < inputs.size(); ++i) {
        const mpq_class& weight = layers_[layer].weights[j][i].get();
        form.a += weight * inputs[i].a;
        form.b += weight * inputs[i].b;
        form.c += weight * inputs[i].c;
      }
      const auto [positive, negative] = sides(form, region, layer, multiples);
      if (positive && negative) {
        ++count_.crossings[layer];
        ++count_.neuron_crossings[first_neuron_[layer] + j];
      }
      forms.push_back(std::move(form));
    }
    divide(layer, forms, 0, std::vector<Form>(forms.size()), multiples, region);
  }

  ExactCount finish() {
    count_.regions = count_.after_layer[layers_.size() - 1];
    return std::move(count_);
  }

 private:
  /// Divides a cell by neurons j, j + 1, ... of a layer; `outputs` are those of the neurons before,
  /// 0 where they are off.
  void divide(std::size_t layer, const std::vector<Form>& forms, std::size_t j,
              std::vector<Form> outputs, bool multiples, const Polygon& cell) {
    if (j == forms.size()) {
      ++count_.after_layer[layer];
      const auto on = std::count_if(outputs.begin(), outputs.end(),
                                    [](const Form& output) { return !output.is_zero(); });
      enter(layer + 1, outputs, multiples || on == 1, cell);
      return;
    }
    const auto [positive, negative_side] = sides(forms[j], cell, layer, multiples);
    if (!positive || !negative_side) {
      if (positive) outputs[j] = forms[j];
      divide(layer, forms, j + 1, std::move(outputs), multiples, cell);
      return;
    }
    std::vector<int> signs;
    for (const Corner& corner : cell.corners) signs.push_back(sign_at(forms[j], corner));
    const Polygon on = positive_part(cell, forms[j], signs);
    for (int& sign : signs) sign = -sign;
    const Polygon off = positive_part(cell, negative(forms[j]), signs);
    divide(layer, forms, j + 1, outputs, multiples, off);
    outputs[j] = forms[j];
    divide(layer, forms, j + 1, std::move(outputs), multiples, on);
  }

  /// Returns whether a form is somewhere positive, and somewhere negative, on a cell. Multiples of
  /// an input that is on are 0 where it is, and nowhere inside.
  std::pair<bool, bool> sides(const Form& form, const Polygon& cell, std::size_t layer,
                              bool multiple) {
    bool positive = false;
    bool negative_side = false;
    if (form.is_zero()) return {false, false};
    for (const Corner& corner : cell.corners) {
      const int sign = sign_at(form, corner);
      positive = positive || sign > 0;
      negative_side = negative_side || sign < 0;
      const bool at_origin =
          corner.x == 0 && corner.far_x == 0 && (on_line_ || (corner.y == 0 && corner.far_y == 0));
      if (sign == 0 && !multiple && !(layer < central_ && at_origin)) count_.degenerate = true;
    }
    return {positive, negative_side};
  }

  const std::vector<ExactLayer>& layers_;
  std::size_t central_;  ///< number of central layers
  bool on_line_;
  std::vector<std::size_t> first_neuron_;  ///< [layer]
  ExactCount count_;
};

/// Returns the line through two points.
Form line_through(const std::array<Rational, 2>& p, const std::array<Rational, 2>& q) {
  const mpq_class& px = p[0].get();
  const mpq_class& py = p[1].get();
  const mpq_class& qx = q[0].get();
  const mpq_class& qy = q[1].get();
  return {py - qy, qx - px, px * qy - py * qx};
}

/// Returns the polygon that a domain is. Corner k begins edge k.
Polygon polygon_of(const ExactDomain& domain) {
  Polygon polygon;
  const auto add = [&](Corner corner, Form edge) {
    polygon.corners.push_back(std::move(corner));
    polygon.edges.push_back(std::move(edge));
  };
  const Form bottom{0, 1, 0};
  const Form top{0, -1, 1};
  switch (domain.extent) {
    case Extent::space:  // counted by its hyperplanes, see count_arrangement
      assert(false);
      break;
    case Extent::plane:
      add({0, 0, 1, -wide, -high}, {0, 1, 0, high});
      add({0, 0, 1, wide, -high}, {-1, 0, 0, wide});
      add({0, 0, 1, wide, high}, {0, -1, 0, high});
      add({0, 0, 1, -wide, high}, {1, 0, 0, wide});
      break;
    case Extent::line:
      add({0, 0, 1, -1, 0}, bottom);
      add({0, 0, 1, 1, 0}, {-1, 0, 0, 1});
      add({0, 1, 1, 1, 0}, top);
      add({0, 1, 1, -1, 0}, {1, 0, 0, 1});
      break;
    case Extent::segment: {
      const mpq_class& first = domain.ends[0].get();
      const mpq_class& last = domain.ends[1].get();
      add({first, 0, 1, 0, 0}, bottom);
      add({last, 0, 1, 0, 0}, {-1, 0, last});
      add({last, 1, 1, 0, 0}, top);
      add({first, 1, 1, 0, 0}, {1, 0, -first});
      break;
    }
    case Extent::polygon:
      for (std::size_t k = 0; k < domain.corners.size(); ++k) {
        const auto& here = domain.corners[k];
        const auto& there = domain.corners[(k + 1) % domain.corners.size()];
        add({here[0].get(), here[1].get(), 1, 0, 0}, line_through(here, there));
      }
      break;
  }
  return polygon;
}

/// Returns how many layers have all their lines through the domain's origin, for want of biases.
std::size_t central_layers(const std::vector<ExactLayer>& layers, const ExactDomain& domain) {
  if (!std::all_of(domain.origin.begin(), domain.origin.end(),
                   [](const Rational& x) { return sign(x) == Sign::zero; })) {
    return 0;
  }
  const auto end = std::find_if_not(layers.begin(), layers.end(), has_no_biases);
  return static_cast<std::size_t>(end - layers.begin());
}

}  // namespace

ExactCount count_exactly(const std::vector<ExactLayer>& layers, const ExactDomain& domain) {
  std::vector<Form> inputs;
  for (std::size_t i = 0; i < domain.origin.size(); ++i) {
    inputs.push_back({domain.first[i].get(), domain.second[i].get(), domain.origin[i].get()});
  }
  const bool on_line = domain.extent == Extent::line || domain.extent == Extent::segment;
  Counter counter(layers, central_layers(layers, domain), on_line);
  counter.enter(0, inputs, false, polygon_of(domain));
  return counter.finish();
}

}  // namespace census::regions
