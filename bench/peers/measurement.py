"""What one timed run of one peer counted, and the rule that every peer follows."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Protocol

from .networks import Point


def cores() -> int:
    """How many cores this process may use; every peer uses them all."""
    return len(os.sched_getaffinity(0))


@dataclass(frozen=True)
class Measurement:
    """One timed run: of `networks` networks, `hits` were stably unactivated.

    `seconds` is wall time. `undecided` networks ran into a limit of the peer; they are part of the
    time but not of `networks`. `counting_seconds` is what a program of its own says it spent
    without its start-up, where there is such a thing.
    """

    networks: int
    hits: int
    seconds: float
    undecided: int = 0
    counting_seconds: float | None = None

    @property
    def rate(self) -> float:
        """Networks decided per second of wall time."""
        return self.networks / self.seconds


class Peer(Protocol):
    """One way to count."""

    name: str
    describe: str

    def measure(self, point: Point, seconds: float, seed: int) -> Measurement:
        """Counts networks of unit normal parameters for about `seconds`, after a warm-up."""
        ...
