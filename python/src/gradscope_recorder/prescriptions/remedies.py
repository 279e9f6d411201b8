"""From what the findings say to change to the changes that are tried."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import torch

from . import catalog
from .catalog import Left
from .change import Change
from .runs import Run
from .tree import Tree

# Codes that call for a change beside the findings' own remedies; the same as `gradscope prescribe`.
LARGE = ("GS102", "GS103", "GS303", "GS401", "GS403")
FLOW = (
    "GS101", "GS102", "GS104", "GS105", "GS106", "GS201", "GS203", "GS204", "GS301", "GS304",
    "GS405",
)  # fmt: skip
INPUTS = (
    "GS102", "GS103", "GS201", "GS203", "GS303", "GS401", "GS402", "GS405", "GS501",
)  # fmt: skip
RATE = ("GS202", "GS204", *LARGE)

# What is another network, other data, or a decision of a person.
UNTRIED = {
    "residual": "a shortcut is another forward(): a person has to write it",
    "branch-scale": "the scale of branches stands in forward(): a person has to write it",
    "gates": "another kind of layer: a person has to put it in",
    "no-clipping": "what clips is not known: it is not in make_optimizer",
    "batch": "make_batches says how large batches are",
    "units": "make_model says how many units there are",
    "layers": "make_model says how many layers there are",
    "loss": "loss= says what the loss is",
    "examples": "make_batches says what the data are",
    "leave-out": "make_batches says what the data are",
    "task": "a person has to decide it",
}


class Choice:
    """The changes of a sick network: `called` for by findings, and `others`; both from the
    smallest. `left` says what was left out, and why."""

    def __init__(
        self, runs: Sequence[Run], tree: Tree, inputs: torch.Tensor | None, steps: int
    ) -> None:
        self.left: dict[str, str] = {}
        self._changes: list[Change] = []
        self._tree, self._inputs, self._steps = tree, inputs, steps
        findings = [each for run in runs for each in run.findings if each["severity"] != "note"]
        self.codes = list(dict.fromkeys(each["code"] for each in findings))
        for finding in findings:
            for remedy in finding["remedies"]:
                self._remedy(remedy, finding)
        self._families(findings)
        self._changes.sort(key=lambda each: each.order)
        self.called = [each for each in self._changes if each.reasons]
        self.others = [each for each in self._changes if not each.reasons]

    def _add(self, words: str, codes: Iterable[str], *made: Callable[[], Change]) -> None:
        for make in made:
            try:
                change = make().because(*codes)
            except Left as why:
                self.left[words] = str(why)
                continue
            known = next((i for i, old in enumerate(self._changes) if old.is_like(change)), None)
            if known is None:
                self._changes.append(change)
            else:
                self._changes[known] = self._changes[known].because(*change.reasons)

    def _remedy(self, remedy: dict[str, Any], finding: dict[str, Any]) -> None:
        """The change that a remedy names."""
        action, tree = remedy["action"], self._tree
        name, times = remedy.get("name"), remedy.get("times")
        places = [each for each in finding["places"] if tree.has(each)]
        makers: list[Callable[[], Change]] = []
        if action == "initializer":
            drawn = dict.fromkeys(tree.hidden, str(name))
            makers = [lambda: catalog.initialization(tree, drawn)]
        elif action == "matching-initializer":
            makers = [lambda: catalog.initialization(tree, tree.matching)]
        elif action == "gain":
            gain = f"fan-in:{remedy['gain']:.3g}"
            makers = [lambda: catalog.initialization(tree, dict.fromkeys(tree.hidden, gain))]
        elif action == "weights" and times is not None:
            makers = [lambda: catalog.scaled_weights(tree, places or tree.hidden, times)]
        elif action == "activation":
            makers = [lambda: catalog.activation(tree, str(name), remedy["initializer"])]
        elif action == "normalization":
            makers = [lambda: catalog.normalization(tree, name)]
        elif action == "learning-rate":
            usual = (0.1, 0.01) if remedy["isLower"] else (10.0, 100.0)
            # Beside the factor that the finding names, the usual ones that are far from it.
            factors = [each for each in usual if times is None or not 1 / 3 < each / times < 3]
            factors = [times, *factors] if times is not None else factors
            makers = [lambda f=f: catalog.rate(f) for f in factors]  # type: ignore[misc]
        elif action == "clipping":
            makers = [lambda: catalog.clipping(0.1 if remedy["isLower"] else 1)]
        elif action == "weight-decay" and times is not None:
            makers = [lambda: catalog.decay(times)]
        elif action == "standardize":
            makers = [lambda: catalog.standardized(self._inputs)]
        elif action == "output-activation":
            makers = [lambda: catalog.raw_outputs(tree)]
        elif action == "schedule" and name == "cosine":
            makers = [lambda: catalog.cosine(self._steps)]
        elif action == "steps" and times is not None and times > 1:
            makers = [lambda: catalog.longer(times)]
        elif action == "orthogonal-recurrence":
            makers = [lambda: catalog.orthogonal_recurrence(tree)]
        elif action == "open-gates":
            makers = [lambda: catalog.open_gates(tree, remedy.get("bias", 1.0))]
        elif action in UNTRIED:
            self.left[remedy["words"]] = UNTRIED[action]
        self._add(remedy["words"], [finding["code"]], *makers)

    def _families(self, findings: Sequence[dict[str, Any]]) -> None:
        """What these codes call for beside the remedies; what none calls for is among `others`."""
        first = {each["code"] for each in findings if each["steps"][:1] == [0]}
        # No step led to what was not finite before the first update.
        broken = {"GS103", "GS401"} if "GS103" in first else set()

        def found(codes: Sequence[str], *, stepwise: bool = False) -> list[str]:
            return [each for each in self.codes if each in codes
                    and not (stepwise and each in broken)]  # fmt: skip

        tree, large = self._tree, found(LARGE, stepwise=True)
        matching = lambda: catalog.initialization(tree, tree.matching)  # noqa: E731
        self._add("use the initialization made for the activation", found(FLOW), matching)
        rates = [lambda f=f: catalog.rate(f) for f in (0.1, 0.01)]
        self._add("lower the learning rate", found(RATE, stepwise=True), *rates)
        self._add("raise the learning rate", found(("GS302",)), lambda: catalog.rate(10))
        self._add("warm up the learning rate", large, lambda: catalog.warm_up(self._steps))
        self._add("clip the gradient norm", large, lambda: catalog.clipping(1))
        inputs = lambda: catalog.standardized(self._inputs)  # noqa: E731
        self._add("standardize the inputs", found(INPUTS), inputs)
        self._add("add normalization", found(FLOW[:8]), lambda: catalog.normalization(tree))
