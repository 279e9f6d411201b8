"""What goes wrong on the way to a prescription is said, and ends no more than it has to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from torch.nn import functional as F

import gradscope_recorder as gradscope
from gradscope_recorder.prescriptions import remedies
from prescribing import clusters, network, prescribed
from torch import Tensor, nn


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
    assert found.recommended is not None and "xavier" in found.recommended.title


def test_who_stops_it_keeps_what_was_tried(program: str, tmp_path: Path) -> None:
    calls = 0

    def loss(model: nn.Module, batch: Any) -> Tensor:
        nonlocal calls
        calls += 1
        if calls > 250:
            raise KeyboardInterrupt
        return F.cross_entropy(model(batch[0]), batch[1])

    made = network(10, nn.Tanh, 0.01)
    found = prescribed(tmp_path, made, clusters(), 0.05, steps=60, seeds=1, loss=loss)
    assert found.is_interrupted and len(found.before) == 1 and found.candidates
    assert found.as_json()["status"] == "interrupted" and "Interrupted" in str(found)
    assert (found.folder / "prescription.json").exists()


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
