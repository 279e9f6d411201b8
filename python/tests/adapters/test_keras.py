"""The callback for Keras 3 on the backend that KERAS_BACKEND names: what it records is what the
recorder of PyTorch records of the same weights and batches."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sick as case
from examples import run_docstring

import torch
from reading import Log
from training import recorded

keras = pytest.importorskip("keras", reason="Keras is missing: pip install keras")

from keras_models import (  # noqa: E402
    BATCH,
    CLASSES,
    EXAMPLES,
    FEATURES,
    compiled,
    data,
    fit,
    layers,
    numbers,
    perceptron,
    twin,
)

import gradscope_recorder.keras as adapter  # noqa: E402
from gradscope_recorder.keras import GradscopeCallback  # noqa: E402


def test_the_example_of_the_docstring(tmp_path: Path) -> None:
    model = keras.Sequential([keras.Input((FEATURES,)), layers.Dense(CLASSES, "softmax")])
    x, y = data()
    code = run_docstring(adapter, tmp_path, {"model": model, "x": x, "y": y})
    assert code.endswith("print(recorder.report())")
    assert Log(tmp_path / "runs/mine.gradscope.jsonl").end == "completed"


@pytest.mark.parametrize("norm", [False, True])
@pytest.mark.parametrize("activation", ["relu", "tanh", "sigmoid", "gelu", "silu", "elu", "selu"])
def test_the_numbers_are_those_of_pytorch(log: Path, activation: str, norm: bool) -> None:
    model = perceptron(activation, norm=norm)
    torch_model = twin(model, activation, norm)
    x, y = data()
    batches = [(torch.from_numpy(x[i : i + BATCH]), torch.from_numpy(y[i : i + BATCH]))
               for i in range(0, EXAMPLES, BATCH)]  # fmt: skip
    theirs = recorded(
        torch_model, log.with_name("torch.gradscope.jsonl"), batches,
        make=lambda p, lr: torch.optim.SGD(p, lr=0.1),
    )  # fmt: skip
    ours = fit(compiled(model), log)
    assert [*ours.steps] == [0, 1, 2] and ours.end == "completed"
    for key in ("optimizer", "learningRate", "classes", "loss", "task", "batchSize", "precision"):
        assert ours.head["facts"][key] == theirs.head["facts"][key], key
    worst = 0.0
    names = {"0": "in", "2": "middle", str(len(torch_model) - 1): "out"}
    for step in range(3):
        for key in ("loss", "accuracy", "gradientNorm"):
            assert ours.steps[step][key] == pytest.approx(theirs.steps[step][key], rel=1e-4), key
        for their_name, our_name in names.items():
            left, right = theirs.at[step, their_name], ours.at[step, our_name]
            for key, value in left.items():
                if key in ("place", "step", "histograms"):
                    continue
                assert right[key] == pytest.approx(value, rel=1e-4, abs=2e-6), (step, our_name, key)
                worst = max(worst, abs(right[key] - value) / max(abs(value), 1e-2))
    print(f"{keras.backend.backend()}, {activation}, norm {norm}: worst {worst:.1e}")
    left, right = theirs.at[0, "2"]["histograms"], ours.at[0, "middle"]["histograms"]
    assert left.keys() == right.keys()
    for key, bins in left.items():
        # A value at the edge of a bin may fall to either side.
        assert sum(right[key]["counts"]) == pytest.approx(sum(bins["counts"]), abs=1), key
        assert (right[key]["zero"], right[key]["nonFinite"]) == (bins["zero"], 0), key
        assert max(right[key]["counts"]) == pytest.approx(max(bins["counts"]), abs=1), key


@pytest.mark.parametrize("norm", [False, True])
def test_weights_are_the_same_bit_for_bit(log: Path, norm: bool) -> None:
    left, right = (compiled(perceptron(norm=norm, dropout=0.3)) for _ in range(2))
    keras.utils.set_random_seed(2)
    fit(left, log, epochs=2, shuffle=True)
    keras.utils.set_random_seed(2)
    fit(right, None, epochs=2, shuffle=True)
    for a, b in zip(numbers(left), numbers(right), strict=True):
        assert np.array_equal(a, b)
    assert left.train_function is not None and left.layers[0].call.__name__ != "hooked"


def test_places_have_keras_names(log: Path) -> None:
    found = fit(compiled(perceptron("relu", norm=True)), log)
    places = found.places
    assert [*places] == ["in", "middle", "out"]
    assert places["middle"]["norm"] == {"name": "batch", "usesBatch": True}
    assert places["middle"]["activation"] == {"name": "relu"}
    assert places["out"]["kind"] == "output"
    assert found.at[0, "in"]["silentUnits"] <= 8


def test_losses_between_recorded_steps(log: Path) -> None:
    found = fit(compiled(perceptron()), log, epochs=4, own={"every": 5})
    every = fit(compiled(perceptron()), log.with_name("every.gradscope.jsonl"), epochs=4)
    # A log of every fifth step has their losses, and those since the last one at the end.
    assert [*found.steps] == [0, 5, 10, 11] and [*every.steps] == list(range(12))
    for step in found.steps:
        assert found.steps[step]["loss"] == pytest.approx(every.steps[step]["loss"], rel=1e-5)


def test_a_loss_of_a_step_is_not_the_mean_of_the_epoch(log: Path) -> None:
    class Sparse(GradscopeCallback):
        def on_train_begin(self, logs: Any = None) -> None:
            super().on_train_begin(logs)
            assert self.recording is not None
            from gradscope_recorder.log import Schedule

            self.recording._schedule = Schedule(4)

    x, y = data()
    compiled(sparse := perceptron())
    sparse.fit(x, y, batch_size=BATCH, epochs=4, verbose=0, shuffle=False,
               callbacks=[Sparse(log=log)])  # fmt: skip
    found = Log(log)
    every = fit(compiled(perceptron()), log.with_name("every.gradscope.jsonl"), epochs=4)
    assert {step for step, _ in found.at} == {0, 4, 8} and [*found.steps] == list(range(12))
    for step, line in found.steps.items():
        assert line["loss"] == pytest.approx(every.steps[step]["loss"], rel=1e-5), step


def test_accumulation_clipping_and_schedules(log: Path) -> None:
    rate = keras.optimizers.schedules.ExponentialDecay(0.1, 1, 0.5)
    optimizer = keras.optimizers.Adam(rate, gradient_accumulation_steps=3, global_clipnorm=0.05)
    found = fit(compiled(perceptron(), optimizer), log, epochs=2)
    facts = found.head["facts"]
    assert facts["optimizer"] == "adam" and facts["momentum"] == pytest.approx(0.9)
    assert facts["clipNorm"] == 0.05 and facts["batchSize"] == 3 * BATCH
    assert facts["schedule"] == "ExponentialDecay" and not facts["hasConstantRate"]
    assert [*found.steps] == [0, 1]
    # Keras's schedules go on at each batch; the update is made at the third.
    assert found.steps[0]["learningRate"] == pytest.approx(0.1 / 4)
    assert found.steps[1]["learningRate"] == pytest.approx(0.1 / 32)
    line = found.steps[0]
    assert line["clippingFactor"] == pytest.approx(0.05 / line["gradientNorm"])
    assert all(found.at[step, "in"]["updateRatio"] > 0 for step in range(2))
    assert any("first batch" in each for each in found.unseen)


def test_convolutions_and_residual_blocks(log: Path) -> None:
    keras.utils.set_random_seed(1)
    start = keras.Input((8, 8, 2))
    x = layers.Conv2D(4, 3, padding="same", activation="relu", name="stem")(start)
    for index in range(3):
        y = layers.Conv2D(4, 3, padding="same", activation="relu", name=f"branch_{index}")(x)
        x = layers.Add(name=f"add_{index}")([x, y])
    x = layers.GlobalAveragePooling2D()(x)
    model = keras.Model(start, layers.Dense(CLASSES, name="head")(x))
    found = fit(compiled(model), log, data=data((8, 8, 2)))
    assert [*found.places] == ["stem", "branch_0", "add_0", "branch_1", "add_1", "branch_2",
                               "add_2", "head"]  # fmt: skip
    assert found.chains["blocks"] == ["add_0", "add_1", "add_2"]
    branch = found.places["branch_1"]
    assert (branch["fanIn"], branch["fanOut"], branch["units"]) == (36, 36, 4)
    assert found.places["add_1"]["bypass"] == 1
    assert all("deltaRMS" in found.at[0, name] for name in found.places)


def test_held_out_losses_and_a_second_fit(log: Path) -> None:
    model = compiled(perceptron())
    found = fit(model, log, epochs=2, validation_data=data())
    assert [s for s, line in found.steps.items() if "validationLoss" in line] == [3, 6]
    after = fit(model, log, epochs=1)
    assert [line["step"] for line in after.lines if "loss" in line] == list(range(9))
    with pytest.raises(FileExistsError, match="append=True"):
        fit(compiled(perceptron()), log)


def test_what_is_not_measured_is_said(log: Path) -> None:
    keras.utils.set_random_seed(1)
    model = keras.Sequential([keras.Input((5, 4)), layers.LSTM(6, name="memory"),
                              layers.Dense(CLASSES, name="out")])  # fmt: skip
    found = fit(compiled(model), log, data=data((5, 4)))
    assert any(each.startswith("memory: ") and "its states" in each for each in found.unseen)
    assert found.at[0, "memory"]["weightGradientNorm"] > 0


def test_an_error_in_the_recorder_does_not_end_the_training(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gradscope_recorder.keras import backends

    model = compiled(perceptron())
    monkeypatch.setattr(backends.Looker, "look", lambda *rest: 1 / 0)
    with pytest.warns(RuntimeWarning, match="the training goes on: ZeroDivisionError"):
        found = fit(model, log)
    assert found.events[-1]["event"] == "recorder-failed"
    assert int(model.optimizer.iterations) == 3


@pytest.mark.parametrize("sick", [True, False])
def test_the_verdict(program: str, log: Path, sick: bool) -> None:
    activation = "sigmoid" if sick else "relu"
    weights = case.weights(sick)
    stack = [layers.Dense(each.shape[1], activation=activation) for each in weights[:-1]]
    stack.append(layers.Dense(case.CLASSES))
    model = keras.Sequential([keras.Input((case.FEATURES,)), *stack])
    for layer, weight in zip(stack, weights, strict=True):
        layer.set_weights([weight, np.zeros(weight.shape[1], "float32")])
    x, y = (np.concatenate(each) for each in zip(*case.batches(), strict=True))
    fit(compiled(model, keras.optimizers.SGD(case.RATE)), log, data=(x, y), batch_size=case.BATCH)
    case.assert_judged(log, sick)
