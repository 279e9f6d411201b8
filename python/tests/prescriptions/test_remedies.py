"""From findings to changes: what they call for, what else there is, and what is left out."""

from __future__ import annotations

from typing import Any

import torch
from gradscope_recorder.prescriptions import Run
from gradscope_recorder.prescriptions.remedies import Choice
from gradscope_recorder.prescriptions.tree import Tree
from torch import nn

TANH = {"name": "tanh", "matchingInitializer": "xavier-normal"}


def finding(code: str, *remedies: dict[str, Any], steps: tuple[int, int] = (5, 90)) -> Any:
    words = [{"words": each["action"], **each} for each in remedies]
    return {
        "code": code, "severity": "error", "remedies": words, "places": ["0", "2"],
        "steps": list(steps),
    }  # fmt: skip


def choice(*findings: Any) -> Choice:
    model = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 8), nn.Tanh(), nn.Linear(8, 2))
    places: list[dict[str, Any]]
    places = [{"name": each, "kind": "dense", "activation": TANH} for each in ("0", "2")]
    places.append({"name": "4", "kind": "output"})
    run = Run(1, findings=list(findings))
    return Choice([run], Tree(model, places), 100 + torch.randn(64, 4), 200)


def titles(found: Choice) -> list[str]:
    return [each.title for each in found.called]


def test_a_remedy_that_is_named_is_tried_with_its_numbers() -> None:
    lower = {"action": "learning-rate", "isLower": True, "times": 0.02}
    found = choice(finding("GS302", {"action": "weights", "times": 4.0}, lower))
    assert "first weights × 4" in titles(found) and "learning rate × 0.02" in titles(found)
    scaled = next(each for each in found.called if "weights" in each.title)
    assert scaled.lines == ["model[0].weight.data.mul_(4)", "model[2].weight.data.mul_(4)"]
    assert scaled.reasons == ("GS302",)


def test_two_findings_that_call_for_one_change_try_it_once() -> None:
    remedy = {"action": "matching-initializer"}
    found = choice(finding("GS105", remedy), finding("GS301", remedy))
    drawn = [each for each in found.called if each.kind == "initialization"]
    assert [each.reasons for each in drawn] == [("GS105", "GS301")]


def test_the_smallest_change_is_tried_first_and_what_nothing_calls_for_last() -> None:
    found = choice(finding("GS303"))
    assert titles(found) == [
        "learning rate × 0.1", "learning rate × 0.01", "warm up over 20 steps",
        "clip the gradient norm at 1", "standardize the inputs",
    ]  # fmt: skip
    others = [each.title for each in found.others]
    assert others[0] == "initialize with xavier-normal"
    assert not {*others} & {*titles(found)}


def test_no_step_led_to_what_was_not_finite_before_the_first() -> None:
    found = choice(finding("GS103", steps=(0, 0)), finding("GS401", steps=(0, 0)))
    assert not any("rate" in title or "clip" in title for title in titles(found))


def test_what_cannot_be_done_to_any_network_is_said() -> None:
    found = choice(finding("GS101", {"action": "residual"}, {"action": "open-gates", "bias": 2}))
    assert "forward()" in found.left["residual"] and "nn.LSTM" in found.left["open-gates"]


def test_a_note_calls_for_nothing() -> None:
    note = {**finding("GS302", {"action": "weights", "times": 4.0}), "severity": "note"}
    assert not choice(note).called
