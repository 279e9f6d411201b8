"""All checks of a report page: each gives its faults as sentences."""

from __future__ import annotations

from collections.abc import Callable

from browser import Page
from speed import speed
from tables import search, sort_places, sort_runs
from values import hover, keyboard, switch, values_of_the_record
from whole_page import console, contrast, dark, figures, names, narrow, size, structure, width

Check = Callable[[Page], list[str]]

# In the order of a reader; of speed only large pages say something.
ALL: list[Check] = [
    console, size, structure, names, figures, contrast, width, narrow, values_of_the_record, hover,
    keyboard, sort_runs, sort_places, search, switch, dark,
]  # fmt: skip

__all__ = ["ALL", "Check", "speed", *(check.__name__ for check in ALL)]
