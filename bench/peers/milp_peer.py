"""One mixed-integer linear program (MILP) per network, solved by HiGHS through SciPy.

With F(x, t) = c t + sum_i w_i max(0, W_i . x + b_i t), which F(x, t) = t f(x / t) extends to the
directions t = 0, a network is activated exactly when F > 0 somewhere in the box |x_j| <= 1,
0 <= t <= 1, as F grows in proportion along every ray from 0. So no bound on the inputs is lost, and
the constants of the program ("big M") are exact bounds of the pre-activations over this box.

Limits. HiGHS works with tolerances of 1e-6 or so: what exceeds `THRESHOLD` counts as positive, and
a network whose largest F lies between 0 and `THRESHOLD` is called unactivated: a share of all
networks of the order of `THRESHOLD`, far below the error of the few counted here. A network that
takes more than `TIME_LIMIT` seconds, or for which HiGHS gives up, is counted as undecided.
"""

from __future__ import annotations

import time

import numpy as np
import scipy
from scipy.optimize import Bounds, LinearConstraint, milp

from .measurement import Measurement, cores
from .networks import Networks, Point, draw, generator
from .processes import started_pool

THRESHOLD = 1e-5
TIME_LIMIT = 10.0  # seconds per network
TASK = 10  # networks that a worker takes at a time


def is_unactivated(networks: Networks, index: int) -> bool | None:
    """Whether network `index` is unactivated; None if HiGHS came to no end."""
    rows = np.column_stack((networks.first_weights[index], networks.first_biases[index]))
    w, c = networks.second_weights[index], networks.second_bias[index]
    n1, columns = rows.shape  # columns: x, then t

    # Pre-activations over the box: z = W x + b t with |x_j| <= 1, 0 <= t <= 1.
    reach = np.abs(rows[:, :-1]).sum(axis=1)
    lowest = -reach + np.minimum(rows[:, -1], 0)
    highest = reach + np.maximum(rows[:, -1], 0)

    # Variables (x, t), h = max(0, z), and a_i in {0, 1}: 1 where neuron i is active.
    # Where w_i < 0, maximising presses h_i down onto max(0, z_i): h_i >= z_i is enough.
    # Where w_i > 0: h_i <= highest_i a_i and h_i <= z_i - lowest_i (1 - a_i).
    up = np.flatnonzero(w > 0)
    identity = np.eye(n1)
    above = np.hstack((-rows, identity, np.zeros((n1, len(up)))))
    switched_off = np.hstack((np.zeros((len(up), columns)), identity[up], -np.diag(highest[up])))
    switched_on = np.hstack((-rows[up], identity[up], -np.diag(lowest[up])))
    constraints = [
        LinearConstraint(above, lb=0),
        LinearConstraint(switched_off, ub=0),
        LinearConstraint(switched_on, ub=-lowest[up]),
    ]
    bounds = Bounds(
        np.concatenate((-np.ones(columns - 1), [0], np.zeros(n1 + len(up)))),
        np.concatenate((np.ones(columns), np.maximum(highest, 0), np.ones(len(up)))),
    )
    objective = np.concatenate((np.zeros(columns - 1), [c], w, np.zeros(len(up))))
    result = milp(
        -objective,
        constraints=constraints if len(up) else constraints[:1],
        bounds=bounds,
        integrality=np.concatenate((np.zeros(columns + n1), np.ones(len(up)))),
        # Only the sign is asked for: a solution within a factor of two of the best shows it.
        options={"time_limit": TIME_LIMIT, "mip_rel_gap": 1.0},
    )
    if result.x is not None and -result.fun > THRESHOLD:
        return False
    return True if result.status == 0 else None


def _verdicts(point: Point, seed: int, number: int) -> list[bool | None]:
    """The verdicts of the `TASK` networks of task `number`."""
    networks = draw(point, TASK, generator(seed, MilpPeer.name, number).standard_normal)
    return [is_unactivated(networks, index) for index in range(TASK)]


class MilpPeer:
    """HiGHS, one network at a time in each of as many processes as there are cores."""

    name = "milp"

    def __init__(self, most_networks: int):
        self.most_networks = most_networks
        self.workers = cores()
        self.describe = f"SciPy {scipy.__version__} (HiGHS), {self.workers} processes"

    def mask(self, point: Point, networks: Networks) -> list[bool | None]:
        """Which of these networks are stably unactivated; None for those that stay undecided."""
        return [is_unactivated(networks, index) for index in range(len(networks))]

    def measure(self, point: Point, seconds: float, seed: int) -> Measurement:
        """Counts for `seconds`, but `most_networks` networks at most, rounded up to full tasks."""
        with started_pool(self.workers) as pool:

            def decide(numbers: range) -> list[bool | None]:
                size = len(numbers)
                parts = pool.map(_verdicts, [point] * size, [seed] * size, numbers)
                return [verdict for part in parts for verdict in part]

            decide(range(self.workers))  # the warm-up
            verdicts: list[bool | None] = []
            number = self.workers
            start = time.perf_counter()
            while len(verdicts) < self.most_networks and time.perf_counter() < start + seconds:
                verdicts += decide(range(number, number + self.workers))
                number += self.workers
            elapsed = time.perf_counter() - start
        decided = [verdict for verdict in verdicts if verdict is not None]
        return Measurement(len(decided), sum(decided), elapsed, len(verdicts) - len(decided))
