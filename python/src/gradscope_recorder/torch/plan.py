"""The quick way through a recorded step: once a step has shown what there is, the next ones fill in
a form.

What costs in a narrow network is not the sums but the calls and the text: here all tensors of one
shape are stacked, every statistic of every place is one entry of one vector, and the lines are one
format string. It gives the same lines as the slow way, which does whatever is out of the ordinary:
first and detailed steps, clipping, values that are not finite, places that are missing.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict

import torch
from torch import Tensor, nn

from .lines import Factors
from .optimizer import WeightWatch
from .places import Place
from .slopes import slopes
from .statistics import SMALL, large_norm
from .taps import Capture, Key

NO_SATURATION = '"saturatedFraction":0.0,"saturatedLowFraction":0.0,"saturatedHighFraction":0.0'
SIGNALS = ("z", "a", "d")


class Plan:
    """What to stack, and the form of the lines. Use `of`, which gives None where the quick way does
    not apply."""

    def __init__(
        self,
        places: list[Place],
        capture: Capture,
        weights: WeightWatch,
        updated: list[nn.Parameter],
    ) -> None:
        self._places, self._weights, self._updated = places, weights, updated
        self._small = list(capture.tensors)
        self._large = list(capture.sums)
        self._shapes = [held[0].shape for held in capture.tensors.values()]
        self._lengths = [held.size for held in capture.sums.values()]
        self._uncounted = {
            key for key in self._large if float(capture.sums[key].values[3]) < 0
        }
        counts: list[int] = [capture.sums[key].size for key in self._large]
        self._rows: dict[tuple[str, int], int] = {
            (kind, index): row for row, (index, kind) in enumerate(self._large)
        }
        shapes: dict[tuple[int, ...], list[Key]] = defaultdict(list)
        for key in self._small:
            shapes[tuple(capture.tensors[key][0].shape)].append(key)
        self._groups = list(shapes.values())
        for group in self._groups:
            for index, kind in group:
                self._rows[kind, index] = len(counts)
                counts.append(capture.tensors[index, kind][0].numel())
        self._counts = torch.tensor(counts, dtype=torch.float64)
        self._memory = [
            _Memory([capture.tensors[key][0] for key in group]) for group in self._groups
        ]
        # Of weights, gradients and updates only norms are asked for.
        self._gradients = [each for each in weights.parameters if each.grad is not None]
        self._order = {id(each): index for index, each in enumerate(self._gradients)}
        self._sizes = torch.tensor([each.numel() for each in updated], dtype=torch.float64).sqrt()
        self._bent = [
            (index, place.activation)
            for index, place in enumerate(places)
            if place.activation is not None
            and not place.same
            and place.activation.name != "relu"
            and ("z", index) in self._rows
            and (index, "z") in capture.tensors
        ]
        own = [torch.Size(each.shape) for each in updated]
        every = [torch.Size(each.shape) for each in self._gradients] + own + own
        self._stacks, self._single, order = _arranged(every)
        self._norm_memory: list[_Memory] = []
        self._norm_rows = torch.tensor(order)
        self._own_rows = torch.tensor([order[self._order[id(each)]] for each in updated])
        self._form, picks, self._is_delta, self._is_gradient = self._lines()
        self._picks = torch.tensor(picks)
        self._scale = torch.ones(len(picks), dtype=torch.float64)
        self._factors: tuple[float, float] | None = None

    @staticmethod
    def of(
        places: list[Place], capture: Capture, weights: WeightWatch, *, given: set[Key]
    ) -> Plan | None:
        """A plan for the steps like this one; `given` are all signals that were summed up."""
        own = [place.weights[0] for place in places if place.weights]
        is_plain = (
            all(len(place.weights) < 2 and place.time is None for place in places)
            and all(each.requires_grad and each.grad is not None for each in own)
            and all(each.grad is None or not each.grad.is_sparse for each in weights.parameters)
            and not capture.extra
            and not capture.in_time
            and given == {*capture.tensors, *capture.sums}
            and all(key[1] in SIGNALS for key in given)
            and not any(each.is_cuda for each in weights.parameters)
            and len({id(each) for each in own}) == len(own)
        )
        return Plan(places, capture, weights, own) if is_plain and own else None

    def _lines(self) -> tuple[str, list[int], list[int], list[int]]:
        """The form of all lines, and which entries of the vector of `_values` fill it."""
        rows, many = len(self._counts), len(self._gradients)
        start = 5 * rows  # mean, std, rms, zeros, slope; then norms: g, w, u/w, g/√n
        form: list[str] = []
        picks: list[int] = []
        deltas: list[int] = []
        gradients: list[int] = []
        own = 0

        def add(parts: list[str], name: str, entry: int) -> int:
            parts.append(f'"{name}":%r')
            picks.append(entry)
            return len(picks) - 1

        for index, place in enumerate(self._places):
            parts: list[str] = []
            z = self._rows.get(("z", index))
            a = z if place.same else self._rows.get(("a", index))
            d = self._rows.get(("d", index))
            if d is not None:
                deltas.append(add(parts, "deltaRMS", 2 * rows + d))
                if (index, "d") not in self._uncounted:
                    add(parts, "deltaZeroFraction", 3 * rows + d)
                parts.append('"nonFiniteDeltas":0')
            if a is not None:
                for block, name in enumerate(("Mean", "Std", "RMS")):
                    add(parts, f"activation{name}", block * rows + a)
                if (index, "z" if place.same else "a") not in self._uncounted:
                    add(parts, "zeroFraction", 3 * rows + a)
            if z is not None:
                for block, name in enumerate(("Mean", "Std", "RMS")):
                    add(parts, f"preactivation{name}", block * rows + z)
                parts.append('"nonFiniteActivations":0')
            if place.kind == "output":
                parts += ['"derivativeRMS":1.0', NO_SATURATION]
            elif place.activation and place.activation.name == "relu" and a is not None:
                add(parts, "derivativeRMS", 4 * rows + a)
                parts.append(NO_SATURATION)
            if place.weights:
                gradient = start + self._order[id(place.weights[0])]
                gradients.append(add(parts, "weightGradientNorm", gradient))
                rest = start + many + own
                gradients.append(add(parts, "weightGradientRMS", rest + 2 * len(self._updated)))
                parts.append('"nonFiniteGradients":0')
                add(parts, "weightNorm", rest)
                parts.append('"nonFiniteWeights":0')
                add(parts, "updateRatio", rest + len(self._updated))
                own += 1
            if parts:
                name = json.dumps(place.name, ensure_ascii=False).replace("%", "%%")
                form.append(f'{{"step":@,"place":{name},{",".join(parts)}}}\n')
        return "".join(form), picks, deltas, gradients

    def fits(self, capture: Capture) -> bool:
        """Whether a step has shown what the plan expects, in the same shapes (a last batch may be
        smaller), and nothing changed in place."""
        return (
            list(capture.tensors) == self._small
            and list(capture.sums) == self._large
            and not capture.extra
            and all(held[2]._version == held[1] for held in capture.tensors.values())
            and [held[0].shape for held in capture.tensors.values()] == self._shapes
            and [held.size for held in capture.sums.values()] == self._lengths
        )

    @torch.no_grad()
    def fill(self, step: int, capture: Capture, factors: Factors) -> tuple[str, float] | None:
        """The lines of the places, and the norm of all gradients; None where a value is not finite.

        The vector: of every row mean, std, rms, share of zeros, slope; then norms.
        """
        if factors.delta is None:
            return None
        sums: list[Tensor] = []
        if self._large:
            sums.append(torch.stack([capture.sums[key].values for key in self._large], 1)[:4])
        for group, memory in zip(self._groups, self._memory, strict=True):
            sums.append(_group([capture.tensors[key][0] for key in group], memory))
        whole = torch.cat(sums, 1) if len(sums) > 1 else sums[0]
        shift, first, squares, zeros = whole.unbind()
        offset = first / self._counts
        mean = shift + offset
        variance = (squares / self._counts).sub_(offset.square()).clamp_(min=0)
        zeros = (zeros / self._counts).clamp_(min=0)
        norms = self._norms()
        vector = torch.cat(
            [
                mean,
                variance.sqrt(),
                variance.add_(mean.square()).sqrt_(),
                zeros,
                (1 - zeros).sqrt_(),
                *norms,
            ]
        )
        if self._factors != (factors.delta, factors.gradient):
            self._factors = (factors.delta, factors.gradient)
            self._scale[self._is_delta] = factors.delta
            self._scale[self._is_gradient] = factors.gradient
        total = float(torch.linalg.vector_norm(norms[0])) * factors.gradient
        values: list[float] = vector[self._picks].mul_(self._scale).tolist()
        if not math.isfinite(sum(values)):
            return None
        text = (self._form % tuple(values)).replace('"step":@', f'"step":{step}')
        return text + self._slopes(step, capture), total

    def _norms(self) -> list[Tensor]:
        """‖g‖ of all gradients; of the places' weights ‖W‖, ‖ΔW‖/‖W‖, ‖g‖/√n."""
        gradients = [each.grad for each in self._gradients]
        before, changes = self._weights.changes(self._updated)
        every: list[Tensor] = [*gradients, *before, *changes]  # type: ignore[list-item]
        if not self._norm_memory:
            self._norm_memory = [_Memory([every[i] for i in stack]) for stack in self._stacks]
        parts = [
            torch.linalg.vector_norm(memory.load([every[index] for index in stack])[1], dim=1)
            for stack, memory in zip(self._stacks, self._norm_memory, strict=True)
        ]
        if self._single:
            few = [_norm(every[index]) for index in self._single]
            parts.append(torch.tensor(few, dtype=torch.float64))
        whole = torch.cat(parts)
        g, w, u = whole[self._norm_rows].split(  # type: ignore[no-untyped-call]
            [len(gradients), len(before), len(changes)]
        )
        return [g, w, u / w, whole[self._own_rows] / self._sizes]

    def _slopes(self, step: int, capture: Capture) -> str:
        if not self._bent:
            return ""
        wanted = []
        for index, activation in self._bent:
            z, a = capture.tensors[index, "z"][0], capture.tensors.get((index, "a"))
            wanted.append((index, activation, z, None if a is None else a[0]))
        lines = []
        for index, line in slopes(wanted).items():
            numbers = {"step": step, "place": self._places[index].name, **line}
            lines.append(json.dumps(numbers, separators=(",", ":"), ensure_ascii=False) + "\n")
        return "".join(lines)


class _Memory:
    """Where tensors of one shape are stacked, and made float64: taken once, as new memory costs
    more than the sums."""

    def __init__(self, values: list[Tensor]) -> None:
        self.stacked = torch.stack([each.detach() for each in values])
        rows = self.stacked.view(len(values), -1)
        self.wide = rows if rows.dtype == torch.float64 else rows.double()

    def load(self, values: list[Tensor]) -> tuple[Tensor, Tensor]:
        """The tensors as rows: as they are, and in float64 (the same where they are)."""
        torch.stack(values, out=self.stacked)
        rows = self.stacked.view(len(values), -1)
        if self.wide.dtype == rows.dtype:
            return rows, rows
        return rows, self.wide.copy_(rows)


def _group(values: list[Tensor], memory: _Memory) -> Tensor:
    """[shift, Σ(x − shift), Σ(x − shift)², zeros] of G tensors of one shape: [4, G] in float64."""
    stacked, wide = memory.load(values)
    if wide is stacked:
        shift = wide[:, 0].clone()
        wide = wide - shift.unsqueeze(1)
    else:
        # Squares of float32 numbers lose nothing that matters in float64.
        shift = wide.new_zeros(len(values))
    zeros = stacked.shape[1] - stacked.sign_().abs_().sum(1).double()
    squares = torch.linalg.vector_norm(wide, dim=1).square_()
    return torch.stack([shift, wide.sum(1), squares, zeros])


def _norm(x: Tensor) -> float:
    if x.numel() > SMALL:
        return large_norm(x)
    return float(torch.linalg.vector_norm(x, dtype=torch.float64))


def _arranged(shapes: list[torch.Size]) -> tuple[list[list[int]], list[int], list[int]]:
    """Tensors of one small shape that are stacked, the others, the row of each in the result."""
    groups: dict[torch.Size, list[int]] = defaultdict(list)
    for index, shape in enumerate(shapes):
        groups[shape].append(index)
    stacks = [g for shape, g in groups.items() if len(g) > 3 and shape.numel() <= SMALL]
    single = [i for shape, g in groups.items() for i in g if g not in stacks]
    order = [0] * len(shapes)
    for row, index in enumerate([*(i for stack in stacks for i in stack), *single]):
        order[index] = row
    return stacks, single, order
