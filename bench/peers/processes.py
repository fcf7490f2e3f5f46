"""Processes that are ready to work before the clock starts."""

from __future__ import annotations

import multiprocessing
import os
import time
from concurrent.futures import ProcessPoolExecutor


def started_pool(workers: int) -> ProcessPoolExecutor:
    """A pool whose processes have all started and imported what this one has."""
    # No fork: the other peers have threads.
    spawn = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=spawn, initializer=_mute)
    ready: set[int] = set()
    while len(ready) < workers:
        ready.update(pool.map(_identity, range(workers)))
    return pool


def _identity(_: int) -> int:
    """Which process this is, after long enough for the others to take their share of such calls."""
    time.sleep(0.02)
    return os.getpid()


def _mute() -> None:
    """HiGHS prints remarks to the standard output, which is for results."""
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
