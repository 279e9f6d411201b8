"""The lines of an ordinary step as one format string, and what fills it."""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Callable, Sequence, Set
from itertools import accumulate
from operator import itemgetter
from typing import Any

from ..native import kernel
from .capture import Key
from .places import Place

SATURATION = ("saturatedFraction", "saturatedLowFraction", "saturatedHighFraction")
NO_SATURATION = ",".join(f'"{name}":0.0' for name in SATURATION)
STEP = '"step":@'
# A row of a signal in the vector that fills a form, and a weight's.
MEAN, STD, RMS, ZEROS, SLOPE, SIGNAL = 0, 1, 2, 3, 4, 5
GRADIENT, GRADIENT_RMS, SIZE, RATIO, WEIGHT = 0, 1, 2, 3, 4


class Form:
    """The text of a step's places. It is filled with a vector: of each signal five numbers, of each
    place's weight four, of each place whose φ′ is computed four.

    Numbers that were computed in float32 have nine digits, which give the same float32 back; those
    of float64 the shortest text that gives the same number back.
    """

    def __init__(
        self,
        places: list[Place],
        rows: dict[Key, int],
        uncounted: Set[Key],
        bent: list[int],
        examples: dict[int, int],
        *,
        is_double: bool,
    ) -> None:
        self._rows, self._uncounted, self._examples = rows, uncounted, examples
        self._number = "%r" if is_double else "%.9g"
        self._picks: list[int] = []
        weights = SIGNAL * len(rows)
        slopes = weights + WEIGHT * sum(bool(place.weights) for place in places)
        text: list[str] = []
        for index, place in enumerate(places):
            parts = self._signals(index, place)
            if index in bent:
                names = ("derivativeRMS", *SATURATION)
                for offset, name in enumerate(names):
                    self._add(parts, name, slopes + len(names) * bent.index(index) + offset)
            if place.weights:
                self._add(parts, "weightGradientNorm", weights + GRADIENT)
                self._add(parts, "weightGradientRMS", weights + GRADIENT_RMS)
                self._add(parts, "weightNorm", weights + SIZE)
                self._add(parts, "updateRatio", weights + RATIO)
                parts.append('"nonFiniteGradients":0,"nonFiniteWeights":0')
                weights += WEIGHT
            if parts:
                name = json.dumps(place.name, ensure_ascii=False).replace("%", "%%")
                text.append(f'{{{STEP},"place":{name},{",".join(parts)}}}\n')
        self._text = "".join(text)
        self._chosen: Callable[[Sequence[float]], Any] = itemgetter(*self._picks)
        # The same for the kernel: the text between the numbers, and where its pieces end.
        picks, pieces = iter(self._picks), [""]
        # Not one in a name, where % is doubled.
        number = re.compile(f"(?<!%){re.escape(self._number)}")
        self._numbers = array("i")
        for index, part in enumerate(self._text.split(STEP)):
            if index:
                pieces[-1] += STEP[:-1]
                self._numbers.append(-1)
                pieces.append("")
            first, *others = number.split(part)
            pieces[-1] += first
            for each in others:
                self._numbers.append(next(picks))
                pieces.append(each)
        spelled = [each.replace("%%", "%").encode() for each in pieces]
        self._form = b"".join(spelled)
        self._ends = array("i", accumulate(map(len, spelled)))
        self._room = array("b", bytes(len(self._form) + 24 * (len(self._numbers) + 2)))

    def fill(self, step: int, vector: array[float]) -> str:
        """The lines of this step."""
        native = kernel() if self._number != "%r" else None
        if native is not None:
            filled = native.fill(
                self._form, self._ends, step, self._numbers, vector, self._room
            )
            if filled is not None:
                return filled
        text: str = self._text % self._chosen(vector)
        return text.replace(STEP, f'"step":{step}')

    def _add(self, parts: list[str], name: str, entry: int) -> None:
        parts.append(f'"{name}":{self._number}')
        self._picks.append(entry)

    def _signals(self, index: int, place: Place) -> list[str]:
        parts: list[str] = []
        z = self._rows.get((index, "z"))
        a = z if place.same else self._rows.get((index, "a"))
        d = self._rows.get((index, "d"))
        if d is not None:
            self._add(parts, "deltaRMS", SIGNAL * d + RMS)
            if (index, "d") not in self._uncounted:
                self._add(parts, "deltaZeroFraction", SIGNAL * d + ZEROS)
            parts.append('"nonFiniteDeltas":0')
        if a is not None:
            for offset, name in ((MEAN, "Mean"), (STD, "Std"), (RMS, "RMS")):
                self._add(parts, f"activation{name}", SIGNAL * a + offset)
            if (index, "z" if place.same else "a") not in self._uncounted:
                self._add(parts, "zeroFraction", SIGNAL * a + ZEROS)
        if z is not None:
            for offset, name in ((MEAN, "Mean"), (STD, "Std"), (RMS, "RMS")):
                self._add(parts, f"preactivation{name}", SIGNAL * z + offset)
            parts.append('"nonFiniteActivations":0')
        if place.kind == "output":
            parts.append(f'"derivativeRMS":1.0,{NO_SATURATION}')
        elif _is_relu(place) and a is not None and (index, "a") not in self._uncounted:
            self._add(parts, "derivativeRMS", SIGNAL * a + SLOPE)
            parts.append(NO_SATURATION)
        if index in self._examples:
            parts.append(f'"examples":{self._examples[index]}')
        return parts


def _is_relu(place: Place) -> bool:
    return place.activation is not None and place.activation.name == "relu"
