"""A look at one batch by each backend's own derivatives: z, a, δ, φ′ and gradients of weights.

The model is run aside from its training: weights, moving statistics, seeds and metrics are as they
were before, and dropout draws what the step that comes next will draw.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import keras

from .layers import Hooks, Site, Spot, named_layers
from .spots import spots_of
from .values import array, plain_answer, unchanged


@dataclass
class Look:
    """What was seen, as NumPy's arrays: the loss, the answer, z, a, ∂loss/∂z and φ′ by place, and
    the gradients of the trainable variables in their order. Loss: the batch's, as it is trained."""

    loss: float
    answer: Any
    z: dict[str, Any]
    a: dict[str, Any]
    gradient: dict[str, Any]
    slope: dict[str, Any]
    weights: list[Any]


class Looker:
    """Looks at batches. `spots` and `unseen` are known after the first look."""

    def __init__(self, model: Any) -> None:
        self.model = model
        self.spots: list[Spot] = []
        self.unseen: list[tuple[str, str]] = []
        self._hooks = Hooks(model)
        self._jitted: Any = None
        self._backend = keras.backend.backend()

    def look(self, data: Any, state: Any = None) -> Look:
        """Looks at a batch (x, y, sample weights); of JAX with the state of the training."""
        x, y, weights = keras.utils.unpack_x_y_sample_weight(data)
        if self._backend == "jax":
            return self._by_jax(state, x, y, weights)
        with unchanged(self.model):
            by = {"tensorflow": self._by_tensorflow, "torch": self._by_torch}
            return by[self._backend](x, y, weights)

    def _run(self, x: Any, y: Any, weights: Any) -> tuple[Any, Any]:
        """Loss and answer, as the training step makes them."""
        model = self.model
        answer = model(x, training=True) if model._call_has_training_arg else model(x)
        loss_of = getattr(model, "_compute_loss", model.compute_loss)
        loss = loss_of(x=x, y=y, y_pred=answer, sample_weight=weights, training=True)
        return loss, answer

    def _find(self, sites: list[Site]) -> None:
        if not self.spots:
            self.spots, self.unseen = spots_of(sites)
            self.unseen += [
                (name, "it is run once a time step")
                for name, layer in named_layers(self.model)
                if isinstance(layer, keras.layers.TimeDistributed)
            ]

    def _seen(self, sites: list[Site]) -> tuple[dict[str, Any], dict[str, Any]]:
        by_name = {each.name: each for each in sites}
        z = {each.place.name: by_name[each.site].z for each in self.spots if each.site in by_name}
        a = {
            each.place.name: by_name[each.answer[0]].a
            for each in self.spots
            if each.answer is not None and each.answer[0] in by_name
        }
        return {key: value for key, value in z.items() if value is not None}, a

    def _by_tensorflow(self, x: Any, y: Any, weights: Any) -> Look:
        import tensorflow as tf

        with tf.GradientTape() as tape, self._hooks.on(lambda name, z: z) as sites:
            loss, answer = self._run(x, y, weights)
        self._find(sites)
        z, a = self._seen(sites)
        variables = [each.value for each in self.model.trainable_variables]
        gradients = tape.gradient(loss, [*z.values(), *variables])
        dense = [None if each is None else tf.convert_to_tensor(each) for each in gradients]

        def slope(function: Callable[[Any], Any], value: Any) -> Any:
            with tf.GradientTape() as inner:
                inner.watch(value)
                total = tf.reduce_sum(function(value))
            return inner.gradient(total, value)

        return self._result(loss, answer, z, a, dense, slope)

    def _by_torch(self, x: Any, y: Any, weights: Any) -> Look:
        import torch

        # Keras's dropout draws from PyTorch's own numbers.
        devices = list(range(torch.cuda.device_count())) if torch.cuda.is_available() else []
        with (
            torch.random.fork_rng(devices=devices),
            torch.enable_grad(),
            self._hooks.on(lambda name, z: z) as sites,
        ):
            loss, answer = self._run(x, y, weights)
            self._find(sites)
            z, a = self._seen(sites)
            wanted = [*z.values(), *(each.value for each in self.model.trainable_variables)]
            known = [each for each in wanted if each.requires_grad]
            found = iter(torch.autograd.grad(loss, known, allow_unused=True))
            gradients = [next(found) if each.requires_grad else None for each in wanted]

        def slope(function: Callable[[Any], Any], value: Any) -> Any:
            with torch.enable_grad():
                point = value.detach().requires_grad_()
                return torch.autograd.grad(function(point).sum(), point)[0]

        return self._result(loss, answer, z, a, gradients, slope)

    def _result(
        self,
        loss: Any,
        answer: Any,
        z: dict[str, Any],
        a: dict[str, Any],
        gradients: list[Any],
        slope: Callable[[Callable[[Any], Any], Any], Any],
    ) -> Look:
        slopes = {
            each.place.name: slope(each.function, z[each.place.name])
            for each in self.spots
            if each.function is not None and each.place.name in z
        }
        deltas = dict(zip(z, gradients, strict=False))
        return _look(loss, answer, z, a, deltas, slopes, gradients[len(z) :])

    def _by_jax(self, state: Any, x: Any, y: Any, weights: Any) -> Look:
        import jax

        from ..jax.tapping import tapped

        model = self.model

        def run(trainable: Any, bumps: Any, rest: Any, x: Any, y: Any, weights: Any) -> Any:
            mapping = [
                *zip(model.trainable_variables, trainable, strict=True),
                *zip(model.non_trainable_variables, rest, strict=True),
            ]
            shapes: dict[str, Any] = {}

            def tap(name: str, z: Any) -> Any:
                shapes[name] = z
                return z if bumps is None else tapped(z, bumps[name])

            with (
                keras.StatelessScope(state_mapping=mapping, collect_losses=True),
                self._hooks.on(tap) as sites,
            ):
                loss, answer = self._run(x, y, weights)
            if bumps is None:
                return shapes
            self._find(sites)
            z, a = self._seen(sites)
            slopes = {
                each.place.name: jax.grad(lambda v, f=each.function: f(v).sum())(z[each.place.name])
                for each in self.spots
                if each.function is not None and each.place.name in z
            }
            return loss, (loss, answer, z, a, slopes)

        def look(trainable: Any, rest: Any, x: Any, y: Any, weights: Any) -> Any:
            shapes = jax.eval_shape(run, trainable, None, rest, x, y, weights)
            bumps = {
                key: jax.numpy.zeros(each.shape, each.dtype) for key, each in shapes.items()
            }
            (gradients, deltas), (loss, answer, z, a, slopes) = jax.grad(
                run, argnums=(0, 1), has_aux=True
            )(trainable, bumps, rest, x, y, weights)
            by_place = {each.place.name: deltas[each.site] for each in self.spots
                        if each.site in deltas}  # fmt: skip
            return loss, answer, z, a, by_place, slopes, gradients

        if self._jitted is None:
            self._jitted = jax.jit(look)
        trainable, rest = state[0], state[1]
        loss, answer, z, a, deltas, slopes, gradients = self._jitted(trainable, rest, x, y, weights)
        return _look(loss, answer, z, a, deltas, slopes, gradients)


def _look(
    loss: Any,
    answer: Any,
    z: dict[str, Any],
    a: dict[str, Any],
    gradient: dict[str, Any],
    slope: dict[str, Any],
    weights: list[Any],
) -> Look:
    def plain(values: dict[str, Any]) -> dict[str, Any]:
        return {key: array(value) for key, value in values.items() if value is not None}

    return Look(
        loss=float(array(loss)), answer=plain_answer(answer), z=plain(z), a=plain(a),
        gradient=plain(gradient), slope=plain(slope),
        weights=[None if each is None else array(each) for each in weights],
    )  # fmt: skip
