"""What a recorded step costs beside an ordinary one, with each adapter: seconds a training, with
and without, by the default schedule and at every step. Medians of processor time.

    python benchmarks/adapters.py lightning|transformers|keras|jax [STEPS]

Of Keras, KERAS_BACKEND says which backend.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

DEPTH, WIDTH, BATCH = 10, 64, 64
# When what is measured began, where that is not the beginning.
start: list[float] = []


def examples(steps: int) -> tuple[Any, Any]:
    random = np.random.default_rng(0)
    count = steps * BATCH
    x = random.standard_normal((count, WIDTH)).astype("float32")
    return x, random.integers(10, size=count)


def torch_network() -> Any:
    from torch import nn

    layers = [each for _ in range(DEPTH) for each in (nn.Linear(WIDTH, WIDTH), nn.ReLU())]
    return nn.Sequential(*layers, nn.Linear(WIDTH, 10))


def lightning(steps: int, log: Path | None, every: int | None) -> None:
    import lightning as L
    from torch.nn import functional as F

    import torch
    from gradscope_recorder.lightning import GradscopeCallback

    class Net(L.LightningModule):
        def __init__(self) -> None:
            super().__init__()
            self.net = torch_network()

        def training_step(self, batch: Any, index: int) -> Any:
            return F.cross_entropy(self.net(batch[0]), batch[1])

        def configure_optimizers(self) -> Any:
            return torch.optim.SGD(self.parameters(), 0.01)

    x, y = (torch.from_numpy(each) for each in examples(steps))
    batches = [(x[i : i + BATCH], y[i : i + BATCH]) for i in range(0, len(x), BATCH)]
    callbacks = [GradscopeCallback(log=log, every=every)] if log else []
    L.Trainer(
        max_epochs=1, callbacks=callbacks, logger=False, enable_checkpointing=False,
        enable_progress_bar=False, enable_model_summary=False, accelerator="cpu",
    ).fit(Net(), torch.utils.data.DataLoader(batches, batch_size=None))  # fmt: skip


def transformers(steps: int, log: Path | None, every: int | None) -> None:
    from transformers import (
        BertConfig,
        BertForSequenceClassification,
        Trainer,
        TrainingArguments,
    )

    import torch
    from gradscope_recorder.transformers import GradscopeCallback

    model = BertForSequenceClassification(
        BertConfig(vocab_size=100, hidden_size=64, num_hidden_layers=4, num_attention_heads=4,
                   intermediate_size=256, num_labels=10)
    )  # fmt: skip
    tokens = torch.randint(100, (steps * 16, 32))
    rows = [{"input_ids": t, "labels": t[0] % 10} for t in tokens]
    arguments = TrainingArguments(
        output_dir=tempfile.mkdtemp(), max_steps=steps, per_device_train_batch_size=16,
        report_to=[], use_cpu=True, disable_tqdm=True, save_strategy="no", logging_strategy="no",
    )  # fmt: skip
    callbacks = [GradscopeCallback(log=log, every=every)] if log else []
    Trainer(model, arguments, train_dataset=rows, callbacks=callbacks).train()


def keras(steps: int, log: Path | None, every: int | None) -> None:
    import keras

    from gradscope_recorder.keras import GradscopeCallback

    hidden = [keras.layers.Dense(WIDTH, activation="relu") for _ in range(DEPTH)]
    model = keras.Sequential([keras.Input((WIDTH,)), *hidden, keras.layers.Dense(10)])
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.SGD(0.01), loss=loss)
    x, y = examples(steps)
    callbacks = [GradscopeCallback(log=log, every=every)] if log else []
    model.fit(x, y, batch_size=BATCH, verbose=0, callbacks=callbacks)


def jax(steps: int, log: Path | None, every: int | None) -> None:
    import jax as library
    import optax

    import gradscope_recorder.jax as gradscope

    random = np.random.default_rng(1)
    sizes = [WIDTH] * (DEPTH + 1) + [10]
    params = [library.numpy.asarray(random.standard_normal((a, b)) * (2 / a) ** 0.5, "float32")
              for a, b in zip(sizes, sizes[1:], strict=False)]  # noqa: RUF007 # fmt: skip

    def loss(params: Any, x: Any, y: Any) -> Any:
        for index, w in enumerate(params):
            x = gradscope.tap(f"layer_{index}", x @ w, weight=w)
            x = library.nn.relu(x) if index < DEPTH else x
        return optax.softmax_cross_entropy_with_integer_labels(x, y).mean()

    optimizer = optax.sgd(0.01)
    state = optimizer.init(params)
    x, y = examples(steps)
    batches = [(x[i : i + BATCH], y[i : i + BATCH]) for i in range(0, len(x), BATCH)]

    @library.jit
    def plain(params: Any, state: Any, x: Any, y: Any) -> Any:
        value, gradients = library.value_and_grad(loss)(params, x, y)
        updates, state = optimizer.update(gradients, state, params)
        return optax.apply_updates(params, updates), state, value

    scope = gradscope.watch(log=log, every=every) if log else None
    step = scope.step(loss, optimizer) if scope else plain
    # Compiling is another price: it is paid once.
    for batch in batches[:12]:
        params, state, value = step(params, state, *batch)
    value.block_until_ready()
    start.append(time.process_time())
    for batch in batches[12:]:
        params, state, value = step(params, state, *batch)
    value.block_until_ready()
    if scope:
        scope.close()


def seconds(run: Callable[..., None], steps: int, every: int | None, recorded: bool) -> float:
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "run.gradscope.jsonl" if recorded else None
        start[:] = [time.process_time()]
        run(steps, log, every)
        return time.process_time() - start[-1]


def main() -> None:
    runs = {"lightning": lightning, "transformers": transformers, "keras": keras, "jax": jax}
    run, steps = runs[sys.argv[1]], int(sys.argv[2]) if len(sys.argv) > 2 else 500
    seconds(run, 8, 1, True)
    for title, every in (("default schedule", None), ("every step", 1)):
        pairs = [(seconds(run, steps, every, False), seconds(run, steps, every, True))
                 for _ in range(3)]  # fmt: skip
        plain, own = (statistics.median(each) for each in zip(*pairs, strict=True))
        print(
            f"{sys.argv[1]}, {title}, {steps} steps: {1000 * plain / steps:.2f} ms a step without, "
            f"{1000 * own / steps:.2f} ms with ({100 * (own / plain - 1):+.0f} %)"
        )


if __name__ == "__main__":
    main()
