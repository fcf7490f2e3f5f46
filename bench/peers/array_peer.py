"""NumPy and PyTorch: batches of networks, all vertices and rays of a batch by one solve each."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from concurrent.futures import Executor
from math import comb

import numpy as np

from .decision import Decision
from .measurement import Measurement, cores
from .networks import Array, Networks, Point, draw, generator
from .processes import started_pool

# What the largest temporary array of a batch may take: a worker's share of the cache.
CACHE_BYTES = 1 << 20


class ArrayPeer(ABC):
    """Counts with batches, one worker for each core."""

    name: str
    describe: str
    workers = cores()
    batch_bytes = CACHE_BYTES

    def __init__(self, screened: bool):
        self.screened = screened

    @abstractmethod
    def decision(self, point: Point) -> Decision:
        """The decision in this library."""

    @abstractmethod
    def normal(self, seed: int, worker: int) -> Callable[[tuple[int, ...]], Array]:
        """The source of normal numbers of one worker, seeded through `networks.generator`."""

    @abstractmethod
    def from_numpy(self, array: np.ndarray) -> Array:
        """The array in this library."""

    @abstractmethod
    def pool(self) -> Executor:
        """`workers` workers that are ready to begin."""

    def mask(self, point: Point, networks: Networks) -> np.ndarray:
        """Mask (batch,): which of these networks, NumPy arrays, are stably unactivated."""
        mine = Networks(*(self.from_numpy(array) for array in vars(networks).values()))
        verdicts = np.zeros(len(networks), dtype=bool)
        verdicts[self.decision(point).unactivated(mine).tolist()] = True
        return verdicts

    def measure(self, point: Point, seconds: float, seed: int) -> Measurement:
        """Counts for `seconds`, each worker to the end of the batch it has begun."""
        with self.pool() as pool:
            start = 0.0
            for duration in (0.0, seconds):  # the first is the warm-up: one batch each
                start = time.perf_counter()
                tasks = [(point, seed, worker, start + duration) for worker in range(self.workers)]
                counts = list(pool.map(self.count, *zip(*tasks)))
            elapsed = time.perf_counter() - start
        networks, hits = (sum(column) for column in zip(*counts))
        return Measurement(networks, hits, elapsed)

    def count(self, point: Point, seed: int, worker: int, end: float) -> tuple[int, int]:
        """Networks and hits that one worker counts until `end`, on the clock of `perf_counter`."""
        decision = self.decision(point)
        batch = self.batch(point)
        normal = self.normal(seed, worker)
        networks = hits = 0
        while networks == 0 or time.perf_counter() < end:
            hits += len(decision.unactivated(draw(point, batch, normal)))
            networks += batch
        return networks, hits

    def batch(self, point: Point) -> int:
        """How many networks at a time keep the largest temporary array within `batch_bytes`."""
        if self.screened:  # all networks meet the first stage, few the large arrays
            numbers = 2 * point.n0 * point.n1
        else:
            numbers = comb(point.n1, point.n0) * max(point.n0**2, point.n1)
        return max(256, self.batch_bytes // (8 * numbers))


class NumpyPeer(ArrayPeer):
    """NumPy in one process for each core: threads gain less, most of all in `linalg.solve`."""

    def __init__(self, screened: bool):
        super().__init__(screened)
        self.name = "numpy, screened" if screened else "numpy"
        self.describe = f"NumPy {np.__version__}, {self.workers} processes"

    def decision(self, point: Point) -> Decision:
        return Decision(np, point, self.screened)

    def normal(self, seed: int, worker: int) -> Callable[[tuple[int, ...]], Array]:
        return generator(seed, self.name, worker).standard_normal

    def from_numpy(self, array: np.ndarray) -> Array:
        return array

    def pool(self) -> Executor:
        return started_pool(self.workers)
