"""Batches of random networks f(x) = c + sum_i w_i max(0, W_i . x + b_i)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Any
from zlib import crc32

import numpy as np

# A NumPy or a PyTorch array: what is done with it is spelled alike in both.
Array = Any


@dataclass(frozen=True, order=True)
class Point:
    """The size of a network: `n0` inputs, `n1` first-layer neurons, n1 >= n0."""

    n0: int
    n1: int

    def __str__(self) -> str:
        return f"({self.n0}, {self.n1})"


@dataclass(frozen=True)
class Networks:
    """`batch` networks, in binary64."""

    first_weights: Array  # (batch, n1, n0): W
    first_biases: Array  # (batch, n1): b
    second_weights: Array  # (batch, n1): w
    second_bias: Array  # (batch,): c

    def __len__(self) -> int:
        return len(self.second_bias)

    def select(self, which: Array) -> Networks:
        """The networks that the mask or the indices `which` name."""
        return Networks(
            self.first_weights[which],
            self.first_biases[which],
            self.second_weights[which],
            self.second_bias[which],
        )


def generator(seed: int, peer: str, stream: int) -> np.random.Generator:
    """A generator independent of those of other seeds, peers and streams."""
    return np.random.default_rng((seed, crc32(peer.encode()), stream))


def draw(point: Point, batch: int, normal: Callable[[tuple[int, ...]], Array]) -> Networks:
    """`batch` networks; `normal(shape)` draws independent standard normal numbers."""
    return Networks(
        normal((batch, point.n1, point.n0)),
        normal((batch, point.n1)),
        normal((batch, point.n1)),
        normal((batch,)),
    )


@dataclass(frozen=True)
class Subsets:
    """The subsets of `size` of `n1` rows.

    `rows` has shape (subsets, size); `others`, of shape (subsets, n1), is 0.0 at the rows of the
    subset and 1.0 elsewhere.
    """

    rows: np.ndarray
    others: np.ndarray


def subsets(n1: int, size: int) -> Subsets:
    """All subsets of `size` of `n1` rows, as index arrays."""
    rows = np.array(list(combinations(range(n1), size)), dtype=np.int64)
    rows = rows.reshape(comb(n1, size), size)  # size 0: one subset, the empty one
    others = np.ones((len(rows), n1))
    np.put_along_axis(others, rows, 0.0, axis=1)
    return Subsets(rows, others)
