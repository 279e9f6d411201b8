"""How fast a page is there, and how fluid it scrolls."""

from __future__ import annotations

import math

from browser import SCRIPTS, Page

# In milliseconds.
LATEST_PAINT = 1000
SLOWEST_FRAME = 50


def first_paint(page: Page) -> float:
    """Milliseconds from asking for the page to its first words: the least of three times."""
    times = []
    for _ in range(3):
        page.open()
        page.wait(200)
        times.append(
            page.script(
                "return performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 1e9"
            )
        )
    return min(times)


def slowest_frame(page: Page) -> float:
    """Milliseconds of the longest frame while the page is scrolled from top to bottom.

    The least of some times: what else the machine does is not the page's fault.
    """
    page.open()
    page.wait(500)
    script = (SCRIPTS / "scroll.js").read_text()
    page.driver.set_script_timeout(120)
    least = math.inf
    for _ in range(5):
        least = min(least, max(page.driver.execute_async_script(script), default=0.0))
        if least <= SLOWEST_FRAME:
            break
    return least


def speed(page: Page) -> list[str]:
    """First paint within a second, and no frame over 50 ms while scrolling; says the numbers."""
    paint, frame = first_paint(page), slowest_frame(page)
    print(f"{page.path.name}: first paint {paint:.0f} ms, longest frame {frame:.1f} ms")
    return ([f"the first paint takes {paint:.0f} ms"] if paint > LATEST_PAINT else []) + (
        [f"a frame takes {frame:.0f} ms while scrolling"] if frame > SLOWEST_FRAME else []
    )
