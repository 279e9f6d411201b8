"""A prescription as text: before and after, change by change, and what follows from it."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .numbers import share, short
from .runs import Run, spread
from .sentences import left_out, prose

if TYPE_CHECKING:
    from .result import Candidate, Prescription

GAP = "  "


def text(found: Prescription) -> str:
    """The table, the sentences, and the lines to type."""
    width = _width()
    parts = [_table(_rows(found), width)]
    if len(found.seeds) > 1:
        parts.append("Each number: the median of the seeds tried, and their range.")
    parts += [_filled(each, width) for each in prose(found)]
    recommended, best = found.recommended, found.best
    for lead, candidate in (("Write it:", recommended), ("Or the best of them:", best)):
        if candidate is not None:
            parts.append("\n".join([lead, *(f"  {line}" for line in candidate.lines)]))
    left = left_out(found)
    if left:
        parts.append("\n".join(["Not tried:", *(_filled(f"  {each}", width) for each in left)]))
    parts.append(f"The logs are in {found.folder}.")
    return "\n\n".join(parts)


def verdicts(runs: Sequence[Run]) -> str:
    """The verdicts, each once with how many runs have it; the most frequent first."""
    with_cause = [_words(run, with_cause=True) for run in runs]
    # A cause that differs from seed to seed would make two verdicts of one.
    said = with_cause if len({*with_cause}) < 2 else [_words(run, with_cause=False) for run in runs]
    counts = {each: said.count(each) for each in said}
    if len(counts) < 2:
        return next(iter(counts), "not tried")
    order = sorted(counts.items(), key=lambda entry: -entry[1])
    return ", ".join(f"{count} × {each}" for each, count in order)


def _words(run: Run, *, with_cause: bool) -> str:
    if run.error is not None:
        return run.error if with_cause else run.error.split(":")[0]
    words = run.verdict.replace("-", " ")
    if run.verdict == "healthy" and not run.is_well:
        return "learned too little"
    return f"{words}: {run.cause}" if with_cause and run.cause else words


def _rows(found: Prescription) -> list[list[str]]:
    seeds = len(found.seeds)
    before = f"{sum(run.is_well for run in found.before)} of {seeds}"
    rows = [["before", "–", before, *_numbers(found.before)]]
    healed = [each for each in found.candidates if each.lasts]
    rest = [each for each in found.candidates if not each.lasts]
    for each in [*healed, *rest]:
        rows.append([each.title, " ".join(each.change.reasons) or "–", _well(each)])
        rows[-1] += _numbers(each.runs)
    return rows


def _well(candidate: Candidate) -> str:
    return f"{candidate.well} of {candidate.seeds}" + (" ✓" if candidate.lasts else "")


def _numbers(runs: Sequence[Run]) -> list[str]:
    return [
        spread(runs, lambda run: run.delta, lambda x: f"×{short(x)}"),
        spread(runs, lambda run: run.loss, short),
        spread(runs, lambda run: run.accuracy, share),
        verdicts(runs),
    ]


# Titles, the least width, and when a column goes where there is no room: the highest first.
COLUMNS = [
    ("change", 16, 0), ("called for by", 13, 3), ("well", 8, 0), ("δ per layer", 11, 2),
    ("training loss", 13, 0), ("accuracy", 11, 1), ("verdict", 16, 0),
]  # fmt: skip


def _table(rows: list[list[str]], width: int) -> str:
    shown = [
        i for i in range(len(COLUMNS))
        if COLUMNS[i][2] == 0 or any(row[i] != "–" for row in rows)
    ]  # fmt: skip
    hidden: list[str] = []
    while True:
        widths = _widths(rows, shown, width)
        going = max(shown, key=lambda i: COLUMNS[i][2])
        if widths is not None or COLUMNS[going][2] == 0:
            break
        shown.remove(going)
        hidden.append(COLUMNS[going][0])
    widths = widths or [COLUMNS[i][1] for i in shown]
    lines = _line([COLUMNS[i][0] for i in shown], widths)
    lines.append(GAP.join("─" * each for each in widths))
    for row in rows:
        lines += _line([row[i] for i in shown], widths)
    if hidden:
        lines += ["", f"No room here for: {'; '.join(reversed(hidden))}."]
    return "\n".join(lines)


def _widths(rows: list[list[str]], shown: list[int], width: int) -> list[int] | None:
    """The widths that fit, the widest cells made narrower by wrapping; None where they do not."""
    full = [max(len(COLUMNS[i][0]), *(len(row[i]) for row in rows)) for i in shown]
    least = [min(size, COLUMNS[i][1]) for size, i in zip(full, shown, strict=True)]
    # No word is broken.
    for at, i in enumerate(shown):
        longest = max(len(word) for row in rows for word in row[i].split(" ") or [""])
        least[at] = max(least[at], min(longest, 24))
    room = width - len(GAP) * (len(shown) - 1)
    if sum(least) > room:
        return None
    while sum(full) > room:
        at = max((k for k in range(len(full)) if full[k] > least[k]), key=lambda k: full[k])
        full[at] -= 1
    return full


def _line(cells: list[str], widths: list[int]) -> list[str]:
    wrapped = [
        textwrap.wrap(cell, size) or [""] for cell, size in zip(cells, widths, strict=True)
    ]
    height = max(len(each) for each in wrapped)
    lines = []
    for row in range(height):
        parts = [
            (each[row] if row < len(each) else "").ljust(size)
            for each, size in zip(wrapped, widths, strict=True)
        ]
        lines.append(GAP.join(parts).rstrip())
    return lines


def _filled(sentence: str, width: int) -> str:
    indent = "  " if sentence.startswith("  ") else ""
    return textwrap.fill(
        sentence.strip(), width, initial_indent=indent, subsequent_indent=indent * 2,
        break_on_hyphens=False,
    )  # fmt: skip


def _width() -> int:
    columns = os.environ.get("COLUMNS", "")
    return max(60, int(columns)) if columns.isdigit() and int(columns) > 0 else 80
