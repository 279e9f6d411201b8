"""The table of the zoo, in Markdown."""

from __future__ import annotations

import torch

from .judging import HARM, Judged, Score, score

HEAD = """# The zoo, judged

Made by `make zoo` (torch {torch}); what the words mean is in [README.md](README.md). \
The labels are in [labels.json](labels.json), and were committed before the first verdict.
"""
OTHER_SEEDS = """
These are the same networks with other seeds, {further} further on: other first weights, other \
order of the examples.
"""


def table(runs: list[Judged], further: int = 0) -> str:
    """The whole page: score, sick runs, healthy runs, runs that were set aside."""
    sick = [each for each in runs if each.counts and each.is_sick]
    well = [each for each in runs if each.counts and not each.is_sick]
    aside = [each for each in runs if not each.counts]
    parts = [HEAD.format(torch=torch.__version__)]
    if further:
        parts[0] += OTHER_SEEDS.format(further=further)
    parts += [_score(score(runs), runs)]
    parts.append("## Sick\n\n" + _sick(sick))
    parts.append("## Healthy\n\n" + _healthy(well))
    parts.append("## Set aside\n\n" + _aside(aside))
    return "\n".join(parts)


def _score(found: Score, runs: list[Judged]) -> str:
    networks = {(each.case.recipe.name, each.case.fault) for each in runs}
    published = {each.case.name for each in runs if each.case.recipe.source is not None}
    return f"""{len(networks)} networks, {len(published)} of them rebuilt from published programs; \
{len(runs)} runs.

| | | of |
| --- | --- | --- |
| precision | **{found.precision:.3f}** | {found.named} named / ({found.named} named + \
{found.misnamed} misnamed + {found.alarms} healthy called sick) |
| recall | **{found.recall:.3f}** | {found.named} named / {found.sick} sick; \
{found.missed} called healthy |
| healthy called sick | **{100 * found.alarm_share:.1f} %** | {found.alarms} / {found.healthy} |
| the verdict itself names it | {found.verdict_named / max(found.sick, 1):.3f} | \
{found.verdict_named} / {found.sick} |
| the fault's very own code is among the errors | {found.cause_named} | of those that have one |
"""


def _sick(runs: list[Judged]) -> str:
    lines = [
        "| network | fault | came (twin) | label | verdict | errors | warnings | |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for run in runs:
        lines.append(
            f"| {run.case.recipe.name} | {run.case.fault} | {_came(run)} | {_codes(run.codes)} | "
            f"{run.verdict.name} | {_codes(run.verdict.errors)} | {_codes(run.verdict.warnings)} | "
            f"{_answer(run)} |"
        )
    return "\n".join(lines) + "\n"


def _answer(run: Judged) -> str:
    if run.is_named:
        return "named"
    if run.called_sick:
        return "**misnamed**" + (", named as a warning" if run.warned else "")
    return "**missed**" + (", named as a warning" if run.warned else "")


def _healthy(runs: list[Judged]) -> str:
    lines = [
        "| network | family | seed | came | verdict | warnings | |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for run in runs:
        errors = f" ({_codes(run.verdict.errors)})" if run.called_sick else ""
        lines.append(
            f"| {run.case.recipe.name} | {run.case.recipe.family} | {run.outcome.seed} | "
            f"{_came(run)} | {run.verdict.name}{errors} | {_codes(run.verdict.warnings)} | "
            f"{'right' if run.is_right else '**wrong**'} |"
        )
    return "\n".join(lines) + "\n"


def _aside(runs: list[Judged]) -> str:
    lines = [
        f"Healthy ones that learned too little, and faults with which a run came {HARM:.0%} of its "
        "twin's way or more. They are in no count.",
        "",
        "| network | fault | seed | came (twin) | why | verdict | errors | warnings |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for run in runs:
        lines.append(
            f"| {run.case.recipe.name} | {run.case.fault or ''} | {run.outcome.seed} | "
            f"{_came(run)} | {run.why_not} | {run.verdict.name} | {_codes(run.verdict.errors)} | "
            f"{_codes(run.verdict.warnings)} |"
        )
    return "\n".join(lines) + "\n"


def _came(run: Judged) -> str:
    share = f"{run.outcome.share:.2f}" if run.outcome.share == run.outcome.share else "NaN"
    return share if run.twin is None else f"{share} ({run.twin:.2f})"


def _codes(codes: tuple[str, ...]) -> str:
    return " ".join(each.removeprefix("GS") for each in codes)
