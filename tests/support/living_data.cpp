#include "tests/support/living_data.hpp"

#include <algorithm>
#include <cmath>

#include <Random123/philox.h>

#include "cuda/random/law.hpp"

namespace census::oracle {
namespace {

using death::Feature;

constexpr double u = 0x1p-24;

std::uint32_t word_of(const death::Point& point, std::uint64_t id, std::uint64_t k) {
  const auto low = [](std::uint64_t x) { return static_cast<std::uint32_t>(x); };
  const auto high = [](std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32); };
  const r123::Philox4x32 philox;
  const auto out =
      philox({{low(k / 4), high(k / 4), low(id), high(id)}}, {{low(point.key), high(point.key)}});
  return out[k % 4];
}

/// A number and how far what binary32 computes may be from it.
struct Number {
  long double value = 0;
  long double error = 0;
};

Number relu_of(Number z) { return {std::max(z.value, 0.0L), z.error}; }

/// All neurons of a layer at one point.
using Vector = std::vector<Number>;

/// One fused multiply-add after the other, inputs in order, the bias last.
Vector multiply_rounded(const Layer& layer, const Vector& x) {
  Vector z;
  for (std::size_t i = 0; i < layer.weights.size(); ++i) {
    long double sum = 0;
    for (std::size_t k = 0; k < x.size(); ++k) {
      sum = round_to_24(layer.weights[i][k] * x[k].value + sum);
    }
    z.push_back({round_to_24(sum + layer.biases[i]), 0});
  }
  return z;
}

Vector multiply(const Layer& layer, const Vector& x) {
  Vector z;
  for (std::size_t i = 0; i < layer.weights.size(); ++i) {
    long double value = layer.biases[i];
    long double size = std::fabs(layer.biases[i]);
    long double error = 0;
    for (std::size_t k = 0; k < x.size(); ++k) {
      const double weight = layer.weights[i][k];
      value += weight * x[k].value;
      size += std::fabs(weight * x[k].value) + std::fabs(weight) * x[k].error;
      error += std::fabs(weight) * x[k].error;
    }
    z.push_back({value, error + static_cast<double>(x.size() + 2) * u * size});
  }
  return z;
}

/// Mean 0 and variance 1 of neuron i over all points; errors to first order, doubled.
void normalise(std::vector<Vector>& z, std::size_t i) {
  const auto count = static_cast<double>(z.size());
  long double mean = 0;
  long double mean_error = 0;
  long double size = 0;
  for (const Vector& at : z) {
    mean += at[i].value / count;
    mean_error += at[i].error / count;
    size = std::max(size, std::fabs(at[i].value));
  }
  const long double rounding = (count / 32 + 64) * u;
  mean_error += rounding * size;
  long double variance = 0;
  long double variance_error = 0;
  for (const Vector& at : z) {
    const long double centred = at[i].value - mean;
    variance += centred * centred / count;
    variance_error += 2 * std::fabs(centred) * (at[i].error + mean_error) / count;
  }
  const long double inverse = 1 / std::sqrt(variance + 1e-5);
  const long double relative = variance_error / (variance + 1e-5) + rounding;
  for (Vector& at : z) {
    const long double value = (at[i].value - mean) * inverse;
    const long double error = (at[i].error + mean_error) * inverse + relative * std::fabs(value);
    at[i] = {value, 2 * error};
  }
}

bool some_active(const Vector& z, double sign) {
  return std::ranges::any_of(z, [sign](Number n) { return sign * n.value > 0; });
}

}  // namespace

long double round_to_24(long double x) {
  int exponent = 0;
  const long double digits = std::frexp(x, &exponent);
  return std::ldexp(std::rint(std::ldexp(digits, 24)), exponent - 24);
}

std::vector<Layer> draw_layers(const death::Point& point, std::uint64_t id) {
  const death::Architecture& shape = point.architecture;
  std::vector<Layer> layers;
  std::uint64_t weight_word = 0;
  std::uint64_t bias_word = std::uint64_t{1} << 40;
  std::uint64_t replacement_word = std::uint64_t{1} << 41;
  int neurons_before = 0;
  for (int l = 0; l < shape.depth; ++l) {
    const std::size_t width = shape.widths[l];
    int fan_in = l == 0 ? shape.input_dimension : shape.widths[l - 1];
    if (l > 0 && shape.feature == Feature::dense) fan_in = neurons_before;
    if (l > 0 && shape.feature == Feature::skip) fan_in += shape.input_dimension;
    const bool asymmetric = point.scheme == death::Scheme::randomised_asymmetric;
    Layer layer;
    layer.weights.assign(width, std::vector<double>(static_cast<std::size_t>(fan_in)));
    layer.biases.assign(width, 0.0);
    for (std::size_t k = 0; k < static_cast<std::size_t>(fan_in); ++k) {
      for (std::size_t i = 0; i < width; ++i) {
        layer.weights[i][k] =
            weight({point.weights, point.weight_scales[l]}, word_of(point, id, weight_word++));
      }
    }
    for (std::size_t i = 0; i < width; ++i, ++bias_word) {
      const std::uint32_t word = word_of(point, id, bias_word);
      if (asymmetric) {
        layer.biases[i] = weight({point.weights, point.weight_scales[l]}, word);
      } else if (point.bias_scales[l] > 0) {
        layer.biases[i] = weight({point.biases, point.bias_scales[l]}, word);
      }
    }
    for (std::size_t i = 0; asymmetric && i < width; ++i) {
      const double share = word_of(point, id, replacement_word++) * 0x1p-32;
      const float uniform = uniform_magnitude(word_of(point, id, replacement_word++) >> 1);
      const auto entry = static_cast<std::size_t>(share * (fan_in + 1));
      const double value = std::sqrt(uniform);
      (entry == static_cast<std::size_t>(fan_in) ? layer.biases[i] : layer.weights[i][entry]) =
          value;
    }
    neurons_before += static_cast<int>(width);
    layers.push_back(layer);
  }
  return layers;
}

LivingData propagate(const death::Point& point, const std::vector<Layer>& layers,
                     const std::vector<std::vector<double>>& data, Arithmetic arithmetic) {
  const bool rounds = arithmetic == Arithmetic::rounded;
  const Feature feature = point.architecture.feature;
  LivingData result;
  std::vector<Vector> inputs;
  for (const std::vector<double>& x : data) {
    Vector input;
    for (const double coordinate : x) input.push_back({coordinate, 0});
    inputs.push_back(input);
  }
  const std::vector<Vector> first_inputs = inputs;
  std::vector<bool> living(data.size(), true);
  for (std::size_t l = 0; l < layers.size(); ++l) {
    const std::size_t width = layers[l].weights.size();
    std::vector<Vector> z;
    for (const Vector& x : inputs) {
      z.push_back(rounds ? multiply_rounded(layers[l], x) : multiply(layers[l], x));
    }
    if (feature == Feature::batch_normalisation) {
      for (std::size_t i = 0; i < width; ++i) normalise(z, i);
    }
    for (std::size_t p = 0; p < data.size(); ++p) {
      for (const Number& n : z[p]) {
        const bool exactly_zero = n.value == 0 && n.error == 0;
        if (rounds || !living[p] || exactly_zero) continue;
        if (std::fabs(n.value) <= n.error) result.certain = false;
      }
    }
    const bool shortcut =
        l > 0 && (feature == Feature::dense ||
                  (feature == Feature::residual && width == layers[l - 1].weights.size()));
    const auto count_living = [&](double sign) {
      int count = 0;
      for (std::size_t p = 0; p < data.size(); ++p) {
        count += living[p] && (shortcut || some_active(z[p], sign)) ? 1 : 0;
      }
      return count;
    };
    double sign = 1;
    if (point.sign_rule == death::SignRule::most_living && count_living(-1) > count_living(1)) {
      sign = -1;
    }
    int dead = 0;
    for (std::size_t i = 0; i < width; ++i) {
      bool active = false;
      for (std::size_t p = 0; p < data.size(); ++p) {
        active = active || (living[p] && sign * z[p][i].value > 0);
      }
      dead += active ? 0 : 1;
    }
    result.dead_neurons.push_back(dead);
    result.living = count_living(sign);
    const bool lived = std::ranges::count(living, true) > 0;
    if (result.living == 0 && lived) result.fatal_layer = static_cast<int>(l);
    for (std::size_t p = 0; p < data.size(); ++p) {
      living[p] = living[p] && (shortcut || some_active(z[p], sign));
      if (feature == Feature::skip) living[p] = true;
      Vector y;
      for (std::size_t i = 0; i < width; ++i) {
        y.push_back(relu_of({sign * z[p][i].value, z[p][i].error}));
        if (shortcut && feature == Feature::residual) {
          y[i].value += inputs[p][i].value;
          y[i].error += inputs[p][i].error + u * std::fabs(y[i].value);
          if (rounds) y[i] = {round_to_24(y[i].value), 0};
        }
      }
      if (feature == Feature::skip) {
        y.insert(y.end(), first_inputs[p].begin(), first_inputs[p].end());
      }
      if (feature == Feature::dense && l > 0)
        y.insert(y.begin(), inputs[p].begin(), inputs[p].end());
      inputs[p] = y;
    }
  }
  if (result.living > 0) result.fatal_layer = -1;
  return result;
}

}  // namespace census::oracle
