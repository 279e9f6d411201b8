"""Each check finds what it is for: a page as it should be, broken in one place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import checks
from browser import Page
from numbers_in_text import is_shown, numbers

GOOD = (Path(__file__).parent / "good.html").read_text()

# The check, a part of the page, what stands in its place, and a word of the fault.
BAD: list[tuple[checks.Check, str, str, str]] = [
    (checks.console, "let focus = -1;", "missing.call();", "missing is not defined"),
    (checks.console, "</main>", '<img alt="" src="gone.png"></main>', "gone.png"),
    (checks.size, "</main>", f"<!-- {'x' * 3_000_000} --></main>", "bytes"),
    (checks.figures, "svg { width: 100%;", "svg { width: 20px;", "overview is 20"),
    (checks.figures, "svg text {", "svg path { visibility: hidden; } svg text {", "0 shapes"),
    (checks.figures, "svg text {", "figure { display: none; } svg text {", "no picture"),
    (checks.width, "<h1>", '<h1 style="width: 900px">', "px wide"),
    (checks.narrow, "svg { width: 100%;", "svg { width: 100%; min-width: 900px;", "is 900 px wide"),
    (checks.narrow, "two networks</p>", "two</p>", "does not say its title"),
    (checks.narrow, '<p data-testid="figure-title"', '<p style="display: none"', "does not say"),
    (checks.narrow, "stage svg { width: 1600px; }", "stage { opacity: 1; }", "stays small"),
    (checks.narrow, "stage { overflow-x: auto; }", "none { opacity: 1; }", "px wide"),
    (checks.contrast, "--ink: #1a1a1a", "--ink: #999999", "has a contrast of 2.8"),
    (checks.contrast, "<h2 id=", '<h2 style="opacity: 0.4" id=', "Verdict"),
    (checks.contrast, '<text x="80"', '<rect x="60" y="200" width="100" height="40"/><text x="80"',
     "layer"),
    (checks.structure, ' lang="en"', "", "language"),
    (checks.structure, "<h2 id=", "<h4 id=", "is h4 after h1"),
    (checks.structure, '<h3 id="run-0"', '<h3 id="run-1"', "is there twice"),
    (checks.structure, 'aria-labelledby="figures-title"', 'aria-labelledby="gone"', "names gone"),
    (checks.structure, 'href="#figures"', 'href="#gone"', "leads to #gone"),
    (checks.structure, "<title>δ by layer of two networks</title>", "", "no title"),
    (checks.structure, "<main>", "<div>", "landmark main"),
    (checks.structure, "<caption>The runs</caption>", "", "caption"),
    (checks.names, ">Dark</button>", "></button>", "a button has no name"),
    (checks.names, "Search places <", "<", "a searchbox has no name"),
    (checks.names, ' aria-label="Run"', "", "a radiogroup has no name"),
    (checks.values_of_the_record, '"deltaRMS": 0.06', '"deltaRMS": 0.061', "in the record 0.061"),
    (checks.values_of_the_record, 'data-figure="overview"', 'data-figure="other"', "no picture"),
    (checks.hover, "${ys[i]}", "${ys[i] * 1.1}", "is not"),
    (checks.hover, '"mousemove"', '"click"', "no values are shown"),
    (checks.hover, "(far(b) < far(a)", "(far(b) > far(a)", "is not"),
    (checks.keyboard, "focus + 1", "Math.max(focus, 0)", "the arrow goes nowhere"),
    (checks.keyboard, "ArrowRight", "ArrowLeft", "no values are shown"),
    (checks.keyboard, '"Escape"', '"x"', "Escape leaves"),
    (checks.keyboard, '<div tabindex="0" role="application"', '<div role="application"', "Tab"),
    (checks.sort_runs, "sign * (x - y)", "0", "does not turn"),
    (checks.sort_runs, "<td>0.04</td>", "<td>0.05</td>", "the record has 0.04"),
    (checks.sort_runs, '"aria-sort", turned', '"data-sort", turned', "aria-sort"),
    (checks.sort_runs, "const turned = ", "const turned = false && ", "does not turn"),
    (checks.sort_places, "isNaN(x) - isNaN(y)", "isNaN(y) - isNaN(x)", "not in order"),
    (checks.sort_places, "<td>0.08</td>", "<td>0.8</td>", "the record has 0.08"),
    (checks.search, "!row.textContent.includes(box.value)", "false", "leaves 3 places"),
    (checks.switch, "article.dataset.run !== radio.value", "false", "is not the one"),
    (checks.switch, "sigmoid-naive: vanishing gradient</h3>", "sigmoid-naive: healthy</h3>",
     "does not say"),
    (checks.dark, 'dataset.theme === "dark" ? "light" : "dark"', 'dataset.theme = "light"',
     "stays light"),
    (checks.dark, "color-scheme: dark; --ground: #151515; --ink: #eeeeee",
     "color-scheme: dark; --ground: #151515; --ink: #444444", "dark: "),
    (checks.dark, "@media (prefers-color-scheme: dark)", "@media print", "prefers a dark one"),
    (checks.speed, "let focus = -1;",
     "addEventListener('scroll', () => { const t = performance.now();"
     " while (performance.now() - t < 90); }); document.body.style.height = '9000px';"
     "let focus = -1;", "a frame takes"),
    (checks.speed, "<style>",
     "<script>const t = performance.now(); while (performance.now() - t < 1200);</script><style>",
     "the first paint takes"),
]  # fmt: skip


@pytest.fixture
def check_page(tmp_path: Path, open_page: Callable[[Path], Page]):
    def check(which: checks.Check, text: str) -> list[str]:
        path = tmp_path / "page.html"
        path.write_text(text)
        return which(open_page(path))

    return check


@pytest.mark.parametrize("which", [*checks.ALL, checks.speed], ids=lambda check: check.__name__)
def test_a_page_as_it_should_be_has_no_fault(which: checks.Check, check_page) -> None:
    assert check_page(which, GOOD) == []


@pytest.mark.parametrize(
    ("which", "part", "instead", "word"),
    BAD,
    ids=[f"{case[0].__name__}-{index}" for index, case in enumerate(BAD)],
)
def test_a_fault_is_found(
    which: checks.Check, part: str, instead: str, word: str, check_page
) -> None:
    assert part in GOOD, "the page no longer has this part"
    faults = check_page(which, GOOD.replace(part, instead, 1))
    assert any(word in fault for fault in faults), faults


def test_numbers_are_read_as_people_write_them() -> None:
    assert numbers("layer 3: δ RMS 2.1·10⁻³ (×0.24)") == pytest.approx([3, 2.1e-3, 0.24])
    assert numbers("97 %, −0.5, 10⁻⁴, 1.5e-06") == pytest.approx([0.97, -0.5, 1e-4, 1.5e-6])
    assert is_shown(0.12345, "δ 0.123") and not is_shown(0.12345, "δ 0.125")
    assert is_shown(float("nan"), "NaN") and not is_shown(float("nan"), "0")
