"""What holds of a page as a whole: it is quiet, small, and can be read by everybody."""

from __future__ import annotations

from selenium.webdriver.common.by import By

from browser import Page

INTERACTIVE = {
    "button", "checkbox", "combobox", "link", "listbox", "menuitem", "option", "radio", "searchbox",
    "slider", "spinbutton", "switch", "tab", "textbox", "application", "region", "radiogroup",
    "navigation", "DisclosureTriangle",
}  # fmt: skip


def console(page: Page) -> list[str]:
    """Nothing is complained of, and nothing is fetched."""
    severe = [e["message"] for e in page.driver.get_log("browser") if e["level"] == "SEVERE"]
    fetched = page.script("return performance.getEntriesByType('resource').map(e => e.name)")
    return severe + [f"it fetches {name[:80]}" for name in fetched]


def figures(page: Page) -> list[str]:
    """Every picture is seen: it has a size, shapes and words."""
    faults = []
    seen = page.shown("figure")
    if not seen:
        return ["no picture is there"]
    for figure in seen:
        name = figure.get_attribute("data-figure")
        width, height, shapes, words = page.script(
            """
            const svg = arguments[0].querySelector("svg");
            if (!svg) return [0, 0, 0, 0];
            const box = svg.getBoundingClientRect();
            const isSeen = (e) => {
              const r = e.getBoundingClientRect();
              return r.width + r.height > 0 && getComputedStyle(e).visibility === "visible";
            };
            const count = (kinds) => [...svg.querySelectorAll(kinds)].filter(isSeen).length;
            return [box.width, box.height, count("path, line, rect, circle, image, polyline"),
                    count("text")];
            """,
            figure,
        )
        if width < 100 or height < 60:
            faults.append(f"{name} is {width:.0f} × {height:.0f} px")
        elif shapes == 0 or words == 0:
            faults.append(f"{name} has {shapes} shapes and {words} words")
    return faults


def width(page: Page) -> list[str]:
    """Nothing scrolls sideways in a window of 375 px."""
    page.resize(375, 812, is_phone=True)
    page.wait()
    faults = page.file("width.js")
    page.resize(1280, 900)
    return faults


def narrow(page: Page) -> list[str]:
    """In a window of 375 px pictures fit, their titles are text, and a switch shows them large."""
    page.resize(375, 812, is_phone=True)
    page.wait()
    faults = []
    measure = """
        const [figure] = arguments;
        const [stage, title] = [".stage", "[data-testid=figure-title]"].map(
          (part) => figure.querySelector(part));
        const box = title?.getBoundingClientRect();
        return {
          picture: stage.querySelector("svg").getBoundingClientRect().width,
          scrolls: stage.scrollWidth > stage.clientWidth + 1,
          title: box && box.height > 0 && box.right <= innerWidth
            && title.scrollWidth <= title.clientWidth ? title.textContent.trim() : "",
          drawn: stage.querySelector("svg > title").textContent.trim(),
        };
    """
    for figure in page.shown("figure"):
        name = figure.get_attribute("data-figure")
        seen = page.script(measure, figure)
        if seen["picture"] > 375 or seen["scrolls"]:
            faults.append(f"{name} is {seen['picture']:.0f} px wide, of 375")
        if seen["title"] != seen["drawn"]:
            faults.append(f"{name} does not say its title “{seen['drawn']}” as text")
        switches = figure.find_elements(By.CSS_SELECTOR, "[data-testid=full-size]")
        if not switches:
            faults.append(f"{name} cannot be seen at full size")
            continue
        page.click(switches[0])
        if page.script(measure, figure)["picture"] < 1_000:
            faults.append(f"{name} stays small")
        faults += page.file("width.js")
        page.click(switches[0])
    page.resize(1280, 900)
    return faults


def contrast(page: Page) -> list[str]:
    """Text can be read: WCAG 2.1 AA, on the ground that the page has now."""
    return page.file("contrast.js")


def structure(page: Page) -> list[str]:
    """Landmarks, headings in order, ids, references, titles of pictures."""
    return page.file("structure.js")


def names(page: Page) -> list[str]:
    """Whatever can be operated has a name, as the browser tells it to a screen reader."""
    tree = page.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})
    return [
        f"a {node['role']['value']} has no name"
        for node in tree["nodes"]
        if not node.get("ignored")
        and node.get("role", {}).get("value") in INTERACTIVE
        and not node.get("name", {}).get("value", "").strip()
    ]


def dark(page: Page) -> list[str]:
    """The switch and the settings of the computer give a dark ground that can be read."""

    def lightness() -> float:
        return page.script(
            """
            for (const e of [document.body, document.documentElement]) {
              const [r, g, b, a = 1] = getComputedStyle(e).backgroundColor.match(/[\\d.]+/g);
              if (Number(a) > 0) return (Number(r) + Number(g) + Number(b)) / 765;
            }
            return 1;
            """
        )

    faults = []
    if lightness() < 0.5:
        faults.append("the ground is dark where nobody asked for it")
    toggles = page.shown("theme-toggle")
    if not toggles:
        return [*faults, "there is no switch of the theme"]
    page.click(toggles[0])
    page.wait(400)
    if lightness() > 0.5:
        faults.append("the ground stays light after the switch of the theme")
    faults += [f"dark: {fault}" for fault in contrast(page)]
    page.click(toggles[0])
    page.scheme("dark")
    page.open()
    if lightness() > 0.5:
        faults.append("the ground is light where the computer prefers a dark one")
    page.scheme("light")
    page.open()
    return faults


def size(page: Page) -> list[str]:
    """One file of less than 3 MB."""
    bytes_ = page.path.stat().st_size
    return [f"the file has {bytes_} bytes"] if bytes_ >= 3_000_000 else []
