"""Questions death and regions beside PyTorch: agreement first, then speed, in turn."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from dataclasses import asdict
from math import comb, hypot, inf
from pathlib import Path
from typing import Any

import numpy as np
import torch

from .comparison import Spread, show
from .death_peer import POINTS, DeathPeer, living
from .layered import Shape, Totals
from .layered_census import LayeredCensus
from .regions_decision import regions
from .regions_peer import RADIUS, RegionsPeer
from .report import as_text

DEVIATIONS = 5.0  # beyond which two means disagree
REPLAYED = 25

# The ratio of rates asked for at every shape.
TARGETS = {
    "death": {Shape(4, (width,) * 10): goal for width, goal in ((3, 20), (10, 5), (64, 1))},
    "regions": {Shape(2, widths): 50 for widths in ((16, 16), (32, 32), (64, 64, 64))},
}


def run(options: argparse.Namespace, machine: dict[str, str]) -> int:
    """Checks or compares; 1 where ours and theirs disagree."""
    with tempfile.TemporaryDirectory() as folder:
        own: LayeredCensus
        peer: DeathPeer | RegionsPeer
        if options.question == "death":
            file = Path(folder) / "points.npy"
            np.save(file, np.random.default_rng(options.seed).standard_normal((POINTS, 4)))
            own = LayeredCensus(options.program, "death", ["--data", str(file)], 1000)
            peer = DeathPeer(file)
        else:
            arguments = ["--biases", "normal:1", "--domain", f"box:{RADIUS:g}"]
            own = LayeredCensus(options.program, "regions", arguments, 100)
            peer = RegionsPeer()
        shapes = TARGETS[options.question]
        wrong = check(own, peer, list(shapes), options.seed)
        if options.check or wrong:
            return 1 if wrong else 0
        runs: dict[Shape, list[tuple[Totals, Totals]]] = {shape: [] for shape in shapes}
        for turn in range(options.repetitions):
            for shape in shapes:
                show(f"round {turn + 1} of {options.repetitions}: {shape}")
                seed = options.seed + turn
                pair = [one.measure(shape, options.seconds, seed) for one in (own, peer)]
                runs[shape].append((pair[0], pair[1]))
        show("")
    lines = [f"{key}: {value}" for key, value in machine.items()]
    lines += [f"{one.name}: {one.describe}" for one in (own, peer)]
    return _report(options, lines, runs)


def check(
    own: LayeredCensus, peer: DeathPeer | RegionsPeer, shapes: list[Shape], seed: int
) -> int:
    """Prints a line per shape: the verdicts on networks that relu-census draws. Returns failures."""
    failures = 0
    for shape in shapes:
        differ = 0
        for index in range(REPLAYED):
            result = own.replay(shape, seed, index)
            layers = result["network"]["layers"]
            if isinstance(peer, DeathPeer):
                matrices = [torch.tensor([layer["weights"]]) for layer in layers]
                differ += int(living(matrices, peer.data)[0]) != result["living_points"]
            else:
                differ += _regions(layers, RADIUS) != result["regions"]
        print(f"{shape}: {REPLAYED} networks, {differ} differ", file=sys.stderr)
        failures += differ
    if isinstance(peer, RegionsPeer):  # n lines in general position: 1 + n + C(n, 2) regions
        for n in (1, 8, 16, 32):
            source = np.random.default_rng((seed, n))
            lines = {"weights": source.standard_normal((n, 2)).tolist()}
            found = _regions([{**lines, "biases": source.standard_normal(n).tolist()}], 1e6)
            print(f"{n} lines: {found} of {1 + n + comb(n, 2)} regions", file=sys.stderr)
            failures += found != 1 + n + comb(n, 2)
    return failures


def _regions(layers: list[dict[str, Any]], radius: float) -> int:
    weights, biases = (
        [torch.tensor(layer[key], dtype=torch.float64) for layer in layers]
        for key in ("weights", "biases")
    )
    return regions(weights, biases, radius)


def _report(
    options: argparse.Namespace,
    lines: list[str],
    runs: dict[Shape, list[tuple[Totals, Totals]]],
) -> int:
    """Prints and writes the table; 1 where means disagree."""
    rows = [["shape", "relu-census networks/s", "peer networks/s", "ratio", "asked for", "means"]]
    problems = 0
    for shape, pairs in runs.items():
        ours, theirs = (Totals.joined([pair[i] for pair in pairs]) for i in (0, 1))
        means = []
        for key in ours.sums:
            (a, a_error), (b, b_error) = ours.mean(key), theirs.mean(key)
            error = hypot(a_error, b_error)  # 0 where no network of either is born dead
            z = (b - a) / error if error else (0.0 if a == b else inf)
            problems += abs(z) > DEVIATIONS
            means.append(f"{key}: {a:.5g} +- {a_error:.1g}, {b:.5g} +- {b_error:.1g}, z {z:+.2f}")
        rates = [Spread.of([pair[i].rate for pair in pairs]) for i in (0, 1)]
        ratio = Spread.of([mine.rate / other.rate for mine, other in pairs])
        cells = [f"{s.median:.3g} [{s.least:.3g} .. {s.greatest:.3g}]" for s in (*rates, ratio)]
        goal = TARGETS[options.question][shape]
        rows.append([str(shape), *cells, f"{goal}", "; ".join(means)])
    title = f"Question {options.question}, He normal; median [least .. greatest] over the rounds"
    print(as_text(lines, [(title, rows)]), end="")
    if options.markdown:
        table = [rows[0], ["---"] * len(rows[0]), *rows[1:]]
        text = "\n".join(f"| {' | '.join(row)} |" for row in table)
        facts = "\n".join(f"- {line}" for line in lines)
        options.markdown.write_text(f"# {title}\n\n{facts}\n\n{text}\n")
    if options.json:
        points = [
            {"shape": asdict(shape), "runs": [[asdict(run) for run in pair] for pair in pairs]}
            for shape, pairs in runs.items()
        ]
        options.json.write_text(json.dumps({"facts": lines, "points": points}, indent=1) + "\n")
    if problems:
        print(f"compare_peers: {problems} means disagree", file=sys.stderr)
    return 1 if problems else 0
