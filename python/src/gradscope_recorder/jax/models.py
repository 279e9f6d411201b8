"""A loss function with what it is differentiated by: parameters, or an NNX module's Params."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax

from .collector import Collector, collecting


def is_nnx(kind: type | None) -> bool:
    """Whether a class is one of Flax's NNX, without importing it."""
    return kind is not None and any(
        each.__module__.startswith("flax.nnx") for each in kind.__mro__
    )


class Loss:
    """function(first, *arguments) as run(params, (arguments, named), mark)."""

    def __init__(self, function: Callable[..., Any], first: Any, *, has_aux: bool) -> None:
        self._function, self._has_aux = function, has_aux
        self._model = first if is_nnx(type(first)) else None
        self.params = first
        if self._model is not None:
            from flax import nnx

            self._graph, self.params, self._rest = nnx.split(first, nnx.Param, ...)

    def run(self, params: Any, arguments: Any, mark: Any) -> tuple[Any, Collector]:
        """((loss, aux, the module's other state), what was collected)."""
        args, named = arguments
        first = params
        if self._model is not None:
            from flax import nnx

            first = nnx.merge(self._graph, params, self._rest)
        with collecting(mark, first if self._model is not None else None) as collector:
            result = self._function(first, *args, **named)
        loss, aux = result if self._has_aux else (result, None)
        rest = None
        if self._model is not None:
            rest = nnx.split(first, nnx.Param, ...)[2]
        return (loss, aux, rest), collector

    def plain(self, params: Any, arguments: Any) -> tuple[Any, Any]:
        """The result and the gradients, with nothing collected."""

        def traced(params: Any) -> Any:
            args, named = arguments
            first = params
            if self._model is not None:
                from flax import nnx

                first = nnx.merge(self._graph, params, self._rest)
            result = self._function(first, *args, **named)
            loss, aux = result if self._has_aux else (result, None)
            rest = nnx.split(first, nnx.Param, ...)[2] if self._model is not None else None
            return loss, (loss, aux, rest)

        (_, result), gradients = jax.value_and_grad(traced, has_aux=True)(params)
        return result, gradients

    def finish(self, result: Any, gradients: Any) -> tuple[Any, Any]:
        """(value, gradients) as `jax.value_and_grad` gives them; an NNX module gets its state."""
        loss, aux, rest = result
        if self._model is not None:
            from flax import nnx

            nnx.update(self._model, rest)
        return ((loss, aux) if self._has_aux else loss), gradients
