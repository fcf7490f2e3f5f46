"""All peers at all points, in turn, several times."""

from __future__ import annotations

import statistics
import sys
from dataclasses import dataclass, field
from pathlib import Path

from . import census
from .agreement import Count, disagreements
from .measurement import Measurement, Peer
from .networks import Point

# The point and the precision at which not only the speed but also the estimator counts.
PRECISION_POINT = Point(4, 6)
RELATIVE_ERROR = 1e-4

REFERENCE_ERROR = 3e-4  # relative; small beside that of any peer's count
DEVIATIONS = 4.0  # beyond which two counts disagree


@dataclass(frozen=True)
class Spread:
    """Several values of one quantity: the median and the extremes."""

    median: float
    least: float
    greatest: float

    @staticmethod
    def of(values: list[float]) -> Spread:
        return Spread(statistics.median(values), min(values), max(values))


@dataclass
class PointResult:
    """What was measured at one point: `runs[name][k]` is repetition k of a peer."""

    point: Point
    reference: census.Average
    runs: dict[str, list[Measurement]] = field(default_factory=dict)

    def count(self, name: str) -> Count:
        """All repetitions of a peer together."""
        runs = self.runs[name]
        return Count(sum(run.networks for run in runs), sum(run.hits for run in runs))

    def rate(self, name: str) -> Spread:
        """Networks per second of wall time."""
        return Spread.of([run.rate for run in self.runs[name]])

    def ratio(self, name: str, other: str) -> Spread:
        """How many times as many networks per second `name` decides, within each repetition."""
        pairs = zip(self.runs[name], self.runs[other])
        return Spread.of([mine.rate / theirs.rate for mine, theirs in pairs])

    def seconds_to_precision(self, name: str) -> Spread:
        """Seconds until counting networks has `RELATIVE_ERROR`: (1 - P) / (P error^2 rate)."""
        p = self.reference.probability
        networks = (1 - p) / (p * RELATIVE_ERROR**2)
        return Spread.of([networks / run.rate for run in self.runs[name]])

    def disagreements(self) -> list[str]:
        """Sentences about peers whose counts cannot belong to one probability."""
        counts = {name: self.count(name) for name in self.runs}
        return [
            f"at {self.point}: {problem}"
            for problem in disagreements(counts, self.reference, DEVIATIONS)
        ]


@dataclass(frozen=True)
class Comparison:
    """Every result; `averaging[backend]` are the runs at `PRECISION_POINT` to `RELATIVE_ERROR`."""

    points: list[PointResult]
    averaging: dict[str, list[census.Average]]


def compare(
    program: Path,
    points: list[Point],
    peers: list[Peer],
    backends: list[str],
    repetitions: int,
    seconds: float,
    seed: int,
) -> Comparison:
    """Measures in rounds, so that what slows the machine for a while slows all peers alike."""
    results = []
    for point in dict.fromkeys([*points, PRECISION_POINT]):
        # A seed of its own: the reference must not count the networks of the plain runs again.
        reference = census.average(program, point, REFERENCE_ERROR, "cpu", seed + repetitions)
        results.append(PointResult(point, reference, {peer.name: [] for peer in peers}))
    averaging: dict[str, list[census.Average]] = {backend: [] for backend in backends}
    for repetition in range(repetitions):
        for result in results:
            for peer in peers:
                show(f"round {repetition + 1} of {repetitions}: {result.point} {peer.name}")
                result.runs[peer.name].append(
                    peer.measure(result.point, seconds, seed + repetition)
                )
        for backend in backends:
            averaging[backend].append(
                census.average(program, PRECISION_POINT, RELATIVE_ERROR, backend, seed + repetition)
            )
    show("")
    return Comparison(results, averaging)


def show(progress: str) -> None:
    """Replaces the line of progress, for a person who watches."""
    if sys.stderr.isatty():
        print(f"\r{progress:70}\r", end="", file=sys.stderr, flush=True)
