"""The command line, readable before any package is installed."""

from __future__ import annotations

import argparse
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PEERS = ("numpy", "torch", "milp")
QUESTIONS = ("unactivated", "death", "regions")


def _point(text: str) -> tuple[int, int]:
    """ "2,4" -> (2, 4)."""
    try:
        n0, n1 = (int(part) for part in text.split(","))
    except ValueError as error:
        message = f"'{text}' is no point (write n0,n1, for example 2,4)"
        raise argparse.ArgumentTypeError(message) from error
    if not 1 <= n0 <= n1:
        raise argparse.ArgumentTypeError(f"'{text}': the peers need 1 <= n0 <= n1")
    return n0, n1


def _peers(text: str) -> list[str]:
    """ "numpy,milp" -> its parts."""
    names = text.split(",")
    for name in names:
        if name not in PEERS:
            raise argparse.ArgumentTypeError(f"'{name}' is no peer (there are {', '.join(PEERS)})")
    return names


def parse(arguments: list[str]) -> argparse.Namespace:
    """The options; prints help or an error and exits where argparse does."""
    parser = argparse.ArgumentParser(
        prog="bench/compare_peers",
        description="Compares relu-census with other ways to decide whether a neuron is stably"
        " unactivated: NumPy, PyTorch and a mixed-integer program. Exit codes: 0 done, 1 the peers"
        " disagree or a program failed, 2 the command line is wrong.",
    )
    add = parser.add_argument
    add(
        "--question",
        choices=QUESTIONS,
        default=QUESTIONS[0],
        help="%(default)s by default; death and regions: beside PyTorch alone, at their own points",
    )
    add("--points", nargs="+", type=_point, metavar="N0,N1", default=[(2, 4), (3, 6), (4, 8)])
    add(
        "--repetitions", type=int, default=5, help="interleaved rounds over all peers (%(default)s)"
    )
    add("--seconds", type=float, default=2.0, help="time for each measurement (%(default)s)")
    add("--milp-networks", type=int, default=200, help="at most, in each measurement (%(default)s)")
    add(
        "--peers",
        type=_peers,
        default=list(PEERS),
        metavar=",".join(PEERS),
        help="all by default; torch is an installation of several GB",
    )
    add("--program", type=Path, default=ROOT / "build/release/relu-census", metavar="PATH")
    add("--seed", type=int, default=1)
    add("--json", type=Path, metavar="FILE", help="write every number to FILE")
    add("--markdown", type=Path, metavar="FILE", help="write the tables to FILE")
    add("--check", action="store_true", help="compare verdicts network by network, time nothing")
    add(
        "--installed",
        action="store_true",
        help="use the packages of the Python that runs this, instead of those in requirements*.txt"
        " installed into build/peers-venv",
    )
    add("--torch-problem", help=argparse.SUPPRESS)  # why it could not be installed
    options = parser.parse_args(arguments)
    if options.repetitions < 1 or options.seconds <= 0 or options.milp_networks < 1:
        parser.error("--repetitions, --seconds and --milp-networks must be positive")
    if not options.program.is_file():
        parser.error(
            f"there is no program {options.program} (./bootstrap build makes it, or --program)"
        )
    return options
