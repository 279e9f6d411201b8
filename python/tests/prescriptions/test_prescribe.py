"""Sick networks, and what heals them by the program's verdict."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from torch.nn import functional as F

import torch
from gradscope_recorder.prescriptions import Prescription
from prescribing import clusters, network, prescribed
from torch import Tensor, nn


def learned(found: Prescription, title: str) -> None:
    """The change of this title healed, and what it healed has learned."""
    one = next(each for each in found.candidates if each.title == title)
    assert one.healed and one.lasts
    for run in one.runs:
        assert run.loss < 0.3 * min(each.first_loss for each in found.before)
        assert run.accuracy is not None and run.accuracy > 0.9


def test_ten_layers_with_weights_that_are_too_small(program: str, tmp_path: Path) -> None:
    found = prescribed(tmp_path, network(10, nn.Tanh, 0.01), clusters(), 0.05)
    assert [run.verdict for run in found.before] == ["vanishing-gradient"] * 2
    assert found.recommended is not None and found.recommended.confirmed
    assert found.recommended.title == "initialize with xavier-normal"
    assert "    nn.init.xavier_normal_(model[i].weight)" in found.recommended.lines
    learned(found, "initialize with xavier-normal")
    # A rate ten times as large is no cure of weights that pass nothing back.
    assert not any(each.healed for each in found.candidates if "rate" in each.title)
    assert any("shortcut" in why for why in found.left.values())
    kept = json.loads((found.folder / "prescription.json").read_text())
    assert kept["schema"] == "gradscope.prescription/1" and kept["healed"]
    logs = {path.name for path in found.folder.glob("*.gradscope.jsonl")}
    assert len(logs) == 2 + sum(
        len(each.runs) + (each.confirmation is not None) for each in found.candidates
    )


def test_a_rate_that_is_too_large(program: str, tmp_path: Path) -> None:
    found = prescribed(tmp_path, network(3, nn.ReLU), clusters(), 8.0)
    assert {"GS303"} <= {*found.codes}
    assert found.recommended is not None and found.recommended.change.kind == "learning-rate"
    learned(found, found.recommended.title)


def test_inputs_that_are_not_scaled(program: str, tmp_path: Path) -> None:
    found = prescribed(tmp_path, network(2, nn.Tanh), clusters(100, 1000), 0.05)
    learned(found, "standardize the inputs")
    assert not any(run.is_well for run in found.before)


def test_a_healthy_network_has_nothing_to_heal(program: str, tmp_path: Path) -> None:
    found = prescribed(tmp_path, network(2, nn.ReLU), clusters(), 0.05)
    assert found.was_well and not found.candidates and found.recommended is None
    assert found.as_json()["status"] == "healthy"
    assert "There is nothing to heal" in str(found) and "nothing to heal" in found._repr_html_()


def test_the_picture_is_that_of_the_program(program: str, tmp_path: Path) -> None:
    found = prescribed(tmp_path, network(2, nn.ReLU), clusters(), 0.05, steps=60, seeds=1)
    known = subprocess.run([program, "prescribe", "--help"], capture_output=True, text=True)
    if "--trained" not in known.stdout:
        with pytest.raises(RuntimeError, match="older than the recorder"):
            found.picture()
        pytest.skip("this program draws no picture of trainings of PyTorch")
    path = found.picture(tmp_path / "pictures")
    assert path.read_bytes().startswith(b"\x89PNG")


def test_seeds_and_data_are_those_of_every_candidate(program: str, tmp_path: Path) -> None:
    seen: list[list[float]] = []

    def batches(seed: int) -> Iterator[Any]:
        mine: list[float] = []
        seen.append(mine)
        while True:
            x = torch.randn(32, 12)
            mine.append(float(x.sum()))
            yield x, (x[:, 0] > 0).long() + (x[:, 1] > 0).long()

    state = torch.get_rng_state()
    prescribed(tmp_path, network(10, nn.Tanh, 0.01), batches, 0.05, steps=40, seeds=1)
    assert torch.equal(state, torch.get_rng_state())
    # Of two seeds: the one that all have, and the one for confirming.
    assert len({each[5] for each in seen}) <= 2 and len(seen) > 4


def test_a_loss_of_its_own_over_batches_of_its_own(program: str, tmp_path: Path) -> None:
    def batches(seed: int) -> Iterator[dict[str, Tensor]]:
        return ({"x": x, "y": y} for x, y in clusters()(seed))

    def loss(model: nn.Module, batch: dict[str, Tensor]) -> Tensor:
        return F.cross_entropy(model(batch["x"]), batch["y"])

    made = network(10, nn.Tanh, 0.01)
    found = prescribed(tmp_path, made, batches, 0.05, loss=loss, seeds=1)
    assert found.recommended is not None and "xavier" in found.recommended.title
    assert any("not (inputs, targets)" in why for why in found.left.values())
    assert "no small network was trained as a yardstick" in " ".join(str(found).split())


@pytest.mark.parametrize("criterion", [F.mse_loss, nn.BCEWithLogitsLoss()])
def test_answers_that_are_half_noise(criterion: Any, program: str, tmp_path: Path) -> None:
    """What no network can learn is not asked for: the small network does not come far either."""

    def batches(seed: int) -> Iterator[Any]:
        draws = torch.Generator().manual_seed(seed)
        while True:
            x = torch.randn(48, 12, generator=draws)
            y = x[:, :3] + torch.randn(48, 3, generator=draws)
            yield x, y if criterion is F.mse_loss else (y > 0).float()

    made = network(2, nn.ReLU)
    found = prescribed(tmp_path, made, batches, 0.05, loss=criterion, steps=300, seeds=1)
    assert found.was_well
    run = found.before[0]
    assert run.reference is not None and run.accuracy is None
    # Half of the variance is noise, and more of the bits: half of the way to 0 is not there.
    assert run.loss > 0.5 * run.reference["guessing"] and run.reference["reached"] > 0.3


def test_nothing_larger_than_the_first_that_heals(program: str, tmp_path: Path) -> None:
    made = network(10, nn.Tanh, 0.01)
    found = prescribed(tmp_path, made, clusters(), 0.05, seeds=1, stop_at_first=True)
    assert len(found.candidates) == 1 and found.recommended is found.candidates[0]


def test_a_compiled_model_is_changed_within(program: str, tmp_path: Path) -> None:
    made = network(10, nn.Tanh, 0.01)

    def compiled() -> nn.Module:
        return torch.compile(made(), backend="eager")  # type: ignore[return-value]

    found = prescribed(tmp_path, compiled, clusters(), 0.05, seeds=1, stop_at_first=True)
    assert not any(each.error for each in found.candidates)
    assert found.recommended is not None and "xavier" in found.recommended.title
