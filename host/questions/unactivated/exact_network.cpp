#include "host/questions/unactivated/exact_network.hpp"

#include <cassert>
#include <cstddef>
#include <memory>
#include <optional>
#include <utility>

#include "cuda/arrangement/elimination.hpp"
#include "cuda/questions/unactivated/examination.hpp"
#include "cuda/questions/unactivated/point.hpp"

namespace census::unactivated {
namespace {

std::size_t index(int i) { return static_cast<std::size_t>(i); }

NeuronSet negative_set(const ExactNetwork& network) {
  NeuronSet negative = 0;
  for (int i = 0; i < network.width(); ++i) {
    if (sign(network.second_weights[index(i)]) == Sign::negative) negative |= singleton(i);
  }
  return negative;
}

/// Returns the rows of `set` in the order of its members, without biases.
RationalMatrix linear_part(const ExactNetwork& network, NeuronSet set) {
  RationalMatrix matrix;
  for (const int i : members(set)) {
    RationalVector row = network.rows[index(i)];
    row.pop_back();
    matrix.push_back(std::move(row));
  }
  return matrix;
}

/// Where a check was made, in terms of neurons, to be turned into coordinates once it matters.
struct Spot {
  NeuronSet on = 0;
  Corner<Rational>::Kind kind = Corner<Rational>::Kind::vertex;
  int probe = -1;                ///< for rays: a neuron that is not constant along the line ...
  Sign probe_sign = Sign::zero;  ///< ... and the sign of its slope towards the end meant
  Rational value;
};

/// Counts the checks and remembers the first that fails, the first tie, the vertex where f is
/// largest, and the first `most_listed` vertices.
class Recorder {
 public:
  explicit Recorder(std::size_t most_listed) : most_listed_(most_listed) {}

  void operator()(const Corner<Rational>& corner, const Rational& value, Check check) {
    const bool is_vertex = corner.kind == Corner<Rational>::Kind::vertex;
    ++(is_vertex ? vertices : rays);
    if (check == Check::fails) failing = spot(corner, value);
    if (check == Check::tie && !tie) tie = spot(corner, value);
    if (is_vertex && listed.size() < most_listed_) {
      listed.push_back({members(corner.line.on | singleton(corner.neuron)), value});
    }
    if (is_vertex && (!largest || largest->value < value)) largest = spot(corner, value);
  }

  long vertices = 0;
  long rays = 0;
  std::optional<Spot> failing;
  std::optional<Spot> tie;
  std::optional<Spot> largest;
  std::vector<CheckedVertex> listed;

 private:
  static Spot spot(const Corner<Rational>& corner, const Rational& value) {
    Spot result{corner.line.on, corner.kind, -1, Sign::zero, value};
    if (corner.neuron >= 0) {
      result.on |= singleton(corner.neuron);
      return result;
    }
    for (int j = 0; j < corner.line.neurons; ++j) {
      if (sign(corner.line.direction[j]) == Sign::zero) continue;
      const bool forward = corner.kind == Corner<Rational>::Kind::forward_ray;
      result.probe = j;
      result.probe_sign =
          sign(forward ? corner.line.direction[j] : negate(corner.line.direction[j]));
      break;
    }
    return result;
  }

  std::size_t most_listed_;
};

/// Returns the coordinates of a spot: the kernel of its rows in homogeneous coordinates (x, t), or
/// of their linear parts, is one line.
Certificate locate(const ExactNetwork& network, const Spot& spot) {
  Certificate certificate;
  certificate.on = members(spot.on);
  certificate.value = spot.value;
  if (spot.kind == Corner<Rational>::Kind::vertex) {
    RationalMatrix rows;
    for (const int i : certificate.on) rows.push_back(network.rows[index(i)]);
    RationalVector homogeneous = echelon(std::move(rows), network.input_dimension + 1).kernel.at(0);
    const Rational t = homogeneous.back();
    homogeneous.pop_back();
    for (Rational& coordinate : homogeneous) coordinate = divide(coordinate, t);
    certificate.kind = Certificate::Kind::point;
    certificate.place = std::move(homogeneous);
    return certificate;
  }
  RationalVector direction =
      echelon(linear_part(network, spot.on), network.input_dimension).kernel.at(0);
  RationalVector probe = linear_part(network, singleton(spot.probe)).front();
  if (sign(dot(probe, direction)) != spot.probe_sign) {
    for (Rational& coordinate : direction) coordinate = negate(coordinate);
  }
  certificate.kind = Certificate::Kind::direction;
  certificate.place = std::move(direction);
  // The line's parameter and this direction differ by a positive factor, and so do the slopes.
  certificate.value = slope_along(network, certificate.place);
  return certificate;
}

template <int dimension>
ExactDecision examine_exactly(const ExactNetwork& network, NeuronSet negative,
                              std::size_t most_listed) {
  if constexpr (dimension < max_input_dimension) {
    if (network.input_dimension > dimension) {
      return examine_exactly<dimension + 1>(network, negative, most_listed);
    }
  }
  const auto rows = std::make_unique<AffineRows<Rational, dimension, max_width>>();
  for (int i = 0; i < network.width(); ++i) {
    for (int k = 0; k <= dimension; ++k) {
      rows->coefficient[k][i] = network.rows[index(i)][index(k)];
    }
  }
  Recorder recorder(most_listed);
  Examination<Rational, Rational, Recorder> examination(
      network.second_bias, network.second_weights.data(), negative, recorder);
  visit_lines(*rows, network.width(), negative, NeuronSet{0}, examination);

  ExactDecision decision;
  decision.verdict = examination.verdict(true);
  decision.vertices = recorder.vertices;
  decision.rays = recorder.rays;
  decision.listed = std::move(recorder.listed);
  const auto& spot = recorder.failing ? recorder.failing
                     : recorder.tie   ? recorder.tie
                                      : recorder.largest;
  if (spot) decision.certificate = locate(network, *spot);
  return decision;
}

/// Returns a direction in V, a basis of which is `kernel`, along which f increases, if a row with
/// positive weight is not orthogonal to V.
std::optional<Certificate> increasing_direction(const ExactNetwork& network,
                                                const RationalMatrix& kernel) {
  for (const RationalVector& direction : kernel) {
    RationalVector opposite = direction;
    for (Rational& coordinate : opposite) coordinate = negate(coordinate);
    for (const RationalVector& candidate : {direction, opposite}) {
      const Rational slope = slope_along(network, candidate);
      if (sign(slope) != Sign::positive) continue;
      return Certificate{Certificate::Kind::direction,
                         candidate,
                         slope,
                         {},
                         "orthogonal to every row with a negative weight, but not to every row"};
    }
  }
  return std::nullopt;
}

/// Decides a network whose rows in N have the kernel V != 0 along which f is constant.
ExactDecision decide_on_quotient(const ExactNetwork& network, NeuronSet negative,
                                 const std::vector<int>& coordinates, std::size_t most_listed) {
  ExactNetwork reduced;
  reduced.input_dimension = static_cast<int>(coordinates.size());
  reduced.second_weights = network.second_weights;
  reduced.second_bias = network.second_bias;
  for (const RationalVector& row : network.rows) {
    RationalVector kept;
    for (const int k : coordinates) kept.push_back(row[index(k)]);
    kept.push_back(row.back());
    reduced.rows.push_back(std::move(kept));
  }

  ExactDecision decision;
  if (coordinates.empty()) {
    const Rational value = value_at(network, RationalVector(index(network.input_dimension)));
    decision.vertices = 1;
    decision.certificate = {Certificate::Kind::point, {}, value, {}, "f is constant"};
    decision.verdict = sign(value) == Sign::positive ? Verdict::activated : Verdict::degenerate;
  } else {
    decision = examine_exactly<1>(reduced, negative, most_listed);
  }
  if (decision.verdict != Verdict::activated) {
    decision.verdict = Verdict::degenerate;
    decision.certificate.reason =
        "the rows with a negative weight do not span the inputs; changing them a little lets f "
        "grow";
  }
  RationalVector place(index(network.input_dimension));
  for (std::size_t k = 0; k < decision.certificate.place.size(); ++k) {
    place[index(coordinates[k])] = decision.certificate.place[k];
  }
  decision.certificate.place = std::move(place);
  return decision;
}

/// Returns sum + sum_i w_i max(0, W_i . x + b_i t).
Rational add_active(const ExactNetwork& network, RationalVector x, double t, Rational sum) {
  x.emplace_back(t);
  for (std::size_t i = 0; i < network.rows.size(); ++i) {
    sum = multiply_add(network.second_weights[i], relu(dot(network.rows[i], x)), sum);
  }
  return sum;
}

}  // namespace

std::vector<int> members(NeuronSet set) {
  std::vector<int> list;
  for (; set != 0; set = without_first(set)) list.push_back(first_of(set));
  return list;
}

Rational value_at(const ExactNetwork& network, const RationalVector& x) {
  return add_active(network, x, 1.0, network.second_bias);
}

Rational slope_along(const ExactNetwork& network, const RationalVector& r) {
  return add_active(network, r, 0.0, Rational());
}

ExactDecision decide_exactly(const ExactNetwork& network, std::size_t most_listed) {
  assert(network.input_dimension <= max_input_dimension && network.width() <= max_width);
  const NeuronSet negative = negative_set(network);
  if (size(negative) == network.width() && sign(network.second_bias) == Sign::negative) {
    ExactDecision decision;
    decision.verdict = Verdict::unactivated;
    decision.certificate.reason =
        "every second-layer weight and the bias are negative, so f <= c < 0";
    return decision;
  }
  const Echelon rows_in_n = echelon(linear_part(network, negative), network.input_dimension);
  if (rows_in_n.kernel.empty()) return examine_exactly<1>(network, negative, most_listed);
  if (auto certificate = increasing_direction(network, rows_in_n.kernel)) {
    ExactDecision decision;
    decision.verdict = Verdict::activated;
    decision.certificate = *std::move(certificate);
    return decision;
  }
  return decide_on_quotient(network, negative, rows_in_n.pivot_columns, most_listed);
}

}  // namespace census::unactivated
