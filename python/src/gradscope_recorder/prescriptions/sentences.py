"""What follows from a prescription, in sentences: those of `gradscope prescribe`."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .numbers import percent, share, short
from .runs import PROGRESS, spread

if TYPE_CHECKING:
    from .result import Candidate, Prescription


def sentences(found: Prescription) -> list[str]:
    """All of them, with the lines to type at their end."""
    recommended = found.recommended
    lines = ["Write it:\n" + "\n".join(f"  {line}" for line in recommended.lines)] if (
        recommended is not None
    ) else []  # fmt: skip
    return [*prose(found), *lines]


def prose(found: Prescription) -> list[str]:
    """Those without the lines."""
    parts = [
        headline(found), _best(found), _larger(found), _meaning(found), _unsteady(found),
        _others(found), *_confirmations(found), *_errors(found),
    ]  # fmt: skip
    return [each for each in parts if each]


def left_out(found: Prescription) -> list[str]:
    """What was not tried, and why."""
    return [f"{change}: {why}." for change, why in found.left.items()]


def headline(found: Prescription) -> str:
    """What came of it, in one sentence."""
    first, last = found.seeds[0], found.seeds[-1]
    seeds = f"seed {first}" if first == last else (
        f"seeds {first} {'and' if last == first + 1 else 'to'} {last}"
    )  # fmt: skip
    if found.was_well:
        return f"There is nothing to heal: without a change the network is well with {seeds}."
    if len(found.before) < len(found.seeds):
        return "Interrupted before a change was tried."
    recommended = found.recommended
    stopped = "Interrupted. " if found.is_interrupted else ""
    if recommended is not None:
        healed = sum(each.lasts for each in found.candidates)
        place = "the only one that heals of" if healed == 1 else (
            f"the smallest of {healed} that heal, of"
        )  # fmt: skip
        place = f"{place} {_tried(found)}" if len(found.candidates) > 1 else (
            "the first change that was tried"
        )  # fmt: skip
        return f"{stopped}Recommended: “{recommended.title}”, {place} ({recommended.change.cost})."
    if any(each.healed for each in found.candidates):
        return (
            f"No change is recommended: what healed with {seeds} failed with a seed it was not "
            "chosen on."
        )
    if not found.candidates:
        return f"{stopped}No finding names a change that any network can have."
    return f"{stopped}No single change healed this network: {_tried(found)}.{_nearest(found)}"


def _tried(found: Prescription) -> str:
    count = len(found.candidates)
    return f"{count} change{'s' if count > 1 else ''} tried"


def _nearest(found: Prescription) -> str:
    """The change that came furthest, and where to look now."""
    nearest = min(found.candidates, key=lambda each: (-each.well, each.loss_left))
    is_short = any(run.verdict == "too-short-to-judge" for run in nearest.runs)
    rest = " Some runs were too short to be judged: take more steps." if is_short else (
        " What is wrong is none of what was tried: look at "
        f"{'what was not, at ' if found.left else ''}the data and the task first, then try more "
        "than four times the steps."
    )  # fmt: skip
    if not math.isfinite(nearest.loss_left) or nearest.loss_left > 0.95:
        return f" None came away from guessing.{rest}"
    well = f"well with {nearest.well} of {nearest.seeds} seeds, " if nearest.well else ""
    loss = spread(nearest.runs, lambda run: run.loss, short)
    return f" The nearest: “{nearest.title}”, {well}training loss {loss}.{rest}"


def _best(found: Prescription) -> str | None:
    best, recommended = found.best, found.recommended
    if best is None or recommended is None:
        return None
    least, left = percent(best.loss_left), percent(recommended.loss_left)
    return (
        f"The best of those that heal: “{best.title}”, which ends at {least} of the loss of "
        f"guessing with the seed that does worst, “{recommended.title}” at {left} "
        f"({best.change.cost})."
    )


def _larger(found: Prescription) -> str | None:
    recommended = found.recommended
    others = [each for each in found.candidates if each.lasts and each is not recommended]
    if recommended is None or not others:
        return None
    lead = "Another change heals" if len(others) == 1 else "Other changes heal"
    named = "; ".join(f"“{each.title}” ({each.change.cost})" for each in others[:4])
    more = f" and {len(others) - 4} more" if len(others) > 4 else ""
    return f"{lead}, too: {named}{more}."


def _meaning(found: Prescription) -> str:
    """What a run has to come to, in the numbers of these data."""
    yardsticks = [run.reference for run in found.before if run.reference]
    half = percent(PROGRESS)
    if yardsticks:
        said = {
            key: short(sorted(each[key] for each in yardsticks)[(len(yardsticks) - 1) // 2], 3)
            for key in ("needed", "guessing", "reached")
        }
        return (
            f"A run is well when no error is found and its loss is {said['needed']} or less: "
            f"{half} of the way from guessing, {said['guessing']}, to {said['reached']}, which a "
            f"small healthy network reaches on these batches ({found.reference})."
        )
    if any(run.guessing is not None for run in found.before):
        return (
            f"A run is well when no error is found and its loss came at least {half} of the way "
            "from guessing to 0: for this loss and these batches no small network was trained as a "
            "yardstick."
        )
    return (
        f"A run is well when no error is found and its loss is at most {half} of that before the "
        "first update: what guessing costs is not known of this loss."
    )


def _unsteady(found: Prescription) -> str | None:
    some = [each for each in found.candidates if 0 < each.well < len(each.runs)]
    if not some:
        return None
    more = f", {len(some) - 1} more with some of them" if len(some) > 1 else ""
    return (
        f"“{some[0].title}” is well with {some[0].well} of {len(some[0].runs)} seeds{more}: a "
        "change that fails with one draw will fail again, and has not healed."
    )


def _others(found: Prescription) -> str | None:
    if not found.tried_all:
        return None
    codes = ", ".join(found.codes)
    return (
        f"Nothing that the findings ({codes}) call for healed, so other changes were tried too."
        if codes
        else "No finding says what to change, so all changes were tried in turn."
    )


def _confirmations(found: Prescription) -> list[str]:
    return [_confirmation(found, each) for each in found.candidates if each.confirmation]


def _confirmation(found: Prescription, candidate: Candidate) -> str:
    run, seed = candidate.confirmation, found.unseen_seed
    assert run is not None
    accuracy = "" if run.accuracy is None else f", accuracy {share(run.accuracy)}"
    numbers = f"training loss {short(run.loss)}{accuracy}, {run.verdict.replace('-', ' ')}"
    title = f"“{candidate.title}”"
    if candidate.confirmed:
        return f"Confirmed with seed {seed}, which {title} was not chosen on: {numbers}."
    return f"Not confirmed: {title} fails with seed {seed}, which it was not chosen on ({numbers})."



def _errors(found: Prescription) -> list[str]:
    return [
        f"“{each.title}” could not be trained: {each.error}."
        for each in found.candidates
        if each.error
    ]
