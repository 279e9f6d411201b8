"""The pages of the program, in a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import checks
from browser import Page

OF_ONE_RUN = [check for check in checks.ALL if check is not checks.sort_runs]


def assert_none(faults: list[str]) -> None:
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("check", checks.ALL, ids=lambda check: check.__name__)
def test_lineup(
    check: checks.Check, make: Callable[[str], Path], open_page: Callable[[Path], Page]
) -> None:
    assert_none(check(open_page(make("lineup"))))


@pytest.mark.parametrize("check", OF_ONE_RUN, ids=lambda check: check.__name__)
def test_network_of_another_program(
    check: checks.Check, make: Callable[[str], Path], open_page: Callable[[Path], Page]
) -> None:
    assert_none(check(open_page(make("lstm"))))


def test_losses_that_are_not_finite_sort(
    make: Callable[[str], Path], open_page: Callable[[Path], Page]
) -> None:
    assert_none(checks.sort_runs(open_page(make("unbounded"))))


@pytest.mark.parametrize(
    "check",
    [checks.console, checks.size, checks.structure, checks.names, checks.width, checks.search,
     checks.values_of_the_record, checks.speed],
    ids=lambda check: check.__name__,
)  # fmt: skip
def test_thousand_places(
    check: checks.Check, make: Callable[[str], Path], open_page: Callable[[Path], Page]
) -> None:
    assert_none(check(open_page(make("thousand"))))
