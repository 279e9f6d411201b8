"""The browser, and the pages that the program makes."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from selenium import webdriver

import run_logs
from browser import Page, start


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--program", help="the program that makes the pages")


@pytest.fixture(scope="session")
def driver() -> Iterator[webdriver.Chrome]:
    driver = start()
    yield driver
    driver.quit()


@pytest.fixture(scope="session")
def program(pytestconfig: pytest.Config) -> Path:
    """The program that makes the pages."""
    given = pytestconfig.getoption("--program")
    if not given:
        pytest.skip("no --program: only the checks themselves are tried")
    return Path(given).resolve()


Make = Callable[[str], Path]


@pytest.fixture(scope="session")
def make(program: Path, tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Makes a page by its kind, once."""
    folder = tmp_path_factory.mktemp("pages")
    made: dict[str, Path] = {}

    def run(*arguments: object) -> None:
        words = [str(argument) for argument in arguments]
        environment = {**os.environ, "NO_COLOR": "1"}
        done = subprocess.run(
            [program, *words], cwd=folder, capture_output=True, text=True, env=environment
        )
        assert done.returncode == 0, f"{' '.join(words)}: {done.stderr}"

    def report(kind: str, *runs: object) -> Path:
        run("report", *runs, "--output", folder / f"{kind}.html")
        return folder / f"{kind}.html"

    def one(kind: str) -> Path:
        if kind == "lineup":
            run(
                "compare", "--depth", 5, "--width", 24, "--steps", 60, "--quiet", "--no-store",
                "--output", folder / kind, "--pictures", "all",
            )  # fmt: skip
            return folder / kind / "report.html"
        if kind == "unbounded":
            return report(kind, *run_logs.unbounded(folder / kind))
        log = folder / f"{kind}.gradscope.jsonl"
        run_logs.WRITERS[kind](log)
        return report(kind, log)

    def cached(kind: str) -> Path:
        if kind not in made:
            made[kind] = one(kind)
        return made[kind]

    return cached


@pytest.fixture
def open_page(driver: webdriver.Chrome) -> Callable[[Path], Page]:
    return lambda path: Page(driver, path)
