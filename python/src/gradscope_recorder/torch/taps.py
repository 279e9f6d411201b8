"""Hooks that look at z, a and δ of the places in one pass, and change nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn

from .activation import of_module
from .attention import attention_statistics, token_cosine
from .histograms import sample
from .places import Place, Site
from .recurrent import TimeTaps
from .statistics import SMALL, Sums, example_std, large_sums
from .tensors import first_tensor

Key = tuple[int, str]


def _in_place(module: Any) -> bool:
    return bool(getattr(module, "inplace", False))


class Capture:
    """What one pass has shown so far, by (place, "z", "a" or "d").

    A small tensor is kept by reference with its version; one that was changed in place since is not
    used. A large one is summed up at once.
    """

    def __init__(self, *, is_detailed: bool, is_first: bool, batch: int | None = None) -> None:
        # Of large tensors, what costs as much as the step is looked at now and then only.
        self.is_thorough = is_first
        self.batch = batch
        self.is_detailed = is_detailed
        self.is_first = is_first
        self.tensors: dict[Key, tuple[Tensor, int, Tensor]] = {}
        self.sums: dict[Key, Sums] = {}
        self.samples: dict[Key, tuple[Tensor, int]] = {}
        self.example_std: dict[int, float] = {}
        self.slopes: dict[int, tuple[Tensor, Tensor | None]] = {}
        self.in_time: dict[tuple[str, str], Tensor | None] = {}
        self.retained: list[tuple[int, Tensor]] = []
        self.extra: dict[str, dict[str, float]] = {}
        self.counts: dict[str, int] = {}


class Taps:
    """The hooks of a model's places; on only while a step is recorded."""

    def __init__(
        self, model: nn.Module, places: list[Place], guard: Callable[..., Callable[..., Any]]
    ) -> None:
        self.places = places
        self.capture: Capture | None = None
        self.is_in_forward = False
        self.overwritten: set[Key] = set()
        self._guard = guard
        self._handles: list[Any] = []
        self._modules = dict(model.named_modules())
        self._roles: dict[str, dict[int, list[tuple[str, int, str]]]] = {}
        # Only where nothing works in place on z (autograd would keep another gradient then), and
        # once a step has shown which these are.
        self.may_retain = False
        # Of large tensors exact zeros are counted at every step where they mean something (units
        # that can be silent), elsewhere at detailed steps: counting costs more than the sums.
        self._counted = {
            index
            for index, place in enumerate(places)
            if place.activation is not None and place.activation.can_go_silent
        }
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
            for site, kind in ((self._seen_at(place), "z"), (place.a, "a")):
                if site is not None:
                    calls = self._roles.setdefault(site.module, {})
                    calls.setdefault(site.call, []).append((site.part, index, kind))
        self._hooks = {path: guard(self._forward_hook(path)) for path in self._roles}

    def collect(self, capture: Capture) -> None:
        """Takes the gradients that autograd kept."""
        for index, tensor in capture.retained:
            gradient, tensor.grad = tensor.grad, None
            if tensor._version != capture.tensors[index, "z"][1]:
                # Changed in place since: what was kept is the gradient after it.
                self.overwritten.add((index, "z"))
            elif gradient is not None:
                capture.tensors[index, "d"] = (gradient, gradient._version, gradient)
        capture.retained = []

    @property
    def is_installed(self) -> bool:
        """Whether the hooks are on."""
        return bool(self._handles)

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
            for part, index, kind in roles.get(call, ()):
                if part == "cell":  # c of an LSTM's (h, c)
                    tensor = output[1]
                else:
                    tensor = first_tensor(output if part == "output" else inputs)
                if tensor is not None:
                    self._take(capture, index, kind, tensor)

        return hook

    def _take(self, capture: Capture, index: int, kind: str, tensor: Tensor) -> None:
        key = (index, kind)
        place = self.places[index]
        if tensor.numel() <= SMALL:
            # The first time nothing is known of what works in place: a copy is kept.
            copies = capture.is_first or key in self.overwritten
            kept = tensor.detach().clone() if copies else tensor
            capture.tensors[key] = (kept, tensor._version, tensor)
        else:
            is_asked_for = kind == "a" or place.same
            zeros = is_asked_for and (capture.is_detailed or index in self._counted)
            capture.sums[key] = large_sums(tensor, zeros=zeros)
        if capture.is_detailed:
            self._look_closely(capture, index, kind, tensor)
        if kind == "z" and tensor.requires_grad:
            is_sure = key in capture.tensors and key not in self.overwritten
            if self.may_retain and is_sure and not tensor.retains_grad and not tensor.is_leaf:
                # A hook in Python costs more than the sums: autograd keeps this gradient by itself.
                tensor.retain_grad()
                capture.retained.append((index, tensor))
                return
            tensor.register_hook(self._delta_hooks[index])  # type: ignore[no-untyped-call]

    def _look_closely(self, capture: Capture, index: int, kind: str, tensor: Tensor) -> None:
        capture.samples[index, kind] = sample(tensor)
        place = self.places[index]
        if place.kind == "block" and tensor.dim() == 3 and tensor.shape[0] == capture.batch:
            cosine = token_cosine(tensor)
            if cosine is not None:
                capture.extra[place.name] = {"tokenCosine": cosine}
        if tensor.numel() <= SMALL:
            return
        if capture.is_thorough and (kind == "a" or place.same):
            spread = example_std(tensor)
            if spread is not None:
                capture.example_std[index] = spread
        if kind != "z" or place.activation is None:
            return
        if place.activation.name != "relu":
            capture.slopes[index] = (tensor.detach().clone(), None)

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
                tensor.register_hook(self._delta_hooks[index])  # type: ignore[no-untyped-call]

    def _delta_hook(self, index: int) -> Callable[[Tensor], None]:
        def hook(gradient: Tensor) -> None:
            capture = self.capture
            if capture is None:
                return
            key = (index, "d")
            if gradient.numel() <= SMALL:
                capture.tensors[key] = (gradient, gradient._version, gradient)
            else:
                zeros = capture.is_detailed or index in self._counted
                capture.sums[key] = large_sums(gradient, zeros=zeros, centred=False)
            if capture.is_detailed:
                capture.samples[key] = sample(gradient)

        return hook
