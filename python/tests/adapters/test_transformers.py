"""The callback for Hugging Face's Trainer, against the real one: small models from their
configurations, no weights that anyone trained."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from examples import run_docstring
from torch.nn import functional as F

import gradscope_recorder as gradscope
import torch
from reading import Log
from torch import Tensor, nn

transformers = pytest.importorskip(
    "transformers", reason="Transformers is missing: pip install 'transformers[torch]'"
)
pytest.importorskip("accelerate", reason="accelerate is missing: pip install accelerate")

import gradscope_recorder.transformers as adapter  # noqa: E402
from gradscope_recorder.transformers import GradscopeCallback  # noqa: E402

BATCH, LENGTH, VOCABULARY = 4, 7, 19


def bert() -> Any:
    torch.manual_seed(1)
    return transformers.BertForSequenceClassification(
        transformers.BertConfig(
            vocab_size=VOCABULARY, hidden_size=16, num_hidden_layers=3, num_attention_heads=2,
            intermediate_size=32, num_labels=3, hidden_dropout_prob=0.1,
        )
    )  # fmt: skip


def gpt2() -> Any:
    torch.manual_seed(1)
    return transformers.GPT2LMHeadModel(
        transformers.GPT2Config(
            vocab_size=VOCABULARY, n_positions=LENGTH, n_embd=16, n_layer=3, n_head=2,
            resid_pdrop=0.0, embd_pdrop=0.0, attn_pdrop=0.0,
        )
    )  # fmt: skip


def examples(count: int = 64, *, words: bool = False) -> list[dict[str, Tensor]]:
    generator = torch.Generator().manual_seed(2)
    tokens = torch.randint(VOCABULARY, (count, LENGTH), generator=generator)
    labels = tokens if words else tokens[:, 0] % 3
    return [{"input_ids": t, "labels": y} for t, y in zip(tokens, labels, strict=True)]


def arguments(folder: Path, **options: Any) -> Any:
    settings: dict[str, Any] = {
        "output_dir": str(folder), "max_steps": 4, "per_device_train_batch_size": BATCH,
        "report_to": [], "use_cpu": True, "disable_tqdm": True, "save_strategy": "no",
        "learning_rate": 1e-3, "logging_strategy": "no", "lr_scheduler_type": "constant",
    }  # fmt: skip
    return transformers.TrainingArguments(**{**settings, **options})


def train(model: Any, log: Path | None, data: Any = None, **options: Any) -> Any:
    resume = options.pop("resume", None)
    kind = options.pop("kind", transformers.Trainer)
    more = options.pop("trainer", {})
    callbacks = [GradscopeCallback(log=log)] if log is not None else []
    folder = options.pop("folder", None) or (log.parent if log is not None else Path("."))
    trainer = kind(
        model, arguments(folder, **options), train_dataset=data or examples(),
        callbacks=callbacks + more.pop("callbacks", []), **more,
    )  # fmt: skip
    trainer.train(resume_from_checkpoint=resume)
    return Log(log) if log is not None else trainer


def test_the_example_of_the_docstring(tmp_path: Path) -> None:
    names = {"model": bert(), "args": arguments(tmp_path), "examples": examples()}
    code = run_docstring(adapter, tmp_path, names)
    assert code.endswith("print(recorder.report())")
    assert Log(tmp_path / "runs/mine.gradscope.jsonl").end == "completed"


def test_bert(log: Path) -> None:
    found = train(bert(), log)
    facts = found.head["facts"]
    assert facts["classes"] == 3 and facts["loss"] == "cross-entropy"
    assert facts["optimizer"] == "adamw" and facts["plannedSteps"] == 4
    assert facts["batchSize"] == BATCH and facts["clipNorm"] == 1.0
    blocks = [f"bert.encoder.layer.{i}" for i in range(3)]
    assert found.chains["bert.encoder.layer.*"] == blocks
    assert [*found.steps] == [0, 1, 2, 3] and found.end == "completed"
    assert all(found.at[step, name]["deltaRMS"] > 0 for step in range(4) for name in blocks)


def test_weights_are_the_same_bit_for_bit(log: Path) -> None:
    left, right = bert(), bert()
    train(left, log)
    train(right, None, folder=log.parent)
    for a, b in zip(left.parameters(), right.parameters(), strict=True):
        assert torch.equal(a, b)
    assert not left._forward_hooks and not left._forward_pre_hooks


def test_accumulation_and_clipping(log: Path) -> None:
    clip = 0.05
    found = train(gpt2(), log, examples(words=True), gradient_accumulation_steps=2,
                  max_grad_norm=clip, max_steps=2, seed=3)  # fmt: skip
    assert [*found.steps] == [0, 1] and found.head["facts"]["batchSize"] == 2 * BATCH
    # The same by hand, on the batches that the Trainer draws.
    model = gpt2()
    trainer = transformers.Trainer(
        model, arguments(log.parent, seed=3), train_dataset=examples(words=True)
    )
    transformers.set_seed(3)
    batches = [batch for batch, _ in zip(trainer.get_train_dataloader(), range(2), strict=False)]
    losses = [model(**batch).loss for batch in batches]
    # The Trainer divides by all tokens, of which a language model predicts all but the first.
    share = (LENGTH - 1) / LENGTH
    total = torch.stack(losses).mean() * share
    total.backward()
    norm = float(torch.stack([p.grad.norm() for p in model.parameters()]).norm())
    line = found.steps[0]
    assert line["loss"] == pytest.approx(float(total), rel=1e-5)
    assert line["gradientNorm"] == pytest.approx(norm, rel=1e-4)
    assert line["clippingFactor"] == pytest.approx(clip / norm, rel=1e-3)
    # δ of a block, of an example's own loss: the mean over its positions.
    seen: list[Tensor] = []
    block = model.transformer.h[1]
    block.register_forward_hook(
        lambda m, i, o: (o if isinstance(o, Tensor) else o[0]).register_hook(seen.append) and None
    )
    for index in range(BATCH):
        one = {key: value[index : index + 1] for key, value in batches[0].items()}
        model(**one).loss.backward()
    own = float(torch.cat([each.flatten() for each in seen]).double().square().mean().sqrt())
    own *= share
    assert found.at[0, "transformer.h.1"]["deltaRMS"] == pytest.approx(own, rel=1e-4)


def test_a_training_is_gone_on_with(log: Path, tmp_path: Path) -> None:
    saving = {"save_strategy": "steps", "save_steps": 2, "max_steps": 5}
    train(gpt2(), log, examples(words=True), **saving)
    before = Log(log)
    train(gpt2(), log, examples(words=True), resume=str(tmp_path / "checkpoint-2"), **saving)
    after = Log(log)
    assert [line["step"] for line in after.lines if "loss" in line] == [0, 1, 2, 3, 4]
    for step in before.steps:
        assert after.steps[step]["loss"] == pytest.approx(before.steps[step]["loss"], rel=1e-5)


def test_an_exception_leaves_the_log_without_an_end(log: Path) -> None:
    class Failing(transformers.TrainerCallback):
        def on_step_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
            if state.global_step == 2:
                raise RuntimeError("no more")

    with pytest.raises(RuntimeError, match="no more"):
        train(bert(), log, trainer={"callbacks": [Failing()]})
    assert Log(log).end is None and [*Log(log).steps] == [0, 1]
    with pytest.raises(FileExistsError, match="append=True"):
        train(bert(), log)


class OwnLoss(transformers.Trainer):
    def compute_loss(self, model: Any, inputs: Any, return_outputs: bool = False, **kw: Any) -> Any:
        labels = inputs.pop("labels")
        return F.cross_entropy(model(**inputs).logits, labels)


def test_a_loss_that_the_trainer_makes(log: Path) -> None:
    logging = {"logging_strategy": "steps", "logging_steps": 1, "kind": OwnLoss}
    found = train(bert(), log, **logging)
    told = train(bert(), log.with_name("told.gradscope.jsonl"))
    for step in range(4):
        # The Trainer rounds what it logs.
        assert found.steps[step]["loss"] == pytest.approx(told.steps[step]["loss"], abs=1e-4)
    rare = train(bert(), log.with_name("rare.gradscope.jsonl"), **{**logging, "logging_steps": 2})
    assert any("with logging_steps=1 it is recorded" in each for each in rare.unseen)


def test_held_out_losses(log: Path) -> None:
    found = train(bert(), log, eval_strategy="steps", eval_steps=2,
                  trainer={"eval_dataset": examples(8)})  # fmt: skip
    assert [s for s, line in found.steps.items() if "validationLoss" in line] == [2, 4]


class Deep(nn.Module):
    """Not of Transformers: a Trainer takes any module that gives a loss."""

    def __init__(self, sick: bool) -> None:
        super().__init__()
        import sick as case

        layers: list[nn.Module] = []
        for weight in case.weights(sick):
            layer = nn.Linear(*weight.shape)
            layer.weight.data = torch.from_numpy(weight.T.copy())
            nn.init.zeros_(layer.bias)
            layers += [layer, nn.Sigmoid() if sick else nn.ReLU()]
        self.net = nn.Sequential(*layers[:-1])

    def forward(self, x: Tensor, labels: Tensor) -> dict[str, Tensor]:
        logits = self.net(x)
        return {"loss": F.cross_entropy(logits, labels), "logits": logits}


@pytest.mark.parametrize("sick", [True, False])
def test_the_verdict(program: str, log: Path, sick: bool) -> None:
    import sick as case

    rows = [{"x": x, "labels": y} for x, y in zip(*case.examples(), strict=True)]
    train(Deep(sick), log, rows, max_steps=case.STEPS, per_device_train_batch_size=case.BATCH,
          learning_rate=case.RATE, optim="sgd", max_grad_norm=0.0)  # fmt: skip
    case.assert_judged(log, sick)


def test_a_transformers_log_is_read_without_complaint(program: str, log: Path) -> None:
    train(bert(), log, kind=OwnLoss, logging_strategy="steps", logging_steps=1, max_steps=30)
    run = gradscope.diagnose(log)
    assert len(run["history"]["loss"]) == 30 and len(run["places"]) > 20
