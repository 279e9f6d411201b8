"""Pictures tell the values of the record, by mouse and by keyboard; runs can be switched."""

from __future__ import annotations

import math

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from browser import Page, Point
from numbers_in_text import is_shown
from tables import json_number
from whole_page import figures


def switch(page: Page) -> list[str]:
    """Choosing a run, by mouse and by keyboard, shows it and no other, as the record has it."""
    runs = page.runs
    if len(runs) < 2:
        return []
    switches = page.shown("run-switch")
    if not switches:
        return ["there is no switch of runs"]
    labels = switches[0].find_elements(By.CSS_SELECTOR, "label")
    if len(labels) != len(runs):
        return [f"the switch has {len(labels)} runs, and the record {len(runs)}"]

    def check(index: int, way: str) -> list[str]:
        page.wait(150)
        articles = page.driver.find_elements(By.CSS_SELECTOR, "article[data-run]")
        shown = [article for article in articles if article.is_displayed()]
        if [article.get_attribute("data-run") for article in shown] != [str(index)]:
            return [f"run {index} is not the one that is seen after the {way}"]
        text = shown[0].get_attribute("textContent").lower()
        verdict = runs[index]["verdict"].replace("-", " ")
        if runs[index]["name"].lower() not in text or verdict not in text:
            return [f"run {index} does not say “{runs[index]['name']}: {verdict}”"]
        return figures(page)

    faults = []
    for index in [*range(1, len(runs)), 0]:
        page.click(labels[index])
        faults += check(index, "mouse")
    radio = labels[0].find_element(By.CSS_SELECTOR, "input")
    page.script("arguments[0].focus()", radio)
    page.press(Keys.ARROW_RIGHT)
    return faults + check(1, "keyboard")


def values_of_the_record(page: Page) -> list[str]:
    """The values behind the picture of δ by layer are those of the record, to the last digit."""
    runs = {run["name"]: run for run in page.runs}
    faults, compared = [], 0
    for figure in page.shown("figure"):
        if figure.get_attribute("data-figure") != "overview":
            continue
        for point in page.values(figure):
            run = runs.get(point.name)
            if not point.plot.startswith("δ by") or run is None:
                continue
            chain = run["chains"][0]["places"]
            places = {place["name"]: place for place in run["places"]}
            place = places[chain[round(point.x) - 1]]
            expected = json_number(place["initial"]["deltaRMS"])
            compared += 1
            if point.y != expected:
                faults.append(f"{point.name}, {point.x:.0f}: {point.y}, in the record {expected}")
    return faults if compared else ["no picture has values of δ that the record has too"]


def hover(page: Page) -> list[str]:
    """The mouse over a point of each plot shows the values of a point that lies there."""
    faults, asked = [], 0
    for figure in page.shown("figure"):
        name = figure.get_attribute("data-figure")
        points = page.values(figure)
        for plot in dict.fromkeys(point.plot for point in points):
            own = [point for point in points if point.plot == plot]
            point = own[len(own) // 3]
            page.point_at(figure, point)
            asked += 1
            near = [p for p in own if math.dist((p.px, p.py), (point.px, point.py)) < 2]
            faults += _told(page.tooltip, near, f"{name}, “{plot}”, by mouse")
    return faults if asked else ["no picture has values to ask for"]


def keyboard(page: Page) -> list[str]:
    """Arrows within a picture show values of its points, one after the other."""
    faults, asked = [], 0
    for figure in page.shown("figure"):
        points, cells = page.values(figure), page.cells(figure)
        if not points and not cells:
            continue
        asked += 1
        name = figure.get_attribute("data-figure")
        stages = figure.find_elements(By.CSS_SELECTOR, "[tabindex='0']")
        if not stages:
            faults.append(f"{name} cannot be reached with Tab")
            continue
        page.script("arguments[0].focus()", stages[0])
        said = []
        for _ in range(3):
            page.press(Keys.ARROW_RIGHT)
            said.append(page.tooltip)
        for text in said:
            if not _is_cell(text, cells):
                faults += _told(text, points, f"{name}, by keyboard")
        if len(set(said)) < 2 and len({point.x for point in points}) > 1:
            faults.append(f"{name}: the arrow goes nowhere, “{said[0]}”")
        page.press(Keys.ESCAPE)
        if page.tooltip is not None:
            faults.append(f"{name}: Escape leaves the values there")
    return faults if asked else ["no picture has values to ask for"]


def _is_cell(text: str | None, cells: list[tuple[float, float, float]]) -> bool:
    """Whether a tooltip has the column, the row and the value of a cell."""
    words = " ".join((text or "").split())
    return any(all(is_shown(number, words) for number in cell) for cell in cells)


def _told(text: str | None, points: list[Point], where: str) -> list[str]:
    """Whether a tooltip names a point and its two numbers."""
    if text is None:
        return [f"{where}: no values are shown"]
    words = " ".join(text.split())
    for point in points:
        if point.name in words and is_shown(point.x, words) and is_shown(point.y, words):
            return []
    if not points:
        return [f"{where}: “{words[:80]}” is no cell of it"]
    point = points[0]
    return [f"{where}: “{words[:80]}” is not {point.name} {point.x:.6g} {point.y:.6g}"]
