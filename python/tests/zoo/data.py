"""The data of the zoo: all of them lie in this repository."""

from __future__ import annotations

import csv
import gzip
import io
from functools import cache
from pathlib import Path

import torch
from torch import Tensor

PROJECT = Path(__file__).parents[3]
PUBLISHED = PROJECT / "Tests" / "GradscopeCommandTests" / "Published"
DIGITS = PROJECT / "Sources" / "CDigits" / "Resources" / "digits.csv"
MNIST = PUBLISHED / "field" / "mnist_01.csv.gz"
TEXT = Path(__file__).parent / "data" / "text.txt"


def rows_of(path: Path) -> tuple[list[str], list[list[str]]]:
    """The names of the columns and the cells of a table, which may be compressed."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    first, *rest = csv.reader(io.StringIO(text))
    return first, rest


@cache
def table(name: str) -> tuple[Tensor, Tensor]:
    """Features [n, d] and answers [n] of a published table: values (float32), or classes (int64)
    in the order of their names where the last column is no number."""
    _, rows = rows_of(PUBLISHED / name)
    features = torch.tensor([[float(cell) for cell in row[:-1]] for row in rows])
    answers = [row[-1] for row in rows]
    try:
        return features, torch.tensor([float(each) for each in answers])
    except ValueError:
        names = sorted(set(answers))
        return features, torch.tensor([names.index(each) for each in answers])


@cache
def digits() -> tuple[Tensor, Tensor]:
    """1,797 pictures [n, 64] with ink from 0 to 16, and the digit [n]."""
    _, rows = rows_of(DIGITS)
    numbers = torch.tensor([[float(cell) for cell in row] for row in rows])
    return numbers[:, :-1], numbers[:, -1].long()


@cache
def mnist() -> tuple[Tensor, Tensor]:
    """5,000 pictures [n, 784] with ink from 0 to 255, and the digit [n]."""
    _, rows = rows_of(MNIST)
    pictures = torch.tensor([[float(cell) for cell in row[:-1]] for row in rows])
    return (pictures * 255).round(), torch.tensor([int(row[-1].removeprefix("d")) for row in rows])


@cache
def text() -> tuple[Tensor, int]:
    """The characters of a text of this project as numbers [n], and how many different ones."""
    read = TEXT.read_text(encoding="utf-8")
    names = sorted(set(read))
    numbers = {name: index for index, name in enumerate(names)}
    return torch.tensor([numbers[each] for each in read]), len(names)


def windows(length: int) -> tuple[Tensor, Tensor]:
    """Pieces of the text [n, length], and of each the characters that follow [n, length]."""
    characters, _ = text()
    starts = torch.arange(0, len(characters) - length - 1, length // 2)
    places = starts[:, None] + torch.arange(length)
    return characters[places], characters[places + 1]


def shuffled(x: Tensor, y: Tensor, seed: int = 0) -> tuple[Tensor, Tensor]:
    """The same examples in another order, always the same one."""
    order = torch.randperm(len(x), generator=torch.Generator().manual_seed(seed))
    return x[order], y[order]
