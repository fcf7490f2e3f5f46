#include "host/questions/regions/picture.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "host/questions/regions/exact_regions.hpp"
#include "host/report/html_text.hpp"

namespace census::regions {
namespace {

/// An affine function of the plane's coordinates.
struct Form {
  double a = 0.0;
  double b = 0.0;
  double c = 0.0;

  /// Returns the value at a point, 0 where it is no more than what rounding leaves.
  double at(double s, double t) const {
    const double value = a * s + b * t + c;
    const double size = std::fabs(a * s) + std::fabs(b * t) + std::fabs(c);
    return std::fabs(value) > 1e-11 * size ? value : 0.0;
  }
};

struct Layer {
  std::vector<std::vector<double>> weights;  ///< [j][i]
  std::vector<double> biases;
};

/// Cuts a polygon into regions, depth first.
class Painter {
 public:
  explicit Painter(std::vector<Layer> layers) : layers_(std::move(layers)) {}

  void enter(std::size_t layer, const std::vector<Form>& inputs, const PictureRegion& cell) {
    if (layer == layers_.size()) {
      picture_.regions.push_back(cell);
      return;
    }
    std::vector<Form> forms;
    for (std::size_t j = 0; j < layers_[layer].biases.size(); ++j) {
      Form form{0.0, 0.0, layers_[layer].biases[j]};
      for (std::size_t i = 0; i < inputs.size(); ++i) {
        const double weight = layers_[layer].weights[j][i];
        form.a += weight * inputs[i].a;
        form.b += weight * inputs[i].b;
        form.c += weight * inputs[i].c;
      }
      forms.push_back(form);
    }
    divide(layer, forms, 0, std::vector<Form>(forms.size()), cell);
  }

  Picture finish() { return std::move(picture_); }

 private:
  void divide(std::size_t layer, const std::vector<Form>& forms, std::size_t j,
              std::vector<Form> outputs, const PictureRegion& cell) {
    if (j == forms.size()) return enter(layer + 1, outputs, cell);
    PictureRegion on = part(forms[j], 1.0, cell);
    PictureRegion off = part(forms[j], -1.0, cell);
    // Where it is nowhere on it is off, where it is 0 on all of the cell too.
    if (on.s.empty()) off = cell;
    if (!on.s.empty() && !off.s.empty()) add_line(layer, forms[j], cell);
    if (!off.s.empty()) {
      off.pattern = cell.pattern * 0x9E3779B97F4A7C15U + 1;
      divide(layer, forms, j + 1, outputs, off);
    }
    if (!on.s.empty()) {
      on.pattern = cell.pattern * 0x9E3779B97F4A7C15U + 2;
      outputs[j] = forms[j];
      divide(layer, forms, j + 1, std::move(outputs), on);
    }
  }

  /// The part of a cell where sign form > 0; empty where it has no area.
  static PictureRegion part(const Form& form, double sign, const PictureRegion& cell) {
    PictureRegion result;
    const std::size_t corners = cell.s.size();
    for (std::size_t k = 0; k < corners; ++k) {
      const std::size_t next = (k + 1) % corners;
      const double here = sign * form.at(cell.s[k], cell.t[k]);
      const double there = sign * form.at(cell.s[next], cell.t[next]);
      if (here > 0.0) {
        result.s.push_back(cell.s[k]);
        result.t.push_back(cell.t[k]);
      }
      if ((here > 0.0) != (there > 0.0)) {
        const double share = here / (here - there);
        result.s.push_back(cell.s[k] + share * (cell.s[next] - cell.s[k]));
        result.t.push_back(cell.t[k] + share * (cell.t[next] - cell.t[k]));
      }
    }
    if (result.s.size() < 3) return {};
    return result;
  }

  void add_line(std::size_t layer, const Form& form, const PictureRegion& cell) {
    PictureLine line;
    line.layer = static_cast<int>(layer);
    int ends = 0;
    for (std::size_t k = 0; k < cell.s.size() && ends < 2; ++k) {
      const std::size_t next = (k + 1) % cell.s.size();
      const double here = form.at(cell.s[k], cell.t[k]);
      const double there = form.at(cell.s[next], cell.t[next]);
      if ((here > 0.0) == (there > 0.0)) continue;
      const double share = here / (here - there);
      line.s[ends] = cell.s[k] + share * (cell.s[next] - cell.s[k]);
      line.t[ends] = cell.t[k] + share * (cell.t[next] - cell.t[k]);
      ++ends;
    }
    if (ends == 2) picture_.lines.push_back(line);
  }

  std::vector<Layer> layers_;
  Picture picture_;
};

std::vector<Layer> rounded(const std::vector<ExactLayer>& layers) {
  std::vector<Layer> result;
  for (const ExactLayer& exact : layers) {
    Layer layer;
    for (const RationalVector& row : exact.weights) {
      std::vector<double> weights;
      for (const Rational& x : row) weights.push_back(x.get().get_d());
      layer.weights.push_back(std::move(weights));
    }
    for (const Rational& x : exact.biases) layer.biases.push_back(x.get().get_d());
    result.push_back(std::move(layer));
  }
  return result;
}

/// A light colour that tells patterns apart: a hue and a lightness from the hash.
std::string colour(std::uint64_t pattern) {
  pattern ^= pattern >> 29;
  pattern *= 0xBF58476D1CE4E5B9U;
  pattern ^= pattern >> 32;
  const auto hue = static_cast<double>(pattern % 360);
  const double saturation = 0.01 * static_cast<double>(45 + pattern / 360 % 30);
  const double lightness = 0.01 * static_cast<double>(66 + pattern / 10800 % 22);
  // As "#rrggbb", because not every viewer of SVG knows hsl(): CSS Color Module, level 4,
  // section 7.
  const auto channel = [&](double n) {
    const double k = std::fmod(n + hue / 30.0, 12.0);
    const double chroma = saturation * std::min(lightness, 1.0 - lightness);
    const double value = lightness - chroma * std::clamp(std::min(k - 3.0, 9.0 - k), -1.0, 1.0);
    return static_cast<int>(std::lround(255.0 * value));
  };
  return fmt::format("#{:02x}{:02x}{:02x}", channel(0.0), channel(8.0), channel(4.0));
}

}  // namespace

Picture make_picture(const Point& point, std::uint64_t id, const GivenPoints& points) {
  const ExactNetwork network = draw_exactly(point, id, points);
  std::vector<Form> inputs;
  for (int k = 0; k < point.input_dimension; ++k) {
    const auto at = static_cast<std::size_t>(k);
    inputs.push_back({network.domain.first[at].get().get_d(),
                      network.domain.second[at].get().get_d(),
                      network.domain.origin[at].get().get_d()});
  }
  PictureRegion whole;
  for (int k = 0; k < point.domain.corners; ++k) {
    whole.s.push_back(point.domain.corner[k][0]);
    whole.t.push_back(point.domain.corner[k][1]);
  }
  Painter painter(rounded(network.layers));
  painter.enter(0, inputs, whole);
  return painter.finish();
}

std::string to_svg(const Picture& picture, const Point& point, const std::string& title) {
  constexpr double side = 800.0;
  constexpr double margin = 40.0;
  double low[2] = {HUGE_VAL, HUGE_VAL};
  double high[2] = {-HUGE_VAL, -HUGE_VAL};
  for (int k = 0; k < point.domain.corners; ++k) {
    for (int axis = 0; axis < 2; ++axis) {
      low[axis] = std::min(low[axis], point.domain.corner[k][axis]);
      high[axis] = std::max(high[axis], point.domain.corner[k][axis]);
    }
  }
  const double scale = side / std::max(high[0] - low[0], high[1] - low[1]);
  const auto x = [&](double s) { return margin + (s - low[0]) * scale; };
  const auto y = [&](double t) { return margin + (high[1] - t) * scale; };
  const double width = 2 * margin + (high[0] - low[0]) * scale;
  const double height = 2 * margin + (high[1] - low[1]) * scale;
  // A letter is about half as wide as it is high; a long title is set smaller, to fit in one line.
  const double letters = static_cast<double>(std::max<std::size_t>(title.size(), 1));
  const double font_size = std::clamp((width - 2 * margin) / (0.52 * letters), 6.0, 15.0);
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" width=\"{0:.0f}\" "
      "height=\"{1:.0f}\">\n<title>{2}</title>\n"
      "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n"
      "<text x=\"{3:.0f}\" y=\"25\" font-family=\"sans-serif\" font-size=\"{4:.1f}\">{2}</text>\n",
      width, height, html_text(title), margin, font_size);
  for (const PictureRegion& region : picture.regions) {
    svg += "<polygon points=\"";
    for (std::size_t k = 0; k < region.s.size(); ++k) {
      svg += fmt::format("{}{:.2f},{:.2f}", k == 0 ? "" : " ", x(region.s[k]), y(region.t[k]));
    }
    svg += fmt::format("\" fill=\"{}\"/>\n", colour(region.pattern));
  }
  for (const PictureLine& line : picture.lines) {
    svg += fmt::format(
        "<line x1=\"{:.2f}\" y1=\"{:.2f}\" x2=\"{:.2f}\" y2=\"{:.2f}\" stroke=\"black\" "
        "stroke-width=\"{:.2f}\" stroke-opacity=\"{:.2f}\"/>\n",
        x(line.s[0]), y(line.t[0]), x(line.s[1]), y(line.t[1]), 2.0 / (1.0 + line.layer),
        std::max(0.25, 0.9 - 0.2 * line.layer));
  }
  return svg + "</svg>\n";
}

}  // namespace census::regions
