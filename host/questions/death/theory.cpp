#include "host/questions/death/theory.hpp"

#include <algorithm>
#include <cmath>

namespace census::death {
namespace {

constexpr const char* symmetry = "symmetry of the laws";
constexpr const char* bounds = "bounds of Rister, Rubin";
constexpr const char* bounds_and_line = "bounds of Rister, Rubin and of Lu, Shin, Su, Karniadakis";

bool equal_widths(const std::vector<int>& widths) {
  return std::all_of(widths.begin(), widths.end(), [&](int n) { return n == widths.front(); });
}

/// 1 - prod (1 - 2^-(parameters of a neuron's layer)) over the layers that receive numbers >= 0.
double dead_by_signs(const Premises& premises) {
  double alive = 1.0;
  for (std::size_t l = 1; l < premises.widths.size(); ++l) {
    const int inputs = premises.widths[l - 1] + (premises.biased ? 1 : 0);
    alive *= 1.0 - std::ldexp(1.0, -premises.widths[l] * inputs);
  }
  return 1.0 - alive;
}

/// The lower bound for `hidden` layers of width n on a line through the origin.
double dead_on_a_line(int n, int hidden) {
  const double a1 = 1.0 - std::ldexp(1.0, -n);
  const double a2 = 1.0 - std::ldexp(1.0, 1 - n) - (n - 1) * std::ldexp(1.0, -2 * n);
  const double factor = (1.0 - std::ldexp(1.0, 1 - n)) * a1 / (1.0 + (n - 1) * std::ldexp(1.0, -n));
  const double steps = hidden - 1;
  return 1.0 - std::pow(a1, steps) + factor * (std::pow(a2, steps) - std::pow(a1, steps));
}

}  // namespace

double living_probability(const std::vector<int>& widths) {
  double probability = 1.0;
  for (const int n : widths) probability *= 1.0 - std::ldexp(1.0, -n);
  return probability;
}

Theory born_dead(const Premises& premises) {
  const double upper = 1.0 - living_probability(premises.widths);
  if (premises.points == 1) return {.value = upper, .source = symmetry};
  if (premises.orthogonal) return {.source = bounds, .upper_bound = upper};
  double lower = dead_by_signs(premises);
  const bool line = premises.inputs == 1 && premises.data_on_both_sides && !premises.biased &&
                    equal_widths(premises.widths);
  if (line) {
    lower = std::max(
        lower, dead_on_a_line(premises.widths.front(), static_cast<int>(premises.widths.size())));
  }
  return {.source = line ? bounds_and_line : bounds, .lower_bound = lower, .upper_bound = upper};
}

Theory living_ratio(const Premises& premises, bool chosen_signs) {
  if (chosen_signs) {
    return {.source = bounds,
            .lower_bound = std::ldexp(1.0, -static_cast<int>(premises.widths.size()))};
  }
  return {.value = living_probability(premises.widths), .source = symmetry};
}

}  // namespace census::death
