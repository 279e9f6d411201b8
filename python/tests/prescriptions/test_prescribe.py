"""Sick networks, and what heals them by the program's verdict."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from torch.nn import functional as F

import gradscope_recorder as gradscope
import torch
from gradscope_recorder.prescriptions import Prescription, remedies
from torch import Tensor, nn


def network(
    depth: int, activation: type[nn.Module], deviation: float | None = None
) -> Callable[[], nn.Module]:
    """Layers of 32 units over 12 features, with PyTorch's own weights or N(0, deviation²)."""

    def make() -> nn.Module:
        layers: list[nn.Module] = []
        for a, b in pairwise([12, *[32] * depth]):
            layers += [nn.Linear(a, b), activation()]
        model = nn.Sequential(*layers, nn.Linear(32, 3))
        for each in model.modules():
            if isinstance(each, nn.Linear) and deviation is not None:
                nn.init.normal_(each.weight, std=deviation)
                nn.init.zeros_(each.bias)
        return model

    return make


def clusters(scale: float = 1, shift: float = 0) -> Callable[[int], Iterator[Any]]:
    """Three clusters of points around centres that all seeds share."""

    def batches(seed: int) -> Iterator[tuple[Tensor, Tensor]]:
        centres = torch.randn(3, 12, generator=torch.Generator().manual_seed(3))
        draws = torch.Generator().manual_seed(seed)
        while True:
            labels = torch.randint(3, (48,), generator=draws)
            points = centres[labels] + 0.5 * torch.randn(48, 12, generator=draws)
            yield shift + scale * points, labels

    return batches


def sgd(rate: float) -> Callable[[nn.Module], torch.optim.Optimizer]:
    return lambda model: torch.optim.SGD(model.parameters(), lr=rate, momentum=0.9)


def prescribed(
    folder: Path, make: Any, batches: Any, rate: float, steps: int = 150, **options: Any
) -> Prescription:
    options = {"loss": F.cross_entropy, "seeds": 2, **options}
    return gradscope.prescribe(
        make, batches, sgd(rate), steps=steps, folder=folder / "logs", quiet=True, **options
    )


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


def test_a_change_that_raises_is_told_and_ends_no_other(
    program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(tree: Any, kind: str | None = None) -> Any:
        line = "model.nowhere.weight.zero_()"
        return remedies.catalog.Change("initialization", "what cannot be", on_model=(line,))

    monkeypatch.setattr(remedies.catalog, "normalization", broken)
    found = prescribed(tmp_path, network(10, nn.Tanh, 0.01), clusters(), 0.05, seeds=1)
    raised = next(each for each in found.candidates if each.title == "what cannot be")
    assert raised.error is not None and "no attribute 'nowhere'" in raised.error
    assert not raised.healed and raised.error in " ".join(str(found).split())
    learned(found, "initialize with xavier-normal")


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


def test_without_the_program_it_says_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRADSCOPE", str(tmp_path / "nowhere"))
    with pytest.raises(gradscope.ProgramMissing, match="make install"):
        prescribed(tmp_path, network(2, nn.ReLU), clusters(), 0.05)
    assert not (tmp_path / "logs").exists()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"steps": 0}, "steps is 0"),
        ({"seeds": 0}, "seeds is 0"),
        ({"make": lambda: "a model"}, "make_model gave a str: a torch.nn.Module was expected"),
        ({"loss": lambda model, batch: None}, "loss gave nothing: a tensor of one value"),
        ({"batches": lambda seed: [{"x": 1}]}, r"batches \(inputs, targets\) were expected"),
    ],
)
def test_what_is_wrong_is_said(
    options: dict[str, Any], message: str, program: str, tmp_path: Path
) -> None:
    wanted = {"make": network(2, nn.ReLU), "batches": clusters(), "rate": 0.05, **options}
    with pytest.raises((ValueError, TypeError), match=message):
        prescribed(tmp_path, **wanted)


def test_logs_that_are_there_are_not_written_over(program: str, tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "a").touch()
    with pytest.raises(FileExistsError, match="is not empty: choose another folder"):
        prescribed(tmp_path, network(2, nn.ReLU), clusters(), 0.05)
