"""Do the peers and relu-census give every single network the same verdict?"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from . import census
from .networks import Networks, Point, draw

FIRST_LAYERS = 4
NEURONS = 100  # second-layer neurons for each first layer
REPLAYED = 25
# Lowers the second weights of every other network, so that both verdicts are frequent.
LOWERED = 0.8
MILP_NETWORKS = 100  # from each set: a few milliseconds each


def networks_of_ours(program: Path, point: Point, seed: int) -> tuple[Networks, list[str]]:
    """Random networks in binary64, with what `relu-census decide` says of them."""
    generator = np.random.default_rng((seed, point.n0, point.n1))
    parts, verdicts = [], []
    for _ in range(FIRST_LAYERS):
        part = draw(point, NEURONS, generator.standard_normal)
        part.first_weights[:] = part.first_weights[0]
        part.first_biases[:] = part.first_biases[0]
        part.second_weights[::2] -= LOWERED
        parts.append(part)
        verdicts += census.decide(program, part)
    return _joined(parts), verdicts


def networks_of_the_census(program: Path, point: Point, seed: int) -> tuple[Networks, list[str]]:
    """The first networks that relu-census draws with this seed, with its verdicts."""
    drawn = [census.replay(program, point, seed, index) for index in range(REPLAYED)]
    return _joined([network for network, _ in drawn]), [verdict for _, verdict in drawn]


def check(program: Path, points: list[Point], peers: list[Any], seed: int) -> bool:
    """Prints a line per point, set of networks and peer; True if there is no difference at all."""
    passed = failed = 0
    for point in points:
        for source in (networks_of_ours, networks_of_the_census):
            networks, verdicts = source(program, point, seed)
            found = Counter(verdicts)
            summary = ", ".join(f"{n} {verdict}" for verdict, n in sorted(found.items()))
            print(f"{point} {source.__name__.replace('_', ' ')}: {summary}")
            if source is networks_of_ours and not found["activated"] * found["unactivated"]:
                raise census.CensusError(f"at {point} only one verdict occurs: nothing is checked")
            for peer in peers:
                most = MILP_NETWORKS if peer.name == "milp" else len(networks)
                answers = peer.mask(point, networks.select(slice(0, most)))
                wrong = [
                    index
                    for index, answer in enumerate(answers)
                    if answer is None or answer != (verdicts[index] == "unactivated")
                ]
                passed, failed = passed + (not wrong), failed + bool(wrong)
                print(
                    f"  {peer.name:20} {len(answers)} networks,"
                    + (f" {len(wrong)} differ, first {wrong[:5]}" if wrong else " none differs")
                )
    print(f"{passed} passed, {failed} failed")
    return failed == 0


def _joined(parts: list[Networks]) -> Networks:
    """One batch of several."""
    return Networks(*(np.concatenate(arrays) for arrays in zip(*(vars(p).values() for p in parts))))
