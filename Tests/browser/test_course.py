"""The course in a browser: sliders by mouse and keyboard, values of the records, phones."""

from __future__ import annotations

import base64
import functools
import gzip
import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

import whole_page
from browser import Page

# A course is sent by mail and put on a web site.
MOST_BYTES = 4_000_000
# As many as LessonCatalog has.
LESSONS = 22
# Of a text in a picture on a phone, in px.
SMALLEST_TEXT = 9.9


@pytest.fixture(scope="session")
def course(program: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all pages."""
    folder = tmp_path_factory.mktemp("course")
    done = subprocess.run(
        [program, "lesson", "--all", "--quiet", "--output", folder],
        capture_output=True, text=True, env={**os.environ, "NO_COLOR": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return folder


def lessons(folder: Path) -> list[Path]:
    """The pages of lessons, in no order; all of them, so that no loop over them is empty."""
    pages = sorted(path for path in folder.glob("*.html") if path.name != "index.html")
    assert len(pages) == LESSONS, [path.name for path in pages]
    return pages


def opened(driver: webdriver.Chrome, path: Path) -> Page:
    """A page whose sliders are there."""
    page = Page(driver, path)
    for _ in range(100):
        if page.script("return document.body.dataset.ready === 'true'"):
            return page
        page.wait()
    raise AssertionError(f"{path.name}: the sliders do not come")


@functools.cache
def unpacked(path: Path) -> str:
    """What a page keeps for its sliders, as JSON; empty where there are none."""
    packed = re.search(r'id="packed">([^<]+)<', path.read_text())
    return gzip.decompress(base64.b64decode(packed[1])).decode() if packed else ""


def positions(page: Page) -> list[dict]:
    """The records behind the sliders."""
    return json.loads(unpacked(page.path))["positions"]


def stage(page: Page) -> str:
    """What is seen of the experiment, on one line."""
    element = page.all("stage")[0]
    return " ".join(element.text.split()) if element.is_displayed() else ""


def faults_of(page: Page) -> list[str]:
    """What is wrong with the position that is seen: its numbers are not those of its record."""
    at = int(page.all("stage")[0].get_attribute("data-at"))
    record = positions(page)[at]
    seen = stage(page)
    faults = [
        f"not seen: {sentence}"
        for sentence in record["lesson"]["observations"]
        if " ".join(sentence.split()) not in seen
    ]
    command = "gradscope " + " ".join(record["command"])
    if command not in seen.replace("'", ""):
        faults.append(f"another command than {command}")
    settings = record["lesson"]["settings"]
    for slider in page.all("slider"):
        label = page.script("return arguments[0].labels[0].textContent", slider)
        if settings.get(label, "as it is") != slider.get_attribute("aria-valuetext"):
            faults.append(f"{label}: slider and record differ")
    if any(not figure.is_displayed() for figure in page.all("figure")) or not page.all("figure"):
        faults.append("a figure is not seen")
    return faults


def test_it_is_small(course: Path) -> None:
    assert sum(path.stat().st_size for path in course.glob("*")) < MOST_BYTES


def test_every_page_is_sound(course: Path, driver: webdriver.Chrome) -> None:
    for path in [course / "index.html", *lessons(course)]:
        page = Page(driver, path) if path.name == "index.html" else opened(driver, path)
        for button in page.all("reveal"):
            page.click(button)
        for check in (
            whole_page.console, whole_page.structure, whole_page.names, whole_page.contrast,
            whole_page.width, regions,
        ):  # fmt: skip
            faults = check(page)
            assert not faults, f"{path.name}, {check.__name__}: " + "\n".join(faults)


def regions(page: Page) -> list[str]:
    """What can be reached to be scrolled says what it is; no landmark and no heading is empty."""
    return page.script(
        """
        const faults = [];
        for (const e of document.querySelectorAll('[tabindex="0"]')) {
          if (e.getAttribute('role') !== 'region' || !e.getAttribute('aria-label')?.trim())
            faults.push(`${e.localName}.${e.className} has no role or no name`);
        }
        for (const e of document.querySelectorAll('th, nav, h1, h2, h3, ul, ol, caption')) {
          if (!e.textContent.trim()) faults.push(`a ${e.localName} is empty`);
        }
        for (const e of document.querySelectorAll('nav')) {
          if (!e.querySelector('a')) faults.push('a nav leads nowhere');
        }
        for (const e of document.querySelectorAll('*')) {
          const style = getComputedStyle(e);
          const scrolls = e.scrollWidth > e.clientWidth + 1 && style.overflowX === 'auto';
          if (scrolls && e.tabIndex < 0) faults.push(`${e.localName} scrolls for a mouse only`);
        }
        return faults;
        """
    )


def test_buttons_keep_their_names(course: Path, driver: webdriver.Chrome) -> None:
    """Whether it is pressed says an attribute: a name that changes too would say it twice."""
    for path in [course / "index.html", course / "neuron.html"]:
        page = Page(driver, path) if path.name == "index.html" else opened(driver, path)
        states = {"theme-toggle": "aria-pressed", "reveal": "aria-expanded"}
        for name, attribute in states.items():
            for button in page.all(name):
                seen = []
                for _ in range(3):
                    seen.append((button.text, button.get_attribute(attribute)))
                    page.click(button)
                assert [state for _, state in seen] == ["false", "true", "false"], name
                assert len({text for text, _ in seen}) == 1 and seen[0][0], name


def test_a_screen_reader_is_told_what_a_slider_changes(
    course: Path, driver: webdriver.Chrome
) -> None:
    page = opened(driver, course / "vanishing.html")
    announcer = page.all("announcer")[0]
    assert announcer.get_attribute("aria-live") == "polite"
    told = lambda: page.script("return arguments[0].textContent", announcer)  # noqa: E731
    slider = page.all("slider")[0]
    page.click(page.all("reveal")[0])
    assert positions(page)[int(page.all("stage")[0].get_attribute("data-at"))]["summary"] == told()
    page.script("arguments[0].focus()", slider)
    page.press(Keys.ARROW_RIGHT)
    assert "hidden" in told()
    page.click(driver.find_element(By.ID, "hide"))
    page.click(page.all("reveal")[0])
    page.script("arguments[0].focus()", slider)
    page.press(Keys.ARROW_LEFT)
    assert positions(page)[int(page.all("stage")[0].get_attribute("data-at"))]["summary"] == told()
    assert len({position["summary"] for position in positions(page)}) == len(positions(page))


def test_pages_say_nothing_of_the_machine(course: Path) -> None:
    for path in course.glob("*.html"):
        text = path.read_text() + unpacked(path)
        for folder in (str(course), str(course.parent), str(Path.home()) + "/", os.getcwd()):
            assert folder not in text, f"{path.name} names {folder}"


def test_pictures_can_be_read_on_a_phone(course: Path, driver: webdriver.Chrome) -> None:
    for path in lessons(course):
        page = opened(driver, path)
        page.resize(375, 812, is_phone=True)
        page.click(page.all("reveal")[0])
        captions, drawings = page.shown("caption"), page.shown("stacked")
        assert captions and len(captions) == len(drawings), path.name
        faults = page.script(
            """
            const faults = [];
            for (const svg of document.querySelectorAll('#stage figure svg')) {
              const box = svg.getBoundingClientRect();
              if (!box.width) continue;
              if (box.right > innerWidth || box.left < 0) faults.push('it is too wide');
              for (const text of svg.querySelectorAll('text')) {
                const size = parseFloat(getComputedStyle(text).fontSize) * svg.getScreenCTM().a;
                const { left, right } = text.getBoundingClientRect();
                const words = text.textContent.slice(0, 40);
                if (size < arguments[0]) faults.push(`"${words}" has ${size.toFixed(1)} px`);
                if (left < box.left - 1 || right > box.right + 1) faults.push(`"${words}" is cut`);
              }
            }
            return faults;
            """,
            SMALLEST_TEXT,
        )
        assert not faults, f"{path.name}: " + "\n".join(faults)
        page.resize(1280, 900)
        assert not page.shown("stacked"), path.name


def test_one_guesses_first(course: Path, driver: webdriver.Chrome) -> None:
    for path in lessons(course):
        page = opened(driver, path)
        assert stage(page) == "", path.name
        page.click(page.all("reveal")[0])
        assert not faults_of(page), path.name


def test_sliders_by_keyboard_reach_every_record(course: Path, driver: webdriver.Chrome) -> None:
    for path in lessons(course):
        page = opened(driver, path)
        if not page.all("slider"):
            continue
        page.click(driver.find_element(By.ID, "hide"))
        page.click(page.all("reveal")[0])
        seen = set()
        for slider in page.all("slider"):
            page.script("arguments[0].focus()", slider)
            page.press(Keys.HOME)
        for _ in range(len(positions(page))):
            seen.add(page.all("stage")[0].get_attribute("data-at"))
            assert not faults_of(page), path.name
            for slider in reversed(page.all("slider")):
                page.script("arguments[0].focus()", slider)
                is_last = slider.get_attribute("value") == slider.get_attribute("max")
                page.press(Keys.HOME if is_last else Keys.ARROW_RIGHT)
                if not is_last:
                    break
        assert len(seen) == len(positions(page)), path.name


def test_a_slider_by_mouse(course: Path, driver: webdriver.Chrome) -> None:
    for path in lessons(course):
        page = opened(driver, path)
        for slider in page.all("slider"):
            page.click(page.all("reveal")[0])
            page.script(
                "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", slider
            )
            # To the end where it is not yet.
            is_last = slider.get_attribute("value") == slider.get_attribute("max")
            box = page.script("return arguments[0].getBoundingClientRect().toJSON()", slider)
            x = box["left"] + 3 if is_last else box["right"] - 3
            for kind in ("mousePressed", "mouseReleased"):
                driver.execute_cdp_cmd(
                    "Input.dispatchMouseEvent",
                    {
                        "type": kind, "x": x, "y": (box["top"] + box["bottom"]) / 2,
                        "button": "left", "clickCount": 1,
                    },
                )  # fmt: skip
            page.wait()
            wanted = slider.get_attribute("min" if is_last else "max")
            assert slider.get_attribute("value") == wanted, path.name
            # It hides what happens, until one has guessed again.
            assert stage(page) == "", path.name
            page.click(page.all("reveal")[0])
            assert not faults_of(page), path.name
            page.click(page.all("reveal")[0])
