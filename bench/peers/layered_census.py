"""relu-census on deep networks, run as a program on all cores."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from . import census
from .layered import Shape, Totals
from .measurement import cores


class LayeredCensus:
    """`estimate` of one question; what `arguments` adds is said of every shape."""

    name = "relu-census cpu"

    def __init__(self, program: Path, question: str, arguments: list[str], pilot: int):
        self.program = program
        self.question = question
        self.arguments = arguments
        self.pilot = pilot  # networks
        self.describe = f"{cores()} threads"
        self._rates: dict[Shape, float] = {}

    def options(self, shape: Shape, seed: int) -> list[str]:
        """The point and the seed, for any command."""
        widths = ",".join(map(str, shape.widths))
        size = ["--inputs", str(shape.inputs), "--widths", widths, "--init", "he-normal"]
        return ["--question", self.question, *size, *self.arguments, "--seed", str(seed)]

    def measure(self, shape: Shape, seconds: float, seed: int) -> Totals:
        """One process that counts for about `seconds`; its start-up is part of the time."""
        if shape not in self._rates:
            self._rates[shape] = self._settled_rate(shape, seconds, seed)
        return self._count(shape, max(self.pilot, round(self._rates[shape] * seconds)), seed)

    def _settled_rate(self, shape: Shape, seconds: float, seed: int) -> float:
        """The rate of a run so long that its start-up weighs little: ever longer pilots."""
        networks = self.pilot
        while True:
            pilot = self._count(shape, networks, seed)
            if pilot.seconds >= seconds / 2:
                return pilot.rate
            networks = 1 + round(networks * min(10.0, seconds / pilot.seconds))

    def replay(self, shape: Shape, seed: int, index: int) -> dict[str, Any]:
        """One network, with its weights and its verdict."""
        arguments = ["replay", *self.options(shape, seed), "--id", str(index)]
        return census.run(self.program, arguments)[0]

    def _count(self, shape: Shape, networks: int, seed: int) -> Totals:
        result, elapsed = census.run(
            self.program,
            ["estimate", *self.options(shape, seed), "--networks", str(networks), "--quiet"]
            + ["--backend", "cpu", "--threads", str(cores())],
        )
        tally, n = result["tally"], result["networks"]
        if self.question == "regions":
            counted = n - tally["degenerate"]
            return Totals(
                counted, elapsed, {"regions": (tally["regions"], tally["squared_regions"])}
            )
        ratio = result["measures"]["living_ratio"]
        squares = n * (n * ratio["standard_error"] ** 2 + ratio["value"] ** 2)
        dead = tally["born_dead"]
        sums = {"P(born dead)": (dead, dead), "living ratio": (n * ratio["value"], squares)}
        return Totals(n, elapsed, sums)
