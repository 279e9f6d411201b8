"""Whole training steps, jitted once for each amount of recording."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import jax

from .models import Loss

if TYPE_CHECKING:
    from .scope import Scope


class _Steps:
    """What both kinds share: the loss, the optimizer, and looks at the probe batch."""

    def __init__(
        self, scope: Scope, function: Callable[..., Any], optimizer: Any, *, has_aux: bool
    ) -> None:
        self._scope, self._function, self._has_aux = scope, function, has_aux
        self._optimizer = optimizer
        self._probe: Any = None
        self._look: Any = None

    def _silent(self, params: Any, batch: Any, named: Any) -> Any:
        loss = Loss(self._function, params, has_aux=self._has_aux)
        return self._scope.looking.silent(loss.run, loss.params, (batch, named))

    def _count(self, first: Any, batch: Any, named: Any) -> Any:
        """The silent units on the batch that was seen first, where a look is due."""
        recording = self._scope.recording
        if not recording.looks.is_due(recording.step):
            return {}
        if self._probe is None:
            self._probe = (batch, named)
            recording.facts.setdefault("probeExamples", self._scope.examples)
        return self._look(first, *self._probe)


class Step(_Steps):
    """`params, state, loss = step(params, state, *batch)`, with an optax optimizer."""

    def __init__(
        self, scope: Scope, function: Callable[..., Any], optimizer: Any, *, has_aux: bool
    ) -> None:
        super().__init__(scope, function, optimizer, has_aux=has_aux)
        self._jitted = jax.jit(self._make, static_argnums=0)
        self._look = jax.jit(self._silent)

    def _make(self, record: int, params: Any, state: Any, *batch: Any, **named: Any) -> Any:
        import optax

        loss_of = self._scope.value_and_grad(self._function, record, has_aux=self._has_aux)
        value, gradients, seen = loss_of(params, *batch, **named)
        updates, state = self._optimizer.update(gradients, state, params)
        after = optax.apply_updates(params, updates)
        return after, state, value, self._scope.updated(seen, params, after)

    def __call__(self, params: Any, state: Any, *batch: Any, **named: Any) -> Any:
        record = self._scope.record
        after, state, value, seen = self._jitted(record, params, state, *batch, **named)
        if seen:
            seen["silent"] = self._count(params, batch, named)
        self._scope.write(value[0] if self._has_aux else value, seen)
        return after, state, value


class NNXStep(_Steps):
    """`loss = step(model, *batch)`, with an `nnx.Optimizer`, which is updated in place."""

    def __init__(
        self, scope: Scope, function: Callable[..., Any], optimizer: Any, *, has_aux: bool
    ) -> None:
        from flax import nnx

        super().__init__(scope, function, optimizer, has_aux=has_aux)
        self._by_record: dict[int, Any] = {}
        self._jit = nnx.jit
        self._look = nnx.jit(self._silent)

    def _made(self, record: int) -> Any:
        from flax import nnx

        def make(model: Any, optimizer: Any, batch: Any, named: Any) -> Any:
            loss_of = self._scope.value_and_grad(self._function, record, has_aux=self._has_aux)
            # The arrays themselves: the state of a module changes with it.
            before = jax.tree.leaves(nnx.state(model, nnx.Param))
            value, gradients, seen = loss_of(model, *batch, **named)
            optimizer.update(model, gradients)
            after = jax.tree.leaves(nnx.state(model, nnx.Param))
            return value, self._scope.updated(seen, before, after)

        return self._by_record.setdefault(record, self._jit(make))

    def __call__(self, model: Any, *batch: Any, **named: Any) -> Any:
        record = self._scope.record
        silent = None
        made = self._by_record.get(record) or self._made(record)
        if record:
            # Before the update, which is made in place.
            loss = Loss(self._function, model, has_aux=self._has_aux)
            self._scope.find(loss, batch, named)
            silent = self._count(model, batch, named)
        value, seen = made(model, self._optimizer, batch, named)
        if seen:
            seen["silent"] = silent or {}
        self._scope.write(value[0] if self._has_aux else value, seen)
        return value
