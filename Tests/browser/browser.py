"""A page in a headless Chromium, asked as a reader with a mouse or a keyboard asks it."""

from __future__ import annotations

import base64
import json
import shutil
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

SCRIPTS = Path(__file__).parent / "scripts"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def start() -> webdriver.Chrome:
    """A browser without a window.

    Raises:
        RuntimeError: there is none; the message says what to install.
    """
    browser = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    driver = shutil.which("chromedriver")
    if browser is None or driver is None:
        raise RuntimeError("no Chromium here: apt-get install -y chromium chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--window-size=1280,900",
        "--hide-scrollbars",
    ):
        options.add_argument(argument)
    return webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))


@dataclass(frozen=True)
class Point:
    """A value behind a picture, and where in the picture it is drawn."""

    plot: str
    name: str
    px: float
    py: float
    x: float
    y: float


class Page:
    """An open page."""

    def __init__(self, driver: webdriver.Chrome, path: Path) -> None:
        self.driver = driver
        self.path = path
        self.resize(1280, 900)
        self.scheme("light")
        self.open()

    def open(self) -> None:
        """Loads it (again)."""
        self.driver.get_log("browser")
        self.driver.get(self.path.resolve().as_uri())

    # What the page has

    def all(self, name: str) -> list[WebElement]:
        """The elements with a `data-testid`."""
        return self.driver.find_elements(By.CSS_SELECTOR, f'[data-testid="{name}"]')

    def shown(self, name: str) -> list[WebElement]:
        """Those of them that can be seen."""
        return [element for element in self.all(name) if element.is_displayed()]

    def script(self, code: str, *arguments: Any) -> Any:
        """What a piece of JavaScript returns."""
        return self.driver.execute_script(code, *arguments)

    def file(self, name: str) -> Any:
        """What a file of `scripts` returns."""
        return self.script((SCRIPTS / name).read_text())

    def wait(self, milliseconds: int = 60) -> None:
        """Lets handlers and transitions end."""
        self.driver.execute_async_script("setTimeout(arguments[1], arguments[0])", milliseconds)

    @property
    def runs(self) -> list[dict[str, Any]]:
        """The runs of the data inside the page."""
        document = json.loads(self.script("return document.getElementById('raw-data').textContent"))
        return document.get("runs", [document])

    @property
    def shown_run(self) -> int:
        """The index of the run that is seen."""
        articles = self.driver.find_elements(By.CSS_SELECTOR, "article[data-run]")
        shown = [article for article in articles if article.is_displayed()]
        return int(shown[0].get_attribute("data-run")) if shown else 0

    def values(self, figure: WebElement) -> list[Point]:
        """The values behind the lines of a picture, as the page keeps them."""
        document, numbers = self._shown(figure)
        return [
            Point(plot.get("title") or "", line["name"], *point)
            for plot in document["plots"]
            for line in plot.get("lines", [])
            for point in zip(
                numbers(line["px"], "f"),
                numbers(line["py"], "f"),
                numbers(line["xs"], "d"),
                numbers(line["ys"], "d"),
                strict=True,
            )
        ]

    def cells(self, figure: WebElement) -> list[tuple[float, float, float]]:
        """The column, the row and the value of each cell of a picture, as the page keeps them."""
        document, numbers = self._shown(figure)
        return [
            (x, y, value)
            for plot in document["plots"]
            for cells in plot.get("cells", [])
            for xs in [numbers(cells["xs"], "d")]
            for row, y in enumerate(numbers(cells["ys"], "d"))
            for x, value in zip(xs, numbers(cells["values"], "d")[row * len(xs) :], strict=False)
        ]

    def _shown(self, figure: WebElement) -> tuple[dict, Callable[[int, str], list[float]]]:
        """What a picture keeps of its values, and how to read a list of it."""
        text = self.script(
            "return arguments[0].querySelector('script.shown')?.textContent ?? null", figure
        )
        document = json.loads(text) if text else {"plots": [], "lists": []}

        def numbers(index: int, kind: str) -> list[float]:
            raw = base64.b64decode(document["lists"][index])
            return [value for (value,) in struct.iter_unpack(f"<{kind}", raw)]

        return document, numbers

    # What a reader does

    def resize(self, width: int, height: int, *, is_phone: bool = False) -> None:
        """Makes the window as large as that, in CSS pixels."""
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": is_phone},
        )

    def scheme(self, name: str) -> None:
        """Prefers a light or a dark ground, as the settings of a computer do."""
        self.driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia",
            {"features": [{"name": "prefers-color-scheme", "value": name}]},
        )

    def press(self, *keys: str) -> None:
        """Presses keys where the focus is."""
        ActionChains(self.driver).send_keys(*keys).perform()
        self.wait()

    def click(self, element: WebElement) -> None:
        """Brings an element into view at once, where pages would glide there, and clicks on it."""
        self.script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element)
        element.click()
        self.wait()

    def point_at(self, figure: WebElement, point: Point) -> None:
        """Moves the mouse over a place of a picture."""
        x, y = self.script(
            """
            const svg = arguments[0].querySelector("svg");
            svg.scrollIntoView({block: "center", inline: "nearest", behavior: "instant"});
            const place = new DOMPoint(arguments[1], arguments[2]);
            const at = place.matrixTransform(svg.getScreenCTM());
            if (at.y < 8 || at.y > innerHeight - 8) {
              document.scrollingElement.scrollTop += at.y - innerHeight / 2;
            }
            const there = place.matrixTransform(svg.getScreenCTM());
            return [there.x, there.y];
            """,
            figure,
            point.px,
            point.py,
        )
        for dx in (6, 0):  # A mouse comes from somewhere.
            self.driver.execute_cdp_cmd(
                "Input.dispatchMouseEvent", {"type": "mouseMoved", "x": x + dx, "y": y}
            )
        self.wait()

    @property
    def tooltip(self) -> str | None:
        """What the tooltip says; None where none is seen."""
        seen = self.shown("tooltip")
        return seen[0].text if seen else None
