"""Whether counts of different peers can come from one probability."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import copysign, sqrt

from scipy import stats

from .census import Average

# Where fewer hits than this are expected, exact tests take the place of the normal approximation.
FEW = 25


@dataclass(frozen=True)
class Count:
    """`hits` among `networks`."""

    networks: int
    hits: int

    @property
    def probability(self) -> float:
        return self.hits / self.networks

    @property
    def error(self) -> float:
        """The standard error of `probability`; without a hit, that of one hit."""
        p = max(self.hits, 1) / self.networks
        return sqrt(p * (1 - p) / self.networks)


def deviation_from(reference: Average, count: Count) -> float:
    """How many standard deviations a count lies above the reference value."""
    p, n = reference.probability, count.networks
    if n * p >= FEW:
        return (count.probability - p) / sqrt(p * (1 - p) / n + reference.error**2)
    return _as_deviations(stats.binomtest(count.hits, n, p).pvalue, count.probability - p)


def deviation_between(a: Count, b: Count) -> float:
    """How many standard deviations count `a` lies above count `b`, if both have one probability."""
    pooled = Count(a.networks + b.networks, a.hits + b.hits)
    difference = a.probability - b.probability
    if pooled.probability * min(a.networks, b.networks) >= FEW:
        variance = pooled.probability * (1 - pooled.probability)
        return difference / sqrt(variance * (1 / a.networks + 1 / b.networks))
    table = [[a.hits, a.networks - a.hits], [b.hits, b.networks - b.hits]]
    return _as_deviations(stats.fisher_exact(table).pvalue, difference)


def disagreements(counts: dict[str, Count], reference: Average, limit: float) -> list[str]:
    """Sentences about all pairs, the reference included, more than `limit` deviations apart."""
    problems = []
    for name, count in counts.items():
        z = deviation_from(reference, count)
        if abs(z) > limit:
            problems.append(
                f"{name} counts {count.probability:.6g} +- {count.error:.2g}, relu-census averages"
                f" {reference.probability:.6g} +- {reference.error:.2g}: z = {z:+.2f}"
            )
    for (name, count), (other_name, other) in combinations(counts.items(), 2):
        z = deviation_between(count, other)
        if abs(z) > limit:
            problems.append(
                f"{name} counts {count.probability:.6g} +- {count.error:.2g}, {other_name}"
                f" {other.probability:.6g} +- {other.error:.2g}: z = {z:+.2f}"
            )
    return problems


def _as_deviations(p_value: float, difference: float) -> float:
    """The normal deviation that has the same two-sided p-value, with the sign of the difference."""
    return copysign(stats.norm.isf(p_value / 2), difference)
