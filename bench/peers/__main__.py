"""The comparison itself, in a Python that has the packages. `bench/compare_peers` starts it."""

from __future__ import annotations

import argparse
import datetime
import json
import platform
import subprocess
import sys
from pathlib import Path

from . import census, report
from .array_peer import NumpyPeer
from .check import check
from .comparison import compare
from .measurement import Peer, cores
from .milp_peer import MilpPeer
from .networks import Point
from .options import ROOT, parse


def other_peers(
    names: list[str], milp_networks: int, torch_problem: str | None
) -> tuple[list[Peer], dict[str, str]]:
    """The peers of these names that run here, and why the others do not."""
    peers: list[Peer] = []
    missing: dict[str, str] = {}
    if "numpy" in names:
        peers += [NumpyPeer(screened) for screened in (False, True)]
    if "torch" in names:
        try:
            if torch_problem:
                raise ImportError(torch_problem)
            from .torch_peer import torch_peers

            peers += torch_peers()
        except (ImportError, OSError) as error:  # OSError: a library it needs cannot be loaded
            missing["torch"] = str(error)
    if "milp" in names:
        peers.append(MilpPeer(milp_networks))
    return peers, missing


def describe_machine(processor: str) -> dict[str, str]:
    """What the numbers depend on."""
    return {
        "date": datetime.date.today().isoformat(),
        "commit": commit(),
        "processor": f"{processor}, {cores()} cores, all of them for every peer",
        "python": platform.python_version(),
    }


def commit() -> str:
    """The commit of the source tree, with a remark where it has other changes."""

    def git(*arguments: str) -> str:
        done = subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True)
        return done.stdout.strip()

    try:
        changed = git("status", "--porcelain", "--untracked-files=no")
        return (git("rev-parse", "--short", "HEAD") or "unknown") + (changed and ", with changes")
    except FileNotFoundError:
        return "unknown"


def write(file: Path | None, text: str) -> None:
    """Writes where a file is named."""
    if file:
        file.write_text(text)


def layered_main(options: argparse.Namespace) -> int:
    """The comparison of another question."""
    if options.torch_problem:
        raise census.CensusError(f"PyTorch is not available: {options.torch_problem}")
    from . import layered_comparison

    devices = census.devices(options.program)
    processor = next(device["device"] for device in devices if device["backend"] == "cpu")
    return layered_comparison.run(options, describe_machine(processor))


def main() -> int:
    options = parse(sys.argv[1:])
    if options.question != "unactivated":
        return layered_main(options)
    points = [Point(*point) for point in options.points]
    others, missing = other_peers(options.peers, options.milp_networks, options.torch_problem)
    for name, reason in missing.items():
        print(f"note: {name} not available: {reason}", file=sys.stderr)
    if options.check:
        return 0 if check(options.program, points, others, options.seed) else 1

    usable = [device for device in census.devices(options.program) if device["usable"]]
    own: list[Peer] = [
        census.CensusPeer(
            options.program, device["backend"], f"{device['device']}, {device['detail']}"
        )
        for device in usable
    ]
    comparison = compare(
        options.program,
        points,
        [*own, *others],
        [device["backend"] for device in usable],
        options.repetitions,
        options.seconds,
        options.seed,
    )
    processor = next(device["device"] for device in usable if device["backend"] == "cpu")
    machine = describe_machine(processor)
    lines = report.facts([*own, *others], missing, machine)
    titled = report.sections(comparison, [peer.name for peer in own])
    print(report.as_text(lines, titled), end="")
    write(options.markdown, report.as_markdown(lines, titled))
    document = report.as_json(comparison, [*own, *others], missing, machine)
    write(options.json, json.dumps(document, indent=1) + "\n")

    problems = [problem for result in comparison.points for problem in result.disagreements()]
    for problem in problems:
        print(f"compare_peers: the peers disagree {problem}", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":  # processes that peers start import this file too
    try:
        sys.exit(main())
    except census.CensusError as error:
        sys.exit(f"compare_peers: {error}")
