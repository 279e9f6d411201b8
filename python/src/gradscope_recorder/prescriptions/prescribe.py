"""`prescribe`: tries the changes that a network's findings call for, and says which heals it."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from .. import program
from . import yardstick
from .change import Change
from .remedies import Choice
from .result import FILE, Candidate, Prescription, furthest
from .runs import PROGRESS, Run
from .training import Recipe
from .tree import Tree


def prescribe(
    make_model: Callable[[], nn.Module],
    make_batches: Callable[[int], Iterable[Any]],
    make_optimizer: Callable[[nn.Module], torch.optim.Optimizer],
    *,
    loss: Callable[..., Tensor],
    steps: int,
    seeds: int = 3,
    seed: int = 1,
    folder: str | os.PathLike[str] | None = None,
    task: str | None = None,
    stop_at_first: bool = False,
    quiet: bool = False,
) -> Prescription:
    """Trains a network, lets the program judge it, and tries what the findings call for, each
    change with the same seeds and the same batches; the smallest that heals is tried once more,
    with a seed that it was not chosen on.

    A run is well when it came to its end, the program finds no error, and its loss on its last
    batches is half of the way, or more, from guessing to what a small healthy network reaches on
    the same batches; where none can be trained, to a loss of 0. A change heals when the runs of
    all seeds are well. Where nothing that is called for heals, the other changes are tried too.

    Args:
        make_model: makes the network; torch's generator was seeded before.
        make_batches: the batches of a seed, the same each time; what ends is begun again.
        make_optimizer: the optimizer of a model.
        loss: a loss of torch, called with model(inputs) and targets of each batch, or any function
            of the model and the batch.
        steps: updates of each training.
        seeds: how many seeds a change has to serve, from `seed` on.
        folder: where the logs go; without it runs/prescription, or the next that is not there.
        task: as in `watch`.
        stop_at_first: leave changes untried that are larger than the first that heals.
        quiet: say nothing on standard error on the way.

    Raises:
        ProgramMissing: the program, which judges, was not found.
        FileExistsError: the folder has something in it.
        ValueError, TypeError: an argument has no meaning, or gives something else.
        Exception: what the training of the network as it is raises.
    """
    if program.find() is None:
        raise program.ProgramMissing(program.MISSING.replace("so the log was not", "so nothing is"))
    if steps < 1 or not 1 <= seeds <= 100:
        raise ValueError(f"steps is {steps} and seeds is {seeds}: at least 1 were expected, "
                         "and at most 100 seeds")  # fmt: skip
    recipe = Recipe(make_model, make_batches, make_optimizer, loss, steps=steps, task=task)
    numbers = [seed + each for each in range(seeds)]
    outside = torch.get_rng_state()
    try:
        trials = _Trials(recipe, numbers, _folder(folder), stop_at_first=stop_at_first, quiet=quiet)
        return trials.run()
    finally:
        torch.set_rng_state(outside)


class _Trials:
    """The trainings of a prescription."""

    def __init__(
        self, recipe: Recipe, seeds: list[int], folder: Path, *, stop_at_first: bool, quiet: bool
    ) -> None:
        self.recipe, self.stop_at_first, self.quiet = recipe, stop_at_first, quiet
        self.found = Prescription(seeds, seeds[-1] + 1, folder, [])
        # Half of the loss as it is before the first update, where guessing is not known.
        self._half: dict[int, float] = {}

    def run(self) -> Prescription:
        found, recipe = self.found, self.recipe
        try:
            for seed in found.seeds:
                found.before.append(self._train(None, seed))
            if not found.was_well:
                self._heal()
        except KeyboardInterrupt:
            found.is_interrupted = True
        if any(recipe.references.values()):
            found.reference = yardstick.WORDS
        found.candidates.sort(key=lambda each: each.change.order)
        path = found.folder / FILE
        path.write_text(found.to_json(), encoding="utf-8")
        return found

    def _heal(self) -> None:
        found, recipe = self.found, self.recipe
        first = found.seeds[0]
        places = next((run.places for run in found.before if run.places), [])
        tree = Tree(recipe.model(first), places)
        choice = Choice(found.before, tree, recipe.data(first).inputs, recipe.steps)
        found.left = choice.left
        self._attempt(choice.called)
        if found.recommended is None:
            found.tried_all = bool(choice.others)
            self._attempt(choice.others)
        best = furthest(found.candidates, found.recommended)
        if not self.stop_at_first and best is not None and best.confirmation is None:
            best.confirmation = self._train(best.change, found.unseen_seed)

    def _attempt(self, changes: list[Change]) -> None:
        """Trains with each of these changes, and confirms the smallest that heals; the next where
        that fails."""
        found = self.found
        for change in changes:
            candidate = Candidate(change, len(found.seeds))
            found.candidates.append(candidate)
            for seed in found.seeds:
                run = self._train(change, seed)
                candidate.runs.append(run)
                # What cannot be trained with one seed cannot with another.
                if run.error is not None:
                    break
            if self.stop_at_first and self._confirm():
                return
        self._confirm()

    def _confirm(self) -> bool:
        """Whether a change is confirmed."""
        found = self.found
        for candidate in found.candidates:
            if candidate.healed and candidate.confirmation is None:
                candidate.confirmation = self._train(candidate.change, found.unseen_seed)
            if candidate.confirmed:
                return True
        return False

    def _train(self, change: Change | None, seed: int) -> Run:
        recipe, title = self.recipe, change.title if change else "as it is"
        if not self.quiet:
            print(f"prescribe: {title}, seed {seed}", file=sys.stderr, flush=True)
        if seed not in recipe.references:
            recipe.references[seed] = yardstick.reference(
                recipe.criterion, recipe.make_batches, recipe.data(seed), seed
            )
        stem = re.sub(r"[^a-z0-9.]+", "-", title.lower().replace("×", "x")).strip("-")
        path = self.found.folder / f"{stem}-seed-{seed}.gradscope.jsonl"
        run = recipe.train(change, seed, path)
        if run.guessing is None:
            if change is None:
                self._half[seed] = (1 - PROGRESS) * run.first_loss
            run.needed = self._half.get(seed, min(self._half.values(), default=float("nan")))
        return run


def _folder(folder: str | os.PathLike[str] | None) -> Path:
    """An empty folder for the logs."""
    if folder is not None:
        path = Path(folder)
        if path.exists() and any(path.iterdir()):
            raise FileExistsError(f"{path} is not empty: choose another folder for the logs")
    else:
        path, number = Path("runs", "prescription"), 1
        while path.exists():
            number += 1
            path = Path("runs", f"prescription-{number}")
    path.mkdir(parents=True, exist_ok=True)
    return path
