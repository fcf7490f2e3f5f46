#pragma once

#include <cmath>
#include <cstddef>
#include <type_traits>

#include "cuda/census/team.hpp"
#include "cuda/loops.hpp"
#include "cuda/portability.hpp"

namespace census::death {

/// The rows of a layer's weights as vectors: coordinate c of row v at [c * width + v].
struct RowVectors {
  float* weights;
  int width;

  CENSUS_HD float& at(int v, int c) const {
    return weights[static_cast<std::size_t>(c) * static_cast<std::size_t>(width) +
                   static_cast<std::size_t>(v)];
  }
};

/// Their columns: coordinate c of column v at [v * width + c].
struct ColumnVectors {
  float* weights;
  int width;

  CENSUS_HD float& at(int v, int c) const { return RowVectors{weights, width}.at(c, v); }
};

/// Turns `count` vectors of independent standard normal numbers, of `length` >= count coordinates,
/// into orthonormal ones, uniformly distributed over all such frames (Haar's measure), in place.
///
/// Stewart, The efficient generation of random orthogonal matrices with an application to condition
/// estimators (1980); the signs as in Mezzadri, How to generate random matrices from the classical
/// compact groups (2007). With x_j the last length - j coordinates of vector j, let
///
///     H_j = I - t v v',   v = (0, ..., 0, 1, x_1 / (x_0 + s |x|), ...),   t = 1 + |x_0| / |x|,
///
/// s the sign of x_0: the reflection that takes e_j to -s x / |x|. Frame vector j is
/// -s H_0 H_1 ... H_j e_j: the first is uniform on the sphere, and the others are such a frame of
/// its orthogonal complement. No step divides by a small number, whatever the x are.
///
/// Turning the signs of one vector, or of one coordinate of all vectors, turns those of the result,
/// also in rounded arithmetic. The signs of normal numbers are independent fair coins, so that
/// those of rows and of columns of the result are too: what theorems need of symmetric laws holds
/// exactly.
///
/// Every number is a fixed sequence of operations on others, sums in order of the coordinates, so
/// that teams of every size get the same bits. Rounding leaves inner products that differ from 0
/// and 1 by about 1e-6 at the most (measured at lengths from 2 to 256).
template <class Vectors, class Team>
class Orthonormalise {
 public:
  CENSUS_HD Orthonormalise(Vectors vectors, int count, int length, const Team& team)
      : vectors_(vectors), count_(count), length_(length), team_(team) {}

  CENSUS_HD void operator()() const {
    for_blocks(0, [this](int first, auto block) { make_reflections<block()>(first); });
    team_.sync();
    for (int j = count_ - 1; j >= 0; --j) {
      for_blocks(j + 1, [this, j](int first, auto block) { reflect<block()>(j, first); });
      team_.sync();  // no lane still reads reflection j
      const float head = vectors_.at(j, j);
      team_.sync();
      for (int c = j + 1 + team_.rank(); c < length_; c += team_.size()) {
        vectors_.at(j, c) *= -head;
      }
      if (team_.rank() == 0) vectors_.at(j, j) = (head < 0.0F ? -1.0F : 1.0F) - head;
      team_.sync();
    }
  }

 private:
  /// Calls work(first, n) for this lane's blocks of vectors from `begin` on, n a compile-time
  /// number: a thread of the processor takes as many together as a vector register holds.
  template <class Work>
  CENSUS_HD void for_blocks(int begin, const Work& work) const {
    if constexpr (std::is_same_v<Team, SoloTeam>) {
      for (; count_ - begin >= 16; begin += 16) work(begin, std::integral_constant<int, 16>{});
      for (; count_ - begin >= 4; begin += 4) work(begin, std::integral_constant<int, 4>{});
    }
    for (int v = begin + team_.rank(); v < count_; v += team_.size()) {
      work(v, std::integral_constant<int, 1>{});
    }
  }

  /// Puts the reflections that the vectors name in their place: v below the diagonal, and on it,
  /// where v is 1, t with the sign of frame vector j: -s t.
  template <int block>
  CENSUS_HD void make_reflections(int first) const {
    float square[block] = {};
    for (int c = first; c < length_; ++c) {
      for (int b = 0; b < block; ++b) {
        const float x = c < first + b ? 0.0F : vectors_.at(first + b, c);
        square[b] = std::fma(x, x, square[b]);
      }
    }
    float factor[block];
    for (int b = 0; b < block; ++b) {
      float& head = vectors_.at(first + b, first + b);
      const float norm = std::sqrt(square[b]);
      const float size = std::fabs(head);
      factor[b] = 1.0F / (head < 0.0F ? -(size + norm) : size + norm);
      const float t = 1.0F + size / norm;
      head = head < 0.0F ? t : -t;
    }
    for (int c = first + 1; c < length_; ++c) {
      for (int b = 0; b < block; ++b) {
        float& x = vectors_.at(first + b, c);
        x = c > first + b ? x * factor[b] : x;
      }
    }
  }

  /// Applies reflection j to vectors first, first + 1, ..., whose coordinate j is 0.
  template <int block>
  CENSUS_HD void reflect(int j, int first) const {
    float step[block] = {};
    for (int c = j + 1; c < length_; ++c) {
      const float v = vectors_.at(j, c);
      for (int b = 0; b < block; ++b) step[b] = std::fma(v, vectors_.at(first + b, c), step[b]);
    }
    const float t = std::fabs(vectors_.at(j, j));
    for (int b = 0; b < block; ++b) {
      step[b] *= -t;
      vectors_.at(first + b, j) = step[b];
    }
    for (int c = j + 1; c < length_; ++c) {
      const float v = vectors_.at(j, c);
      for (int b = 0; b < block; ++b) {
        float& x = vectors_.at(first + b, c);
        x = std::fma(step[b], v, x);
      }
    }
  }

  Vectors vectors_;
  int count_;
  int length_;
  const Team& team_;
};

/// Turns the weights of a layer, independent normal numbers, weight (i, k) of neuron i and input k
/// at [k * width + i], into `gain` times a (semi-)orthogonal matrix under Haar's measure: its rows
/// are orthonormal where width <= inputs, its columns otherwise (Saxe, McClelland, Ganguli, Exact
/// solutions to the nonlinear dynamics of learning in deep linear neural networks; the law of
/// torch.nn.init.orthogonal_).
template <class Team>
CENSUS_HD void make_orthogonal(float* weights, int width, int inputs, float gain,
                               const Team& team) {
  if (width <= inputs) {
    Orthonormalise(RowVectors{weights, width}, width, inputs, team)();
  } else {
    Orthonormalise(ColumnVectors{weights, width}, inputs, width, team)();
  }
  for (int e = team.rank(); e < width * inputs; e += team.size()) weights[e] *= gain;
  team.sync();
}

}  // namespace census::death
