"""The harness of the zoo: its lists agree, its faults do what they say, its count is right."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

import torch
from zoo import faults, judging, table
from zoo.cases import all_cases
from zoo.judging import Judged, Verdict, labels, score
from zoo.networks import perceptrons
from zoo.recipe import Case, sick
from zoo.training import Outcome, batches, drawn, train

CASES = all_cases()


def test_every_case_has_a_label_and_every_label_a_case() -> None:
    assert {*labels()} == {each.name for each in CASES}


def test_a_label_has_codes_where_there_is_a_fault_and_only_there() -> None:
    for case in CASES:
        assert bool(labels()[case.name]["codes"]) == (case.fault is not None), case.name


def test_the_zoo_is_as_large_as_it_is_meant_to_be() -> None:
    published = [each for each in CASES if each.recipe.source is not None]
    healthy_runs = sum(len(each.seeds) for each in CASES if each.fault is None)
    assert len(CASES) >= 40 and healthy_runs >= 60
    assert len(published) >= len(CASES) / 3


def test_every_twin_is_healthy() -> None:
    healthy = {each.name for each in CASES if each.fault is None}
    assert all(each.twin in healthy for each in CASES if each.fault is not None)


def test_batches_show_each_example_once_before_any_comes_again() -> None:
    found = batches(12, 4, seed=1)
    assert sorted(torch.cat([next(found) for _ in range(3)]).tolist()) == [*range(12)]


def test_a_seed_draws_the_same_weights() -> None:
    first, again, other = (drawn(perceptrons.RELU_10, seed) for seed in (1, 1, 2))
    same = [torch.equal(a, b) for a, b in zip(first.parameters(), again.parameters(), strict=True)]
    assert all(same)
    assert not torch.equal(first[0].weight, other[0].weight)


def test_a_fault_changes_what_it_says() -> None:
    faulty = faults.rate(100)(perceptrons.RELU_3)
    assert faulty.optimizer.rate == 100 * perceptrons.RELU_3.optimizer.rate
    alike = drawn(faults.weights_constant(0.02)(perceptrons.RELU_3), 1)
    assert len(alike[0].weight.unique()) == 1
    frozen = faults.only("6.")(perceptrons.RELU_3)
    model = drawn(frozen, 1)
    chosen = {id(each) for each in frozen.trained(model)}
    assert {n for n, p in model.named_parameters() if id(p) in chosen} == {"6.weight", "6.bias"}


def test_a_run_learns_and_its_log_is_judged(program: str, tmp_path: Path) -> None:
    recipe = perceptrons.RELU_3.but(steps=150)
    outcome = train(recipe, "net", 1, tmp_path / "net.gradscope.jsonl")
    assert outcome.share > 0.7 and outcome.last_loss < outcome.first_loss
    assert judging.verdict_of(outcome.log).name == "healthy"


def test_a_run_that_diverges_comes_nowhere(tmp_path: Path) -> None:
    recipe = faults.nan_in_data(perceptrons.RELU_3).but(steps=80)
    outcome = train(recipe, "net", 1, tmp_path / "net.gradscope.jsonl")
    assert math.isnan(outcome.share) and outcome.counted < 0


def _judged(fault: str | None, share: float, verdict: Verdict, codes: tuple[str, ...]) -> Judged:
    recipe = perceptrons.RELU_3
    case = Case(recipe) if fault is None else sick(recipe, fault, recipe)
    outcome = Outcome(case.name, 1, share, 2.3, 0.1, 1.0, f"{fault}{share}")
    return Judged(case, outcome, verdict, codes, codes[0] if codes else None, 0.9)


def test_the_count() -> None:
    well, ill = Verdict("healthy"), Verdict("saturation", ("GS201",), (), "GS201")
    runs = [
        _judged(None, 0.9, well, ()), _judged(None, 0.9, ill, ()),
        _judged("a", 0.0, ill, ("GS201", "GS301")), _judged("b", 0.0, ill, ("GS101",)),
        _judged("c", 0.0, well, ("GS101",)),
        _judged("d", 0.0, Verdict("saturation", ("GS201", "GS101"), (), "GS201"), ("GS101",)),
    ]  # fmt: skip
    found = score(runs)
    assert (found.sick, found.named, found.misnamed, found.missed) == (4, 2, 1, 1)
    assert (found.healthy, found.alarms) == (2, 1)
    assert found.precision == pytest.approx(2 / 4) and found.recall == pytest.approx(2 / 4)
    assert found.verdict_named == 1 and found.cause_named == 2


def test_a_fault_without_harm_is_set_aside_whatever_the_verdict() -> None:
    twin = next(each for each in CASES if each.name == "mlp-relu-3")
    case = next(each for each in CASES if each.twin == "mlp-relu-3")
    outcomes = [
        Outcome(twin.name, 1, 0.9, 2.3, 0.1, 1.0, "twin"),
        Outcome(case.name, 1, 0.8, 2.3, 0.1, 1.0, "harmless"),
        Outcome(case.name, 2, 0.1, 2.3, 0.1, 1.0, "harmed"),
    ]
    verdicts = {each.log: Verdict("diverged", ("GS401",), (), "GS401") for each in outcomes}
    runs = judging.judged([twin, case], outcomes, verdicts)
    assert [each.counts for each in runs] == [True, False, True]
    assert "| 1 | 0.80 (0.90) |" in table.table(runs)


def test_a_healthy_run_that_did_not_learn_is_set_aside() -> None:
    twin = next(each for each in CASES if each.name == "mlp-relu-3")
    outcome = Outcome(twin.name, 1, 0.5, 2.3, 1.0, 1.0, "slow")
    (run,) = judging.judged([twin], [outcome], {"slow": Verdict("healthy")})
    assert not run.counts and "asked for" in run.why_not
