"""Numbers as the kernel spells them, against Python's own."""

from __future__ import annotations

import math
import random
import struct
from array import array

import pytest

from gradscope_recorder.native import Kernel


def spelled(native: Kernel, value: float) -> str | None:
    ends, picks = array("i", [0, 0]), array("i", [0])
    return native.fill(b"", ends, 0, picks, array("d", [value]), array("b", bytes(64)))


def single(bits: int) -> float:
    value: float = struct.unpack("f", struct.pack("I", bits))[0]
    return value


def test_numbers_of_all_sizes_are_spelled_as_python_does(native: Kernel) -> None:
    draw = random.Random(4)
    factors = (1, 1 - 1e-16, 1 + 3e-16, 5, 9.9999999951)
    values = [10.0**k * factor for k in range(-13, 23) for factor in factors]
    values += [draw.uniform(0, 1) * 10 ** draw.uniform(-12, 20) for _ in range(20_000)]
    values += [abs(single(draw.getrandbits(31))) for _ in range(20_000)]
    known = 0
    for value in values:
        for each in (value, -value):
            text = spelled(native, each)
            if text is not None:
                assert text == f"{each:.9g}", each
                known += 1
            else:
                # Left to Python: not finite, out of reach, or at a boundary.
                assert not math.isfinite(each) or not 1e-33 < abs(each) < 1e9 or text is None
    assert known > 30_000


def test_ordinary_numbers_are_always_known(native: Kernel) -> None:
    draw = random.Random(5)
    for _ in range(20_000):
        value = draw.choice((-1, 1)) * draw.uniform(0.1, 1) * 10 ** draw.uniform(-33, 9)
        assert spelled(native, value) == f"{value:.9g}"


@pytest.mark.parametrize("size", [1024, 2048, 4096, 65536])
def test_halves_are_rounded_to_even(native: Kernel, size: int) -> None:
    # Shares of a power of two end after ten digits or more: many lie between two of nine.
    for count in range(0, size + 1, max(1, size // 4096)):
        assert spelled(native, count / size) == f"{count / size:.9g}"
    assert spelled(native, 0.1240234375) == "0.124023438"
    assert spelled(native, 1.0000000005) == f"{1.0000000005:.9g}"


def test_zeros_and_what_is_not_finite(native: Kernel) -> None:
    assert spelled(native, 0.0) == "0" and spelled(native, -0.0) == "-0"
    assert [spelled(native, x) for x in (math.nan, math.inf, -math.inf)] == [None] * 3


def test_a_form_is_filled_and_one_without_room_is_not(native: Kernel) -> None:
    form = '{"step":,"a":,"name":"é%","b":}\n'.encode()
    ends = array("i", [8, 13, len(form) - 2, len(form)])
    picks, vector = array("i", [-1, 2, 0]), array("d", [0.5, 7.0, 1e-7])
    text = native.fill(form, ends, 12, picks, vector, array("b", bytes(200)))
    assert text == '{"step":12,"a":1e-07,"name":"é%","b":0.5}\n'
    assert native.fill(form, ends, 12, picks, vector, array("b", bytes(30))) is None
