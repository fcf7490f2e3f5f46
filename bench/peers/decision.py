"""The decision, batched over networks, for NumPy and for PyTorch.

A network with n1 >= n0 neurons in general position is stably unactivated exactly when

- f < 0 at every vertex: where the hyperplanes W_i . x + b_i = 0 of n0 of the neurons meet; and
- along every ray at infinity, that is both directions r orthogonal to the W_i of n0 - 1 of the
  neurons, the slope sum_i w_i max(0, W_i . r) of f is negative, or no neuron is active at all.

What lies on a hyperplane is set to 0 rather than left to rounding. So the slope is exactly 0 where
no neuron is active, and nowhere else but by a coincidence of probability 0: the second condition
reads `slope <= 0`.
"""

from __future__ import annotations

from types import ModuleType
from typing import Any

from .networks import Array, Networks, Point, Subsets, subsets


class Decision:
    """Decides batches of networks of one size with the functions of `xp`, numpy or torch."""

    def __init__(self, xp: ModuleType, point: Point, screened: bool, **placement: Any):
        """With `screened`, cheap witnesses come first; what a stage settles, the next leaves out.

        `placement` says where the tables live: `device=...` for torch, nothing for numpy.
        """
        self.xp = xp
        self.screened = screened
        self._vertices = self._table(subsets(point.n1, point.n0), placement)
        self._rays = self._table(subsets(point.n1, point.n0 - 1), placement)
        # One more row for the n0 - 1 of a ray: it fixes the length, and any vector in general
        # position to the random rows will do.
        self._last_row = xp.ones((1, 1, 1, point.n0), dtype=xp.float64, **placement)
        self._last_unit = xp.zeros((point.n0, 1), dtype=xp.float64, **placement)
        self._last_unit[-1] = 1.0

    def _table(self, table: Subsets, placement: dict[str, Any]) -> Subsets:
        """The same table as arrays of the library."""
        make = self.xp.asarray
        return Subsets(make(table.rows, **placement), make(table.others, **placement))

    def unactivated(self, networks: Networks) -> Array:
        """The indices of those networks that are stably unactivated."""
        if not self.screened:
            both = self.bounded_along_rays(networks) & self.negative_at_vertices(networks)
            return self.xp.where(both)[0]
        left = self.xp.where(self.without_cheap_witness(networks))[0]
        for condition in (self.bounded_along_rays, self.negative_at_vertices):
            left = left[condition(networks.select(left))]
        return left

    def without_cheap_witness(self, networks: Networks) -> Array:
        """Mask (batch,): f < 0 at the origin and no positive slope along an axis, either way."""
        f = networks.second_bias + (
            networks.second_weights * self._positive_part(networks.first_biases)
        ).sum(-1)
        both_ways = self.xp.concatenate(
            (networks.first_weights, -networks.first_weights), -1
        )  # (batch, n1, 2 n0)
        slopes = networks.second_weights[:, None, :] @ self._positive_part(both_ways)
        return (f < 0) & (slopes[:, 0] <= 0).all(-1)

    def negative_at_vertices(self, networks: Networks) -> Array:
        """Mask (batch,): f < 0 at all C(n1, n0) vertices."""
        rows = self._vertices.rows
        vertices = self.xp.linalg.solve(
            networks.first_weights[:, rows], -networks.first_biases[:, rows][..., None]
        )[..., 0]  # (batch, vertices, n0)
        z = vertices @ networks.first_weights.mT + networks.first_biases[:, None, :]
        active = self._positive_part(z) * self._vertices.others
        f = networks.second_bias[:, None] + self._weighted(active, networks)
        return (f < 0).all(-1)

    def bounded_along_rays(self, networks: Networks) -> Array:
        """Mask (batch,): slope of f <= 0 along all 2 C(n1, n0 - 1) rays at infinity."""
        orthogonal_to = networks.first_weights[:, self._rays.rows]  # (batch, rays, n0 - 1, n0)
        batch, rays = orthogonal_to.shape[:2]
        last_row = self.xp.broadcast_to(
            self._last_row, (batch, rays) + tuple(self._last_row.shape[2:])
        )
        directions = self.xp.linalg.solve(
            self.xp.concatenate((orthogonal_to, last_row), -2), self._last_unit
        )[..., 0]  # (batch, rays, n0)
        growth = (directions @ networks.first_weights.mT) * self._rays.others
        forwards = self._weighted(self._positive_part(growth), networks)
        backwards = self._weighted(self._positive_part(-growth), networks)
        return ((forwards <= 0) & (backwards <= 0)).all(-1)

    def _positive_part(self, z: Array) -> Array:
        """max(0, z)."""
        return self.xp.clip(z, 0.0, None)

    def _weighted(self, active: Array, networks: Networks) -> Array:
        """sum_i w_i active_i: from (batch, places, n1) to (batch, places)."""
        return (active @ networks.second_weights[..., None])[..., 0]
