"""Born dead or not: a batched forward pass in PyTorch, binary32, threads within an operation."""

from __future__ import annotations

import time
from math import inf
from pathlib import Path

import numpy as np
import torch

from .layered import Shape, Totals, he_normal
from .measurement import cores

POINTS = 256
BATCHES = (16, 64, 256, 1024, 4096)
TRIAL_SECONDS = 0.3  # for each size of batch


def living(weights: list[torch.Tensor], data: torch.Tensor) -> torch.Tensor:
    """Living points of each network; `weights[l]`: (batch, width, inputs), `data`: (inputs, points).

    Without biases a point that dies stays dead, so the last layer tells.
    """
    activity = torch.matmul(weights[0], data).relu_()
    for matrices in weights[1:]:
        activity = torch.bmm(matrices, activity).relu_()
    return (activity.amax(1) > 0).sum(1)


class DeathPeer:
    """Draws and decides batches of the size that was fastest in a trial."""

    name = "torch, batched forward pass"

    def __init__(self, points: Path):
        self.data = torch.from_numpy(np.load(points).T.copy()).float()
        self.describe = f"PyTorch {torch.__version__}, {cores()} threads"
        self._batches: dict[Shape, int] = {}

    @torch.inference_mode()
    def measure(self, shape: Shape, seconds: float, seed: int) -> Totals:
        """Counts for `seconds`."""
        torch.set_num_threads(cores())
        if shape not in self._batches:
            self._batches[shape] = max(
                BATCHES, key=lambda size: self._count(shape, size, TRIAL_SECONDS).rate
            )
        torch.manual_seed(seed)
        return self._count(shape, self._batches[shape], seconds)

    def _count(self, shape: Shape, batch: int, seconds: float) -> Totals:
        networks, dead, ratio, squares = 0, 0, 0.0, 0.0
        start = inf
        while networks == 0 or time.perf_counter() < start + seconds:
            fans = (shape.inputs, *shape.widths)
            weights = [
                he_normal(fan, batch, width, fan, dtype=torch.float32)
                for fan, width in zip(fans, shape.widths)
            ]
            counts = living(weights, self.data)
            if start == inf:  # the first batch is the warm-up
                start = time.perf_counter()
                continue
            shares = counts.double() / self.data.shape[1]
            networks += batch
            dead += int((counts == 0).sum())
            ratio += float(shares.sum())
            squares += float((shares**2).sum())
        elapsed = time.perf_counter() - start
        return Totals(
            networks, elapsed, {"P(born dead)": (dead, dead), "living ratio": (ratio, squares)}
        )
