"""What the program says of the runs, held against the labels."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from statistics import median

import gradscope_recorder as gradscope

from .recipe import Case
from .training import Outcome

# A planted fault counts where the run came less than this share of its twin's way.
HARM = 0.5


@dataclass(frozen=True)
class Verdict:
    """The program's answer: its verdict, the codes of errors, gravest first, and of warnings."""

    name: str
    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    # The code of the finding that gave the verdict its name.
    gravest: str | None = None


@dataclass
class Judged:
    """A run with its outcome, its label, and its verdict."""

    case: Case
    outcome: Outcome
    verdict: Verdict
    codes: tuple[str, ...]
    cause: str | None
    # The share that its twin has come, the median over its runs; of a healthy run none.
    twin: float | None = None
    counts: bool = True
    why_not: str = ""
    warned: bool = field(init=False)

    def __post_init__(self) -> None:
        self.warned = bool({*self.codes} & {*self.verdict.warnings})

    @property
    def is_sick(self) -> bool:
        return self.case.fault is not None

    @property
    def called_sick(self) -> bool:
        return self.verdict.name != "healthy"

    @property
    def is_named(self) -> bool:
        """An error names one of the label's codes."""
        return bool({*self.codes} & {*self.verdict.errors})

    @property
    def is_right(self) -> bool:
        return self.is_named if self.is_sick else not self.called_sick


@cache
def labels() -> dict[str, dict[str, object]]:
    """The labels by the cases' names; they were written down before any verdict was computed."""
    found: dict[str, dict[str, object]] = json.loads(
        (Path(__file__).parent / "labels.json").read_text(encoding="utf-8")
    )
    return found


def verdict_of(log: str) -> Verdict:
    """Asks the program; a log that it refuses has the verdict `refused`."""
    try:
        run = gradscope.diagnose(log)
    except ValueError as error:
        return Verdict(f"refused: {error}")
    findings = run["findings"]
    by = {
        severity: tuple(dict.fromkeys(f["code"] for f in findings if f["severity"] == severity))
        for severity in ("error", "warning")
    }
    gravest = next((f["code"] for f in findings if f["rule"] == run["verdict"]), None)
    return Verdict(run["verdict"], by["error"], by["warning"], gravest)


def judged(
    cases: list[Case], outcomes: list[Outcome], verdicts: dict[str, Verdict]
) -> list[Judged]:
    """Every run with its label, in the order of the cases, and whether it counts.

    A healthy run counts where it has learned what its task asks for at least; one with a fault
    where it came less than half of its twin's way. Both are measured on examples held out, and
    know nothing of the verdict.
    """
    by_name: dict[str, list[Outcome]] = {}
    for each in sorted(outcomes, key=lambda o: o.seed):
        by_name.setdefault(each.name, []).append(each)
    twins = {name: median(o.counted for o in found) for name, found in by_name.items()}
    found: list[Judged] = []
    for case in cases:
        label = labels()[case.name]
        least = case.recipe.task().learned
        for outcome in by_name.get(case.name, []):
            run = Judged(
                case, outcome, verdicts[outcome.log], tuple(label["codes"]), label.get("cause"),
            )  # fmt: skip
            if case.twin is None:
                run.counts = outcome.counted >= least
                if not run.counts:
                    run.why_not = f"came {outcome.share:.2f}, {least} is asked for"
            elif case.twin in twins:
                run.twin = twins[case.twin]
                run.counts = outcome.counted < HARM * run.twin
                if not run.counts:
                    run.why_not = "came more than half of its twin's way"
            else:
                run.counts, run.why_not = False, "its twin was not trained"
            found.append(run)
    return found


@dataclass(frozen=True)
class Score:
    """Counts of the runs that count.

    precision = named / (named + misnamed + alarms), recall = named / sick.
    """

    sick: int
    # An error names a code of the label.
    named: int
    # There are errors, and none of them does.
    misnamed: int
    # Sick runs that were called healthy.
    missed: int
    healthy: int
    # Healthy runs that were called sick.
    alarms: int
    # The verdict itself, the gravest finding, names a code of the label; the fault's very own code.
    verdict_named: int
    cause_named: int

    @property
    def precision(self) -> float:
        return self.named / max(self.named + self.misnamed + self.alarms, 1)

    @property
    def recall(self) -> float:
        return self.named / max(self.sick, 1)

    @property
    def alarm_share(self) -> float:
        return self.alarms / max(self.healthy, 1)


def score(runs: list[Judged]) -> Score:
    """Counts the runs that count."""
    sick = [each for each in runs if each.counts and each.is_sick]
    well = [each for each in runs if each.counts and not each.is_sick]
    return Score(
        sick=len(sick),
        named=sum(each.is_named for each in sick),
        misnamed=sum(each.called_sick and not each.is_named for each in sick),
        missed=sum(not each.called_sick for each in sick),
        healthy=len(well),
        alarms=sum(each.called_sick for each in well),
        verdict_named=sum(each.verdict.gravest in each.codes for each in sick),
        cause_named=sum(each.cause in each.verdict.errors for each in sick if each.cause),
    )
