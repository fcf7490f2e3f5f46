"""Deep random networks, and what a run of one peer adds up over them."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import torch


@dataclass(frozen=True)
class Shape:
    """A network with `inputs` inputs and layers of `widths`."""

    inputs: int
    widths: tuple[int, ...]

    def __str__(self) -> str:
        return f"{self.inputs} inputs, widths {','.join(map(str, self.widths))}"


@dataclass(frozen=True)
class Totals:
    """One timed run: per quantity, the sum and the sum of squares over `networks` networks."""

    networks: int
    seconds: float
    sums: dict[str, tuple[float, float]]

    @property
    def rate(self) -> float:
        """Networks per second of wall time."""
        return self.networks / self.seconds

    @staticmethod
    def joined(runs: list[Totals]) -> Totals:
        """Several runs as one."""
        sums = {
            key: (sum(run.sums[key][0] for run in runs), sum(run.sums[key][1] for run in runs))
            for key in runs[0].sums
        }
        return Totals(sum(run.networks for run in runs), sum(run.seconds for run in runs), sums)

    def mean(self, key: str) -> tuple[float, float]:
        """Mean and standard error of a quantity."""
        total, squares = self.sums[key]
        mean = total / self.networks
        return mean, sqrt(max(squares / self.networks - mean**2, 0) / self.networks)


def he_normal(fan_in: int, *shape: int, dtype: torch.dtype) -> torch.Tensor:
    """Normal weights of variance 2 / fan_in."""
    return torch.randn(*shape, dtype=dtype).mul_(sqrt(2 / fan_in))
