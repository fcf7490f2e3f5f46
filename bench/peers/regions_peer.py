"""Mean number of regions: edge subdivision in PyTorch, binary64, one process for each core."""

from __future__ import annotations

import time

import torch

from .layered import Shape, Totals, he_normal
from .measurement import cores
from .processes import started_pool
from .regions_decision import regions

RADIUS = 3.0


@torch.inference_mode()
def count(shape: Shape, seed: int, end: float) -> tuple[int, int, int]:
    """Networks, regions and the sum of their squares that one process counts until `end`."""
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    networks = total = squares = 0
    fans = (shape.inputs, *shape.widths)
    while networks == 0 or time.perf_counter() < end:
        weights = [
            he_normal(fan, width, fan, dtype=torch.float64)
            for fan, width in zip(fans, shape.widths)
        ]
        biases = [torch.randn(width, dtype=torch.float64) for width in shape.widths]
        found = regions(weights, biases, RADIUS)
        networks, total, squares = networks + 1, total + found, squares + found**2
    return networks, total, squares


class RegionsPeer:
    """One network at a time in each of as many processes as there are cores."""

    name = "torch, edge subdivision"

    def __init__(self) -> None:
        self.describe = f"PyTorch {torch.__version__}, {cores()} processes of one thread"

    def measure(self, shape: Shape, seconds: float, seed: int) -> Totals:
        """Counts for `seconds`, each process to the end of the network it has begun."""
        workers = cores()
        with started_pool(workers) as pool:
            list(pool.map(count, [shape] * workers, range(workers), [0.0] * workers))  # warm-up
            start = time.perf_counter()
            seeds = [seed * workers + worker for worker in range(workers)]
            parts = list(pool.map(count, [shape] * workers, seeds, [start + seconds] * workers))
            elapsed = time.perf_counter() - start
        networks, total, squares = (sum(column) for column in zip(*parts))
        return Totals(networks, elapsed, {"regions": (total, squares)})
