#pragma once

#include <optional>

#include "cuda/questions/regions/point.hpp"

namespace census::regions {

/// Returns a number that the expected number of regions on a segment or polygon does not exceed;
/// nothing on unbounded domains, where a layer has no biases, and for weights without a variance.
///
/// Let layer l have n_l neurons, weights of variance v_l and biases of densities at most c_l, all
/// independent and symmetric about 0. Given everything but its bias, the expected number of zeros
/// of a pre-activation z on a segment of vector u is the integral of |du z| times the bias's
/// density (the area formula, as in Hanin, Rolnick, Complexity of linear regions in deep networks,
/// 2019), at most c_l sqrt(E |du z|^2); and no more than the regions of the layers before. The
/// state of each neuron is a fair coin, independent of the squares of what it passes on, so that
///
///     E |du z|^2 <= v_l (v_(l-1) n_(l-1) / 2) ... (v_1 n_1 / 2) |u|^2.
///
/// On a polygon P the regions are convex, boundaries cross two at a time, and by Euler's formula
/// there are 1 + (breakpoints on the sides of P) / 2 + (crossings inside P) regions. Neurons of
/// layers k <= l cross on average at most area(P) c_k c_l sqrt(E det^2) times inside, det the
/// determinant of their gradients where neuron k is off:
///
///     E det^2 = 2 v_k^2 G_(k-1)                                       for k = l, and for k < l
///     that times ((n_k - 1) / 2) (v_(k+1) n_(k+1) / 2) ... (v_(l-1) n_(l-1) / 2) v_l,
///
/// with G_0 = 1 in orthonormal coordinates, G_m = v_m^2 n_m (n_m - 1) / 4 G_(m-1), the mean Gram
/// determinant of what layer m passes on.
std::optional<double> most_expected_regions(const Point& point, const GivenPoints& points);

/// Returns the expected number of breakpoints that a neuron of the first layer has on a segment
/// from p to q, for normal weights of scale s and biases of scale t: its pre-activations there are
/// those of a normal row at (s p, t) and (s q, t), and have different signs with probability angle
/// / pi. Nothing elsewhere, for other laws, and where p or q is 0 and there are no biases.
std::optional<double> expected_breakpoints(const Point& point, const GivenPoints& points);

}  // namespace census::regions
