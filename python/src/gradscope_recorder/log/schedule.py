"""When something is recorded: densely at first, and ever more rarely."""

from __future__ import annotations


class Schedule:
    """The steps at which something is due, asked in order of steps.

    With `every`: the multiples of it. Without: each step below `dense`, and after each later one
    the next is max(1, ⌊growth · step⌋) further on, so that n steps have about
    dense + ln(n / dense) / growth of them: 197 of a million with dense 100 and growth 0.1.

    Raises:
        ValueError: `every` or `growth` is not positive, or `dense` is negative.
    """

    def __init__(
        self, every: int | None = None, *, dense: int = 100, growth: float = 0.1, start: int = 0
    ) -> None:
        if every is not None and every < 1:
            raise ValueError(f"every is {every}: a positive number of steps was expected")
        if dense < 0 or growth <= 0:
            raise ValueError(f"dense is {dense} and growth {growth}: at least 0, more than 0")
        self.every = every
        self.dense = dense
        self.growth = growth
        self._next = start
        self._until = start

    def hurry(self, step: int, count: int) -> None:
        """Makes this step and the next ones due, `count` in all."""
        self._next = min(self._next, step)
        self._until = step + count

    def is_next(self, step: int) -> bool:
        """Whether a step that is due may have come; asking changes nothing."""
        return step >= self._next

    def is_due(self, step: int) -> bool:
        """Whether it is due at this step; it then is due again later only."""
        if step < self._next:
            return False
        if step + 1 < self._until:
            self._next = step + 1
        elif self.every is not None:
            if step % self.every and step >= self._until:
                return False
            self._next = step - step % self.every + self.every
        elif step + 1 < self.dense:
            self._next = step + 1
        else:
            self._next = step + max(1, int(self.growth * step))
        return True


def losses(every: int | None, start: int = 0) -> Schedule:
    """Loss lines: every step of the first 1,000, then 0.1 % further on: 14,000 of a million."""
    return Schedule(every, dense=1000, growth=0.001, start=start)


class Looks:
    """Looks at the probe set: 0, 8, 24, 72 and so on, as the program does, or the first recorded
    step after each."""

    def __init__(self, start: int = 0) -> None:
        self._next = start

    def is_due(self, step: int) -> bool:
        """Whether a look is due at this recorded step."""
        if step < self._next:
            return False
        while self._next <= step:
            self._next = max(8, 3 * self._next)
        return True
