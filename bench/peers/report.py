"""The results as tables for people and as JSON for programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from .agreement import deviation_from
from .comparison import PRECISION_POINT, RELATIVE_ERROR, Comparison, PointResult, Spread
from .measurement import Peer

Table = list[list[str]]  # the first row is the head


def speed_table(result: PointResult, census_names: list[str]) -> Table:
    """One row per peer; one column of ratios for each backend of relu-census."""
    ratios = [f"{name} / peer" for name in census_names]
    counts = ["P +- error", "z", "networks", "undecided"]
    rows = [["peer", "networks/s", "without start-up", *ratios, *counts]]
    for name, runs in result.runs.items():
        count = result.count(name)
        counting = [run.networks / run.counting_seconds for run in runs if run.counting_seconds]
        rows.append(
            [name, _spread(result.rate(name)), _spread(Spread.of(counting)) if counting else ""]
            + [
                "1" if other == name else _spread(result.ratio(other, name))
                for other in census_names
            ]
            + [f"{count.probability:.6f} +- {count.error:.1g}"]
            + [f"{deviation_from(result.reference, count):+.2f}", f"{count.networks:,}"]
            + [f"{sum(run.undecided for run in runs):,}"]
        )
    return rows


def precision_table(comparison: Comparison) -> Table:
    """Seconds to `RELATIVE_ERROR` at `PRECISION_POINT`: averages of relu-census, then all peers."""
    result = next(result for result in comparison.points if result.point == PRECISION_POINT)
    averages = {
        f"relu-census {backend}, {'/'.join(sorted({run.estimator for run in runs}))}": [
            run.seconds for run in runs
        ]
        for backend, runs in comparison.averaging.items()
    }
    rows = [["", "seconds", "how"] + [f"/ {name}" for name in averages]]
    for name, seconds in averages.items():
        rows.append([name, _spread(Spread.of(seconds)), "measured, whole process"])
        rows[-1] += [f"{_median(seconds) / _median(other):.3g}" for other in averages.values()]
    for name in result.runs:
        spread = result.seconds_to_precision(name)
        rows.append([name, _spread(spread), "extrapolated by variance and speed"])
        rows[-1] += [f"{spread.median / _median(other):.3g}" for other in averages.values()]
    return rows


def facts(peers: list[Peer], missing: dict[str, str], machine: dict[str, str]) -> list[str]:
    """What was compared, where, and what could not be."""
    lines = [f"{key}: {value}" for key, value in machine.items()]
    lines += [f"{peer.name}: {peer.describe}" for peer in peers]
    return lines + [f"{name}: not available: {reason}" for name, reason in missing.items()]


def sections(comparison: Comparison, census_names: list[str]) -> list[tuple[str, Table]]:
    """Every table, with its title."""
    titled = []
    for result in comparison.points:
        reference = result.reference
        title = (
            f"(n0, n1) = {result.point}, unit normal; reference P = {reference.probability:.7f}"
            f" +- {reference.error:.1g} by {reference.estimator}"
        )
        titled.append((title, speed_table(result, census_names)))
    title = f"Seconds to a relative error of {RELATIVE_ERROR:g} at {PRECISION_POINT}"
    return [*titled, (title, precision_table(comparison))]


def as_text(lines: list[str], titled: list[tuple[str, Table]]) -> str:
    """For a terminal: aligned columns."""
    blocks = ["\n".join(lines)]
    for title, table in titled:
        widths = [max(map(len, column)) for column in zip(*table)]
        rows = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths)) for row in table)
        blocks.append("\n".join([title, *(row.rstrip() for row in rows)]))
    return "\n\n".join(blocks) + "\n"


def as_markdown(lines: list[str], titled: list[tuple[str, Table]]) -> str:
    """For bench/results."""
    blocks = ["# relu-census and its peers", "\n".join(f"- {line}" for line in lines)]
    for title, table in titled:
        rows = [table[0], ["---"] * len(table[0]), *table[1:]]
        blocks.append(f"## {title}")
        blocks.append("\n".join(f"| {' | '.join(row)} |" for row in rows))
    blocks.append(
        "Median [least .. greatest] over the rounds; ratios are taken within each round. z:"
        " standard deviations from the reference. 'screened': cheap witnesses first, the solves"
        " only for what they leave. The times of relu-census include the start of its process."
    )
    return "\n\n".join(blocks) + "\n"


def as_json(
    comparison: Comparison, peers: list[Peer], missing: dict[str, str], machine: dict[str, str]
) -> dict[str, Any]:
    """Every measurement."""
    return {
        "machine": machine,
        "peers": {peer.name: peer.describe for peer in peers},
        "not_available": missing,
        "points": [asdict(result) for result in comparison.points],
        "averaging": {
            "point": asdict(PRECISION_POINT),
            "relative_error": RELATIVE_ERROR,
            "runs": {
                backend: [asdict(run) for run in runs]
                for backend, runs in comparison.averaging.items()
            },
        },
    }


def _median(values: list[float]) -> float:
    return Spread.of(values).median


def _spread(spread: Spread) -> str:
    return f"{spread.median:.3g} [{spread.least:.3g} .. {spread.greatest:.3g}]"
