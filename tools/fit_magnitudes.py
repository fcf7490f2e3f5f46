#!/usr/bin/env python3
"""Fits the polynomials of cuda/random/{logarithm,half_normal,half_cauchy}.hpp.

Each fit N(t) / D(t), D(0) = 1, is minimax in the relative error of the magnitude: least squares on
a grid dense at both ends, with the squares reweighted by the error of the last step (Lawson 1961)
and the denominator linearised about the last one (Loeb 1957). The coefficients are rounded to
binary32 one after another, lowest power first, the others refitted around the rounded ones.
Prints each polynomial, lowest power first, as hexadecimal literals.

Needs numpy and scipy. Run: python3 tools/fit_magnitudes.py
"""

from dataclasses import dataclass, field

import numpy as np
from scipy.special import erfinv, ndtri

GRID = 1500
FIRST_STEPS = 600
LATER_STEPS = 200


def grid(low, high):
    """Chebyshev points of [low, high]."""
    return (low + high) / 2 - (high - low) / 2 * np.cos(np.linspace(0.0, np.pi, GRID))


@dataclass
class Fit:
    """target ~ N / D at the points t, error measured in units of 1 / weight."""

    name: str
    points: np.ndarray
    target: np.ndarray
    weight: np.ndarray
    numerator_terms: int
    denominator_terms: int = 1
    columns: np.ndarray = field(init=False)

    def __post_init__(self):
        powers = [self.points**k for k in range(self.numerator_terms)]
        powers += [-self.target * self.points**k for k in range(1, self.denominator_terms)]
        self.columns = np.stack(powers, axis=1)

    def denominator(self, coefficients):
        powers = self.points[:, None] ** np.arange(1, self.denominator_terms)
        return 1.0 + powers @ coefficients[self.numerator_terms :]

    def error(self, coefficients):
        """Weighted error on the grid, in absolute value."""
        residual = self.target - self.columns @ coefficients
        return np.abs(residual / self.denominator(coefficients)) * self.weight

    def minimax(self, fixed, start, steps):
        """Best coefficients found that agree with `fixed`, a map from index to value."""
        free = [k for k in range(self.columns.shape[1]) if k not in fixed]
        best = np.array(start)
        for index, value in fixed.items():
            best[index] = value
        best_error = np.inf
        denominator = np.abs(self.denominator(best))
        lawson = np.ones(GRID)
        rest = self.target - self.columns[:, list(fixed)] @ np.array(list(fixed.values()))
        for _ in range(steps):
            scale = self.weight / denominator * np.sqrt(lawson)
            system = self.columns[:, free] * scale[:, None]
            norms = np.linalg.norm(system, axis=0)
            solution = np.linalg.lstsq(system / norms, rest * scale, rcond=1e-15)[0] / norms
            trial = best.copy()
            trial[free] = solution
            error = self.error(trial)
            if error.max() < best_error and self.denominator(trial).min() > 0.0:
                best_error, best = error.max(), trial
            denominator = np.abs(self.denominator(trial))
            lawson *= error + 2e-3 * error.max()
            lawson /= lawson.mean()
        return best

    def rounded(self):
        """Coefficients rounded to binary32, and the errors before and after rounding."""
        terms = self.columns.shape[1]
        powers = list(range(self.numerator_terms)) + list(range(1, self.denominator_terms))
        order = sorted(range(terms), key=lambda k: powers[k])
        solution = self.minimax({}, np.zeros(terms), FIRST_STEPS)
        ideal = self.error(solution).max()
        fixed = {}
        for index in order:
            fixed[index] = float(np.float32(solution[index]))
            if len(fixed) < terms:
                solution = self.minimax(fixed, solution, LATER_STEPS)
        coefficients = np.array([fixed[k] for k in range(terms)])
        return coefficients, ideal, self.error(coefficients).max()


def logarithm():
    u = grid(2.0**-20, 0.5)
    value = -np.log1p(-u)
    return Fit("-ln(1 - u) = u + u^2 Q(u): Q", u, (value - u) / u**2, u**2 / value, 9)


def half_normal_centre():
    v = grid(2.0**-20, 0.5)
    z = np.sqrt(2.0) * erfinv(v)
    return Fit("|z| = 1.25 v + v C(v^2): C", v**2, z / v - 1.25, v / z, 6)


def half_normal_tail():
    # Chebyshev points of sqrt(l): the magnitude is nearly linear in it.
    l = grid(np.sqrt(np.log(2.0)), np.sqrt(32.0 * np.log(2.0))) ** 2
    z = -ndtri(np.exp(-l) / 2.0)
    return Fit("|z|^2 = l + N(l) / D(l): N and D", l, z**2 - l, 0.5 / z**2, 6, 6)


def half_cauchy():
    x = grid(2.0**-10, 0.4999)
    t = x**2 - 0.25
    k = x / np.tan(np.pi * x / 2.0)
    name = "x cot(pi x / 2) = 1/2 + t K(t), t = x^2 - 1/4: K"
    return Fit(name, t, (k - 0.5) / t, -t / k, 4)


def literal(value):
    """A binary32 value as a C++ hexadecimal literal."""
    mantissa, exponent = float(value).hex().split("p")
    return f"{mantissa.rstrip('0').rstrip('.')}p{exponent}F"


def main():
    for fit in (logarithm(), half_normal_centre(), half_normal_tail(), half_cauchy()):
        coefficients, ideal, error = fit.rounded()
        print(fit.name)
        print("  " + ", ".join(literal(c) for c in coefficients[: fit.numerator_terms]))
        if fit.denominator_terms > 1:
            denominator = [1.0, *coefficients[fit.numerator_terms :]]
            print("  " + ", ".join(literal(c) for c in denominator))
        print(f"  relative error of the magnitude {error:.2e}, unrounded {ideal:.2e}", flush=True)


if __name__ == "__main__":
    main()
