"""relu-census itself, run as a program."""

from __future__ import annotations

import json
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from .measurement import Measurement
from .networks import Networks, Point

PILOT_NETWORKS = 1_000_000


class CensusError(Exception):
    """The program did not do what it was asked; the message holds its own."""


def run(program: Path, arguments: list[str]) -> tuple[dict[str, Any], float]:
    """The JSON that the program prints, and the wall time of its process in seconds."""
    command = [str(program), *arguments, "--json"]
    start = time.perf_counter()
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except OSError as error:
        raise CensusError(f"{command[0]} cannot be run: {error.strerror}") from error
    elapsed = time.perf_counter() - start
    if done.returncode != 0:
        raise CensusError(
            f"{' '.join(command)}: exit code {done.returncode}: {done.stderr.strip()}"
        )
    try:
        return json.loads(done.stdout), elapsed
    except json.JSONDecodeError as error:
        raise CensusError(f"{' '.join(command)}: prints no JSON ({error})") from error


def estimate(program: Path, point: Point, arguments: list[str]) -> tuple[dict[str, Any], float]:
    """`relu-census estimate` at a point of unit normal networks."""
    size = ["--n0", str(point.n0), "--n1", str(point.n1), "--init", "unit-normal"]
    return run(program, ["estimate", *size, *arguments, "--quiet"])


def devices(program: Path) -> list[dict[str, Any]]:
    """What the program can count on here: backend, device, usable, detail."""
    return run(program, ["devices"])[0]["devices"]


@dataclass(frozen=True)
class Average:
    """P by the averaging estimators: +- `error`, one standard error, in `seconds` of wall time."""

    probability: float
    error: float
    seconds: float
    estimator: str


def average(program: Path, point: Point, relative_error: float, backend: str, seed: int) -> Average:
    """`estimate --estimator auto`, pilots and start-up included in its seconds."""
    result, seconds = estimate(
        program,
        point,
        ["--estimator", "auto", "--relative-error", str(relative_error)]
        + ["--backend", backend, "--seed", str(seed)],
    )
    return Average(result["probability"], result["standard_error"], seconds, result["estimator"])


class CensusPeer:
    """The plain estimator: draw a network, decide it, count."""

    def __init__(self, program: Path, backend: str, describe: str):
        self.program = program
        self.backend = backend
        self.name = f"relu-census {backend}"
        self.describe = describe
        self._rates: dict[Point, float] = {}

    def measure(self, point: Point, seconds: float, seed: int) -> Measurement:
        """One process that counts for about `seconds`; its start-up is part of the time."""
        if point not in self._rates:
            self._rates[point] = self._count(point, PILOT_NETWORKS, seed)[0]["networks_per_second"]
        networks = max(PILOT_NETWORKS, round(self._rates[point] * seconds))
        result, elapsed = self._count(point, networks, seed)
        tally = result["tally"]
        decided = tally["unactivated"] + tally["activated"]
        return Measurement(
            decided, tally["unactivated"], elapsed, tally["degenerate"], result["seconds"]
        )

    def _count(self, point: Point, networks: int, seed: int) -> tuple[dict[str, Any], float]:
        arguments = ["--estimator", "plain", "--networks", str(networks), "--seed", str(seed)]
        return estimate(self.program, point, [*arguments, "--backend", self.backend])


def decide(program: Path, networks: Networks) -> list[str]:
    """The program's exact verdicts on networks that share their first layer, that of the first."""
    network = {
        "W1": networks.first_weights[0].tolist(),
        "b1": networks.first_biases[0].tolist(),
        "W2": networks.second_weights.tolist(),
        "b2": networks.second_bias.tolist(),
    }
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(network, file)
        file.flush()
        result, _ = run(program, ["decide", file.name])
    return [neuron["verdict"] for neuron in result["neurons"]]


def replay(program: Path, point: Point, seed: int, index: int) -> tuple[Networks, str]:
    """One network that the program drew, as a batch of one, and its verdict."""
    size = ["--n0", str(point.n0), "--n1", str(point.n1)]
    result, _ = run(program, ["replay", *size, "--seed", str(seed), "--id", str(index)])
    drawn = result["network"]
    network = Networks(
        np.array([drawn["W1"]]),
        np.array([drawn["b1"]]),
        np.array(drawn["W2"]),
        np.array(drawn["b2"]),
    )
    return network, result["verdict"]
