"""Tables sort, can be searched, and have the numbers of the record."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from browser import Page
from numbers_in_text import is_shown


@dataclass(frozen=True)
class Row:
    """A row that is seen: its group of rows, its place in the record, its cells from the left."""

    group: int
    place: int | None
    cells: tuple[str, ...]


# What a cell should have by the record, as a number; None for what is no number of the record.
Expected = Callable[[str, Row], float | None]


def json_number(value: Any) -> float:
    """A number of a document; NaN for what is absent or was NaN."""
    if value in ("inf", "-inf"):
        return float(value)
    return value if isinstance(value, int | float) else math.nan


def sort_runs(page: Page) -> list[str]:
    """The table of the runs sorts, and its numbers are the record's."""
    tables = page.shown("runs-table")
    if not tables:
        return ["there is no table of the runs"]
    runs = {run["name"]: run for run in page.runs}
    paths = {"loss at start": ("loss", "initial"), "loss at end": ("loss", "final")}

    def expected(column: str, row: Row) -> float | None:
        if column not in paths or row.cells[0] not in runs:
            return None
        first, second = paths[column]
        return json_number(runs[row.cells[0]][first][second])

    missing = set(runs) - {row.cells[0] for row in _rows(page, tables[0])}
    faults = [f"the run {name} has no row" for name in sorted(missing)]
    return faults + _sort(page, tables[0], expected)


def sort_places(page: Page) -> list[str]:
    """The table of the places sorts, within its groups or through them, and is the record's."""
    tables = page.shown("places-table")
    if not tables:
        return ["there is no table of the places"]
    places = page.runs[page.shown_run]["places"]

    def expected(column: str, row: Row) -> float | None:
        when, _, quantity = column.partition(".")
        if when not in ("initial", "final") or quantity == "silentUnits" or row.place is None:
            return None
        return json_number((places[row.place].get(when) or {}).get(quantity))

    return _sort(page, tables[0], expected)


def search(page: Page) -> list[str]:
    """Typing into the search leaves the places whose words have what was typed."""
    boxes, tables = page.shown("place-search"), page.shown("places-table")
    if not boxes or not tables:
        return ["there is no search of places"]
    names = [place["name"] for place in page.runs[page.shown_run]["places"]]
    wanted = names[len(names) // 2]
    boxes[0].send_keys(wanted)
    page.wait(400)
    found = [" ".join(row.cells).lower() for row in _rows(page, tables[0])]
    expected = sum(wanted.lower() in name.lower() for name in names)
    faults = []
    if len(found) != expected or not all(wanted.lower() in text for text in found):
        faults.append(f"a search for {wanted} leaves {len(found)} places, and not {expected}")
    boxes[0].send_keys(Keys.CONTROL + "a")
    boxes[0].send_keys(Keys.BACKSPACE)
    page.wait(400)
    if len(_rows(page, tables[0])) != len(names):
        faults.append("without words the search does not show all places again")
    return faults


def _rows(page: Page, table: WebElement) -> list[Row]:
    rows = page.script(
        """
        return [...arguments[0].querySelectorAll("tbody tr:not(.group)")]
          .filter((row) => row.getClientRects().length > 0)
          .map((row) => [
            [...row.closest("table").tBodies].indexOf(row.closest("tbody")),
            row.dataset.place === undefined ? null : Number(row.dataset.place),
            [...row.cells].map((cell) => cell.textContent.trim().replace(/\\s+/g, " ")),
          ]);
        """,
        table,
    )
    return [Row(group, place, tuple(cells)) for group, place, cells in rows]


def _sort(page: Page, table: WebElement, expected: Expected) -> list[str]:
    """Sorts by each column of numbers, by mouse, then by keyboard the other way round."""
    faults = []
    for index in range(len(table.find_elements(By.CSS_SELECTOR, "thead th"))):
        head = table.find_elements(By.CSS_SELECTOR, "thead th")[index]
        words = " ".join(head.get_attribute("textContent").split())
        column = head.get_attribute("data-key") or words
        rows = _rows(page, table)
        if all(expected(column, row) is None for row in rows):
            continue
        for row in rows:
            value = expected(column, row)
            if (
                value is not None
                and not math.isnan(value)
                and not is_shown(value, row.cells[index])
            ):
                faults.append(f"{column}: the record has {value}, the table “{row.cells[index]}”")
        button = head.find_element(By.CSS_SELECTOR, "button")
        orders = []
        for way in ("mouse", "keyboard"):
            if way == "mouse":
                page.click(button)
            else:
                page.script("arguments[0].focus()", button)
                page.press(Keys.ENTER)
            order = _rows(page, table)
            orders.append(order)
            if head.get_attribute("aria-sort") not in ("ascending", "descending"):
                faults.append(f"{column}: aria-sort does not say the order after the {way}")
            if not _is_sorted([(row.group, expected(column, row)) for row in order]):
                faults.append(f"{column}: the rows are not in order after the {way}")
        if len({expected(column, row) for row in rows}) > 1 and orders[0] == orders[1]:
            faults.append(f"{column}: a second time does not turn the order round")
    return faults


def _is_sorted(values: list[tuple[int, float | None]]) -> bool:
    """Whether numbers rise or fall, all of them or group by group; what is NaN comes last."""
    groups = [list(group) for _, group in itertools.groupby(values, lambda value: value[0])]

    def is_in_order(part: list[tuple[int, float | None]]) -> bool:
        known = [number for _, number in part if number is not None]
        numbers = [number for number in known if not math.isnan(number)]
        is_last = all(map(math.isnan, known[len(numbers) :]))
        return is_last and numbers in (sorted(numbers), sorted(numbers, reverse=True))

    return is_in_order(values) or all(map(is_in_order, groups))
