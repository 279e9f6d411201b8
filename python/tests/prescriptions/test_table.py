"""A prescription as text: it fits, and says what came of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from gradscope_recorder.prescriptions import Candidate, Prescription, Run, catalog
from gradscope_recorder.prescriptions.numbers import percent, short


def run(seed: int, *, well: bool, loss: float = 0.1, **facts: object) -> Run:
    found = Run(seed, status="completed", loss=loss, first_loss=2.3, guessing=2.3, needed=1.15)
    found.verdict = "healthy" if well else "vanishing-gradient"
    found.cause = None if well else "weights too small, and φ′ loses what is left of it"
    for key, value in facts.items():
        setattr(found, key, value)
    return found


def prescription(*, confirmed: bool | None = True, well: bool = True) -> Prescription:
    sick = [run(seed, well=False, loss=2.3, delta=0.24) for seed in (1, 2, 3)]
    healing = Candidate(catalog.rate(0.1).because("GS303", "GS401"), 3)
    healing.runs = [run(seed, well=well, accuracy=0.9 + seed / 100) for seed in (1, 2, 3)]
    if confirmed is not None:
        healing.confirmation = run(4, well=confirmed)
    broken = Candidate(catalog.clipping(1), 3, [run(1, well=False, error="RuntimeError: no")])
    found = Prescription([1, 2, 3], 4, Path("runs"), sick, [healing, broken])
    found.left = {"add residual connections": "a person has to write it"}
    return found


@pytest.mark.parametrize("columns", [60, 80, 140])
def test_it_fits(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    text = str(prescription())
    assert all(len(line) <= columns for line in text.splitlines())
    assert "3 of 3 ✓" in text and "Recommended: “learning rate × 0.1”" in text
    assert ("called for by" in text.splitlines()[0]) == (columns == 140)
    assert '    group["lr"] *= 0.1' in text
    assert "add residual connections: a person has to write it." in text
    assert "“clip the gradient norm at 1” could not be trained: RuntimeError: no." in " ".join(
        text.split()
    )


def test_what_fails_with_the_next_seed_is_not_recommended() -> None:
    found = prescription(confirmed=False)
    assert found.recommended is None and found.as_json()["status"] == "not-healed"
    assert "failed with a seed it was not chosen on" in " ".join(str(found).split())


def test_nothing_heals() -> None:
    found = prescription(confirmed=None, well=False)
    assert "No single change healed this network: 2 changes tried." in str(found)


def test_the_document_has_the_keys_of_the_contract() -> None:
    document = prescription().as_json()
    assert {"seeds", "before", "candidates", "recommended", "best", "sentences"} <= document.keys()
    assert document["before"]["well"] == 0 and len(document["before"]["runs"]) == 3
    first = document["candidates"][0]
    assert (first["healed"], first["confirmed"], first["command"]) == (True, True, None)
    assert first["howTo"] == ["for group in optimizer.param_groups:", '    group["lr"] *= 0.1']
    assert first["reason"] == ["GS303", "GS401"]


def test_well_is_earned() -> None:
    assert run(1, well=True, loss=1.1).is_well and not run(1, well=True, loss=1.2).is_well
    # The program has judged by a yardstick.
    assert run(1, well=True, loss=1.2, reference={"needed": 1.3}).is_well
    assert not run(1, well=True, loss=float("nan")).is_well
    assert not run(1, well=True, status="diverged").is_well


def test_numbers() -> None:
    assert [short(x) for x in (0.0212, 2.3, 0.999, 5.31e-12, 0, float("nan"))] == [
        "0.021", "2.3", "1.0", "5.3·10⁻¹²", "0", "NaN",
    ]  # fmt: skip
    assert [percent(x) for x in (0.034, 0.0021, 1e-6, 1.0)] == [
        "3 %", "0.2 %", "less than 0.1 %", "100 %",
    ]  # fmt: skip
