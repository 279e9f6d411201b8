"""The recorder for JAX: plain functions, Flax Linen and Flax NNX, against PyTorch's recorder on the
same weights and batches."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sick as case
from examples import run_docstring

import torch
from reading import Log
from torch import nn
from training import BATCH, data, recorded

jax = pytest.importorskip("jax", reason="JAX is missing: pip install jax")
optax = pytest.importorskip("optax", reason="optax is missing: pip install optax")

import gradscope_recorder.jax as gradscope  # noqa: E402

jnp = jax.numpy
ACTIVATIONS: dict[str, tuple[Any, Any]] = {
    "relu": (jax.nn.relu, nn.ReLU()), "tanh": (jnp.tanh, nn.Tanh()),
    "sigmoid": (jax.nn.sigmoid, nn.Sigmoid()), "silu": (jax.nn.silu, nn.SiLU()),
    "gelu": (partial(jax.nn.gelu, approximate=False), nn.GELU()),
    "gelu-tanh": (jax.nn.gelu, nn.GELU("tanh")), "elu": (jax.nn.elu, nn.ELU()),
    "selu": (jax.nn.selu, nn.SELU()), "softplus": (jax.nn.softplus, nn.Softplus()),
    "mish": (jax.nn.mish, nn.Mish()), "leaky-relu": (jax.nn.leaky_relu, nn.LeakyReLU()),
    "leaky-relu:0.2": (lambda z: jax.nn.leaky_relu(z, 0.2), nn.LeakyReLU(0.2)),
    "relu6": (jax.nn.relu6, nn.ReLU6()), "hard-tanh": (jax.nn.hard_tanh, nn.Hardtanh()),
    "maximum": (lambda z: jnp.maximum(z, 0), nn.ReLU()),
}  # fmt: skip


def torch_model(activation: nn.Module) -> nn.Sequential:
    torch.manual_seed(3)
    return nn.Sequential(
        nn.Linear(6, 8), activation, nn.Linear(8, 8), activation, nn.Linear(8, 3)
    )


def params_of(model: nn.Sequential, dtype: Any) -> Any:
    layers = [each for each in model if isinstance(each, nn.Linear)]
    return {
        f"layer_{i}": {"w": jnp.asarray(each.weight.detach().numpy().T.copy(), dtype),
                       "b": jnp.asarray(each.bias.detach().numpy().copy(), dtype)}
        for i, each in enumerate(layers)
    }  # fmt: skip


def plain_loss(activation: Any) -> Any:
    def loss(params: Any, x: Any, y: Any) -> Any:
        for index in range(3):
            own = params[f"layer_{index}"]
            x = gradscope.tap(f"layer_{index}", x @ own["w"] + own["b"], weight=own["w"])
            x = activation(x) if index < 2 else x
        return optax.softmax_cross_entropy_with_integer_labels(x, y).mean()

    return loss


def run(loss: Any, params: Any, log: Path, steps: int = 4, optimizer: Any = None, **named: Any
        ) -> tuple[Log, Any]:  # fmt: skip
    optimizer = optimizer or optax.sgd(0.05)
    settings = {"loss": "cross-entropy", "optimizer": "sgd", "learning_rate": 0.05, **named}
    with gradscope.watch(log=log, **settings) as scope:
        step, state = scope.step(loss, optimizer), optimizer.init(params)
        for x, y in data(steps):
            params, state, _ = step(params, state, as_array(x, params), jnp.asarray(y.numpy()))
    return Log(log), params


def as_array(x: torch.Tensor, params: Any) -> Any:
    return jnp.asarray(x.numpy(), jax.tree.leaves(params)[0].dtype)


def compare(theirs: Log, ours: Log, names: dict[str, str], tolerance: float) -> float:
    worst = 0.0
    for step in theirs.steps:
        for key in ("loss", "gradientNorm"):
            left, right = theirs.steps[step][key], ours.steps[step][key]
            assert right == pytest.approx(left, rel=tolerance), (step, key)
        for their_name, our_name in names.items():
            left, right = theirs.at[step, their_name], ours.at[step, our_name]
            for key, value in left.items():
                # Of JAX, the spread over examples is taken where there are histograms.
                if key in ("place", "step", "histograms") or (
                    key == "activationExampleStd" and key not in right
                ):
                    continue
                difference = abs(right[key] - value) / max(abs(value), 1e-2)
                assert difference <= tolerance, (step, our_name, key, value, right[key])
                worst = max(worst, difference)
    return worst


@pytest.mark.parametrize(
    ("name", "precision"),
    [*((name, "float64") for name in ACTIVATIONS), ("relu", "float32"), ("tanh", "float32")],
)
def test_the_numbers_are_those_of_pytorch(log: Path, name: str, precision: str) -> None:
    ours_of, theirs_of = ACTIVATIONS[name]
    model = torch_model(theirs_of)
    dtype, tolerance = (jnp.float64, 1e-9) if precision == "float64" else (jnp.float32, 1e-4)
    batches = [(x.double() if precision == "float64" else x, y) for x, y in data(4)]
    model = model.double() if precision == "float64" else model
    with jax.enable_x64(precision == "float64"):
        params = params_of(model, dtype)
        theirs = recorded(model, log.with_name("torch.gradscope.jsonl"), batches)
        ours, _ = run(plain_loss(ours_of), params, log)
    names = {"0": "layer_0", "2": "layer_1", "4": "layer_2"}
    worst = compare(theirs, ours, names, tolerance)
    print(f"{name}, {precision}: worst {worst:.1e}")
    if name != "maximum":
        expected = "gelu" if name == "gelu-tanh" else name
        assert ours.places["layer_1"]["activation"] == {"name": expected}
    facts = ours.head["facts"]
    assert facts["classes"] == 3 and facts["precision"] == precision
    assert facts["batchSize"] == BATCH and ours.end == "completed"
    if "silentUnits" in theirs.at[0, "0"]:
        assert ours.at[0, "layer_0"]["silentUnits"] == theirs.at[0, "0"]["silentUnits"]


def test_weights_are_the_same(log: Path) -> None:
    params = params_of(torch_model(nn.Tanh()), jnp.float32)
    loss, optimizer = plain_loss(jnp.tanh), optax.adam(0.01)
    _, ours = run(loss, params, log, 12, optimizer)

    @jax.jit
    def step(params: Any, state: Any, x: Any, y: Any) -> Any:
        updates, state = optimizer.update(jax.grad(loss)(params, x, y), state, params)
        return optax.apply_updates(params, updates), state

    state = optimizer.init(params)
    for x, y in data(12):
        params, state = step(params, state, jnp.asarray(x.numpy()), jnp.asarray(y.numpy()))
    for left, right in zip(jax.tree.leaves(ours), jax.tree.leaves(params), strict=True):
        assert np.array_equal(np.asarray(left), np.asarray(right))


def test_the_example_of_the_docstring(tmp_path: Path) -> None:
    params = params_of(torch_model(nn.Tanh()), jnp.float32)
    optimizer = optax.sgd(0.1)
    batches = [(jnp.asarray(x.numpy()), jnp.asarray(y.numpy())) for x, y in data(2)]
    own = params["layer_0"]
    names = {"loss_fn": plain_loss(jnp.tanh), "optimizer": optimizer, "params": params,
             "state": optimizer.init(params), "batches": batches,
             "x": batches[0][0], "w": own["w"], "b": own["b"]}  # fmt: skip
    code = run_docstring(gradscope, tmp_path, names)
    assert "print(scope.report())" in code
    assert Log(tmp_path / "runs/mine.gradscope.jsonl").end == "completed"


def test_a_step_of_ones_own(log: Path) -> None:
    params = params_of(torch_model(nn.Tanh()), jnp.float32)
    loss_fn, optimizer = plain_loss(jnp.tanh), optax.chain(
        optax.clip_by_global_norm(0.1), optax.sgd(0.05)
    )
    scope = gradscope.watch(log=log, every=2, clip_norm=0.1)

    @partial(jax.jit, static_argnames="record")
    def step(params: Any, state: Any, x: Any, y: Any, record: int) -> Any:
        loss, gradients, seen = scope.value_and_grad(loss_fn, record)(params, x, y)
        updates, state = optimizer.update(gradients, state, params)
        after = optax.apply_updates(params, updates)
        return after, state, loss, scope.updated(seen, params, after)

    state = optimizer.init(params)
    for x, y in data(5):
        params, state, loss, seen = step(
            params, state, jnp.asarray(x.numpy()), jnp.asarray(y.numpy()), scope.record
        )
        scope.write(loss, seen)
    scope.close()
    found = Log(log)
    assert {each for each, _ in found.at} == {0, 2, 4} and found.end == "completed"
    assert found.steps[0]["clippingFactor"] == pytest.approx(0.1 / found.steps[0]["gradientNorm"])


def test_what_runs_within_a_loop_is_said(log: Path) -> None:
    def loss(params: Any, x: Any, y: Any) -> Any:
        def body(x: Any, _: Any) -> Any:
            return jnp.tanh(gradscope.tap("looped", x @ params["w"])), None

        x, _ = jax.lax.scan(body, x, None, length=3)
        z = gradscope.tap("head", x @ params["head"], weight=params["head"])
        return optax.softmax_cross_entropy_with_integer_labels(z, y).mean()

    params = {"w": jnp.eye(6), "head": jnp.ones((6, 3))}
    found, _ = run(loss, params, log)
    assert [*found.places] == ["head"]
    assert any(each.startswith(": not measured: looped: it runs within scan")
               for each in found.unseen)  # fmt: skip


@pytest.mark.parametrize("sick", [True, False])
def test_the_verdict(program: str, log: Path, sick: bool) -> None:
    activation = jax.nn.sigmoid if sick else jax.nn.relu

    def loss(params: Any, x: Any, y: Any) -> Any:
        for index, own in enumerate(params):
            x = gradscope.tap(f"layer_{index}", x @ own["w"] + own["b"], weight=own["w"])
            x = activation(x) if index < len(params) - 1 else x
        return optax.softmax_cross_entropy_with_integer_labels(x, y).mean()

    params = [{"w": jnp.asarray(w), "b": jnp.zeros(w.shape[1])} for w in case.weights(sick)]
    optimizer = optax.sgd(case.RATE)
    with gradscope.watch(log=log, loss="cross-entropy", optimizer="sgd",
                         learning_rate=case.RATE) as scope:  # fmt: skip
        step, state = scope.step(loss, optimizer), optimizer.init(params)
        for x, y in case.batches():
            params, state, _ = step(params, state, jnp.asarray(x), jnp.asarray(y))
    case.assert_judged(log, sick)
