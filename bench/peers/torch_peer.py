"""PyTorch, on the processor and on a card."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial

import numpy as np
import torch

from .array_peer import CACHE_BYTES, ArrayPeer
from .decision import Decision
from .networks import Array, Point, generator

# Enough networks at a time to keep a card busy.
CARD_BYTES = 1 << 28


class TorchPeer(ArrayPeer):
    """PyTorch on `device`, "cpu" or "cuda", in binary64.

    On the processor there is one thread for each core, and none within an operation: with matrices
    as small as these that is faster than the threads that PyTorch would use there.
    """

    def __init__(self, screened: bool, device: str):
        super().__init__(screened)
        self.device = device
        self.name = f"torch {device}, screened" if screened else f"torch {device}"
        if device == "cuda":
            self.workers = 1
            self.batch_bytes = CARD_BYTES
            self.describe = f"PyTorch {torch.__version__}, {torch.cuda.get_device_name()}"
        else:
            self.batch_bytes = CACHE_BYTES
            self.describe = f"PyTorch {torch.__version__}, {self.workers} threads"

    def decision(self, point: Point) -> Decision:
        return Decision(torch, point, self.screened, device=self.device)

    def normal(self, seed: int, worker: int) -> Callable[[tuple[int, ...]], Array]:
        torch_seed = int(generator(seed, self.name, worker).integers(2**63))
        source = torch.Generator(self.device).manual_seed(torch_seed)
        return partial(torch.randn, generator=source, dtype=torch.float64, device=self.device)

    def from_numpy(self, array: np.ndarray) -> Array:
        return torch.from_numpy(array).to(self.device)

    def pool(self) -> Executor:
        if self.device == "cuda":
            return ThreadPoolExecutor(self.workers)
        return ThreadPoolExecutor(self.workers, initializer=torch.set_num_threads, initargs=(1,))


def torch_peers() -> list[TorchPeer]:
    """Those that run here."""
    devices = ["cpu", "cuda"] if torch.cuda.is_available() else ["cpu"]
    return [TorchPeer(screened, device) for device in devices for screened in (False, True)]
