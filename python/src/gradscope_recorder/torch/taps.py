"""Hooks that look at z, a and δ of the places in one pass, and change nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn

from .activation import of_module
from .attention import attention_statistics
from .capture import Capture
from .places import Place, Site
from .recurrent import TimeTaps
from .statistics import SMALL
from .tensors import first_tensor, on_gradient


def _in_place(module: Any) -> bool:
    return bool(getattr(module, "inplace", False))


def _seen(value: Any) -> Tensor | None:
    """The first tensor of floating point in what a module takes or gives."""
    one = value[0] if type(value) is tuple and len(value) == 1 else value
    if type(one) is Tensor and one.is_floating_point():
        return one
    return first_tensor(value)


def _can_be_kept(x: Tensor) -> bool:
    return x.numel() <= SMALL and x.dtype == torch.float32 and not x.is_cuda


class Taps:
    """The hooks of a model's places; on only while a step is recorded."""

    def __init__(
        self, model: nn.Module, places: list[Place], guard: Callable[..., Callable[..., Any]]
    ) -> None:
        self.places = places
        self.capture: Capture | None = None
        self.is_in_forward = False
        self._guard = guard
        self._handles: list[Any] = []
        self._modules = dict(model.named_modules())
        self._roles: dict[str, dict[int, list[tuple[str, int, str]]]] = {}
        # Without the kernel, exact zeros of large tensors are counted at every step where they mean
        # something (units that can be silent), elsewhere at detailed steps.
        self._counted = {
            index
            for index, place in enumerate(places)
            if place.activation is not None and place.activation.can_go_silent
        }
        # Those whose φ′ or a has to be computed, and those of them whose z and a one call shows.
        self._bent = {
            index
            for index, place in enumerate(places)
            if place.activation is not None
            and not place.same
            and (place.activation.name != "relu" or place.a is None)
        }
        self._at_once: set[int] = set()
        self._times: dict[str, TimeTaps] = {}
        self._attentions: list[tuple[nn.Module, Any]] = []
        self._delta_hooks = [guard(self._delta_hook(index)) for index in range(len(places))]
        for index, place in enumerate(places):
            if isinstance(place.module, nn.RNNBase):
                if place.time is None:
                    path = next(k for k, v in self._modules.items() if v is place.module)
                    self._times[path] = TimeTaps(place.path, self._active, guard)
                continue
            if isinstance(place.module, nn.MultiheadAttention) and place.z is not None:
                look = guard(self._attention_hook(place.name))
                self._attentions.append((place.module, look))
            z = self._seen_at(place)
            if z is not None and place.a is not None and z[:2] == place.a[:2]:
                self._at_once.add(index)
            for site, kind in ((z, "z"), (place.a, "a")):
                if site is not None:
                    calls = self._roles.setdefault(site.module, {})
                    calls.setdefault(site.call, []).append((site.part, index, kind))
        self._hooks = {path: guard(self._forward_hook(path)) for path in self._roles}

    def install(self) -> None:
        """Puts the hooks on; nothing where they are."""
        if self._handles:
            return
        for path, hook in self._hooks.items():
            module = self._modules.get(path)
            if module is not None:
                self._handles.append(module.register_forward_hook(hook))
        for path, time in self._times.items():
            self._handles += time.install(self._modules[path])
        for module, look in self._attentions:
            self._handles.append(module.register_forward_hook(look, with_kwargs=True))

    def remove(self) -> None:
        """Takes the hooks off."""
        for handle in self._handles:
            handle.remove()
        self._handles = []

    def _active(self) -> Capture | None:
        return self.capture if self.is_in_forward else None

    def _attention_hook(self, name: str) -> Callable[..., None]:
        def hook(module: Any, inputs: Any, named: Any, output: Any) -> None:
            capture = self._active()
            if capture is not None and capture.is_detailed and name not in capture.extra:
                capture.extra[name] = attention_statistics(module, inputs, named)

        return hook

    def _seen_at(self, place: Place) -> Site | None:
        """Where z is seen: at the input of the activation's module, if there is one, so that one
        hook sees z and a; but not where it works in place."""
        a = place.a
        if a is None or a.part != "output" or place.z is None:
            return place.z
        module = self._modules.get(a.module)
        is_activation = module is not None and of_module(module) is not None
        if not is_activation or _in_place(module):
            return place.z
        # A module that serves several places: a checkpoint's second run could not be told apart.
        served = [each for each in self.places if each.a is not None and each.a.module == a.module]
        return place.z if len(served) > 1 else a._replace(part="input")

    def _forward_hook(self, path: str) -> Callable[..., None]:
        roles = self._roles[path]

        def hook(module: nn.Module, inputs: Any, output: Any) -> None:
            capture = self.capture
            if capture is None:
                return
            if not self.is_in_forward:
                self._recomputed(roles, inputs, output)
                return
            call = capture.counts.get(path, 0)
            capture.counts[path] = call + 1
            seen: dict[int, Tensor] = {}
            for part, index, kind in roles.get(call, ()):
                if part == "cell":  # c of an LSTM's (h, c)
                    tensor = output[1]
                else:
                    tensor = _seen(output if part == "output" else inputs)
                if tensor is not None:
                    self._take(capture, index, kind, tensor, seen)

        return hook

    def _take(
        self, capture: Capture, index: int, kind: str, tensor: Tensor, seen: dict[int, Tensor]
    ) -> None:
        """Looks at z or a of a place; `seen` has the z of the same call."""
        place = self.places[index]
        key = (index, kind)
        x, jobs = tensor, capture.jobs
        if key in capture.kept and _can_be_kept(tensor):
            capture.tensors[key] = (tensor, tensor._version)
        elif capture.is_detailed or jobs is None or not jobs.take(key, x, capture.window):
            x = tensor.detach()
            if capture.is_first and x.numel() <= SMALL:
                capture.watched[key] = (x, x._version)
            asked, counted = kind == "a" or place.same, index in self._counted
            capture.sum_up(key, x, asks_zeros=asked, is_counted=counted)
        if capture.is_detailed:
            capture.look_closely(index, place, kind, x)
        if index in self._bent:
            self._bend(capture, index, kind, x, seen)
        if kind == "z" and tensor.requires_grad:
            is_kept = (index, "d") in capture.kept and key in capture.tensors
            if is_kept and not tensor.retains_grad and not tensor.is_leaf:
                # A hook in Python costs more than the sums: autograd keeps this gradient by itself.
                tensor.retain_grad()
                capture.retained.append((index, tensor))
            else:
                on_gradient(tensor, self._delta_hooks[index])

    def _bend(
        self, capture: Capture, index: int, kind: str, x: Tensor, seen: dict[int, Tensor]
    ) -> None:
        """φ′, by z and a where one call shows both; a itself where no module shows it."""
        place = self.places[index]
        activation = place.activation
        assert activation is not None
        if kind == "a":
            if index in seen:
                capture.bend(index, activation, seen[index], x)
            return
        if index in self._at_once:
            seen[index] = x
            return
        a = None
        if place.a is None and activation.function is not None and x.numel() <= SMALL:
            # As the network computes it.
            a = activation.function(x.detach())
            capture.sum_up((index, "a"), a, asks_zeros=True, is_counted=True)
            if capture.is_detailed:
                capture.look_closely(index, place, "a", a)
        if activation.name != "relu":
            capture.bend(index, activation, x, a)

    def _recomputed(
        self, roles: dict[int, list[tuple[str, int, str]]], inputs: Any, output: Any
    ) -> None:
        """A checkpoint runs it once more on the way back: its numbers are known, and δ is seen at
        this result where the first one had no graph."""
        if len(roles) != 1 or torch._C._current_graph_task_id() == -1:
            return
        for part, index, kind in next(iter(roles.values())):
            tensor = first_tensor(output if part == "output" else inputs)
            if kind == "z" and tensor is not None and tensor.requires_grad:
                on_gradient(tensor, self._delta_hooks[index])

    def _delta_hook(self, index: int) -> Callable[[Tensor], None]:
        key = (index, "d")

        def hook(gradient: Tensor) -> None:
            capture = self.capture
            if capture is None:
                return
            jobs = None if capture.is_detailed else capture.jobs
            if jobs is None or not jobs.take(key, gradient, capture.window):
                is_counted, x = index in self._counted, gradient.detach()
                capture.sum_up(key, x, asks_zeros=True, is_counted=is_counted, centred=False)

        return hook
