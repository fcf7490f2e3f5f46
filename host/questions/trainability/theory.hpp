#pragma once

namespace census::trainability {

/// Returns the probability that a neuron with isotropic normal parameters is dead on the ball
/// |x| <= r of R^d: weights of standard deviation w, bias of standard deviation b, reach = r w / b.
/// (w, b) rescaled has a uniform direction in R^(d+1), and the neuron is dead where that lies in
/// the cap b <= -r |w| about -e_(d+1):
///
///     P = Gamma((d+1)/2) / (sqrt(pi) Gamma(d/2)) integral_0^arctan(1/reach) sin(u)^(d-1) du
///       = I_x(d/2, 1/2) / 2,   x = 1 / (1 + reach^2),
///
/// I the regularised incomplete beta function.
double dead_on_ball(int inputs, double reach);

/// The same for weights of norm g, as the rows of g times a matrix with orthonormal rows have,
/// reach = r g / b: the probability that the bias is at most -r g.
double dead_on_ball_of_norm(double reach);

/// Returns the probability that a neuron of one input with normal parameters is dead on the
/// interval [left, right], `distance` being the standard deviation of the bias over that of the
/// weight: that (w, b) lies on the negative side of both (left, 1) and (right, 1). Rescaled, (w, b)
/// has a uniform direction, and the two half-planes have the sector of angle pi - a in common, a
/// the angle between (left, distance) and (right, distance):
///
///     P = (pi - a) / (2 pi).
///
/// With distance 0, without biases, it holds for every symmetric law.
double dead_on_interval(double left, double right, double distance);

/// Returns the probability that at least `needed` of `neurons` independent neurons are active.
double enough_active(int neurons, int needed, double dead);

}  // namespace census::trainability
