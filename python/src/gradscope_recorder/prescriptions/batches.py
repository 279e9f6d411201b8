"""The batches of a seed: the same for every candidate, whatever its model draws."""

from __future__ import annotations

import random
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import torch
from torch import Tensor


def seed_all(seed: int) -> None:
    """Seeds torch, random, and NumPy where it was imported."""
    torch.manual_seed(seed)
    random.seed(seed)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(seed % 2**32)


class Batches(Iterator[Any]):
    """Endless batches of a seed. What ends is begun again, as an epoch is.

    Random numbers of torch that the batches draw are their own: dropout, or weights that are drawn
    another way, leave the data as they are. The generator of the caller is put back each time.

    Raises:
        ValueError: there is not a single batch.
    """

    def __init__(self, make: Callable[[int], Iterable[Any]], seed: int) -> None:
        self._make, self._seed = make, seed
        outside = torch.get_rng_state()
        seed_all(seed)
        self._source = make(seed)
        self._current = iter(self._source)
        self._inside = torch.get_rng_state()
        torch.set_rng_state(outside)

    def __next__(self) -> Any:
        outside = torch.get_rng_state()
        torch.set_rng_state(self._inside)
        try:
            return self._next()
        finally:
            self._inside = torch.get_rng_state()
            torch.set_rng_state(outside)

    def _next(self) -> Any:
        for batch in self._current:
            return batch
        # A list, a data set, a loader begin again; of a generator another is made.
        if self._current is self._source:
            self._source = self._make(self._seed)
        self._current = iter(self._source)
        for batch in self._current:
            return batch
        raise ValueError(
            f"make_batches({self._seed}) gave no batch: an iterable of batches was expected"
        )


class Data:
    """What is looked at of the batches of a seed before anything is trained.

    Args:
        steps: batches of a training.

    `first` are some of its first batches, `last` some of its last, on which what was trained is
    evaluated.
    """

    FIRST, LAST = 32, 16

    def __init__(self, make: Callable[[int], Iterable[Any]], seed: int, steps: int) -> None:
        source = Batches(make, seed)
        self.first: list[Any] = []
        last: deque[Any] = deque(maxlen=min(self.LAST, max(1, steps // 10)))
        for step in range(steps):
            batch = next(source)
            if step < self.FIRST:
                self.first.append(batch)
            last.append(batch)
        self.last = list(last)

    @property
    def inputs(self) -> Tensor | None:
        """The inputs of the first batches together; None where batches are not
        `(inputs, targets)` with inputs of floating point."""
        if not all(is_pair(each) for each in self.first):
            return None
        shapes = {each[0].shape[1:] for each in self.first}
        return torch.cat([each[0] for each in self.first]) if len(shapes) == 1 else None


def is_pair(batch: Any) -> bool:
    """Whether a batch is a tuple or list of inputs, a tensor of floating point, and targets."""
    return (
        type(batch) in (tuple, list)
        and len(batch) == 2
        and isinstance(batch[0], Tensor)
        and batch[0].is_floating_point()
        and batch[0].dim() > 1
    )
