"""What came of trying changes."""

from __future__ import annotations

import html
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .. import program
from ..log.numbers import plain
from .change import KINDS, Change
from .runs import PROGRESS, Run

# Beside the logs: what was tried, and which log is of what.
FILE = "prescription.json"


@dataclass
class Candidate:
    """A change and what it did: one run a seed, and one with a seed that it was not chosen on."""

    change: Change
    seeds: int
    runs: list[Run] = field(default_factory=list)
    confirmation: Run | None = None

    @property
    def title(self) -> str:
        """The change in words."""
        return self.change.title

    @property
    def lines(self) -> list[str]:
        """The change as lines to type, which are those that ran."""
        return self.change.lines

    @property
    def well(self) -> int:
        """How many of its runs are well."""
        return sum(run.is_well for run in self.runs)

    @property
    def healed(self) -> bool:
        """Whether every seed was tried and is well."""
        return len(self.runs) == self.seeds and self.well == self.seeds

    @property
    def confirmed(self) -> bool | None:
        """Whether the seed that it was not chosen on is well too; None where it was not tried."""
        return None if self.confirmation is None else self.confirmation.is_well

    @property
    def lasts(self) -> bool:
        """Whether it healed, and was confirmed where that was tried."""
        return self.healed and self.confirmed is not False

    @property
    def error(self) -> str | None:
        """What the training of a run raised; None where all came to their ends."""
        return next((run.error for run in self.runs if run.error), None)

    @property
    def loss_left(self) -> float:
        """The largest loss of a run as a share of that of guessing."""
        return max((run.loss_left for run in self.runs), default=float("inf"))

    def as_json(self) -> dict[str, Any]:
        """As in `prescription/1`; a change of a program has no options of a command line."""
        return {
            "change": self.title,
            "options": {},
            "howTo": self.lines,
            "kinds": [self.change.kind],
            "cost": self.change.cost,
            "reason": list(self.change.reasons),
            "runs": [run.as_json() for run in self.runs],
            "well": self.well,
            "healed": self.healed,
            "confirmed": self.confirmed,
            "confirmation": self.confirmation.as_json() if self.confirmation else None,
            "error": self.error,
            "command": None,
        }


@dataclass
class Prescription:
    """What came of trying changes on a network. Printed, it is a table and what follows from it.

    `before` are the runs as it is, `candidates` what was tried, from the smallest change; `left`
    what was not, each with why; `folder` has the log of each run.
    """

    seeds: list[int]
    unseen_seed: int
    folder: Path
    before: list[Run]
    candidates: list[Candidate] = field(default_factory=list)
    left: dict[str, str] = field(default_factory=dict)
    tried_all: bool = False
    is_interrupted: bool = False
    reference: str | None = None

    @property
    def was_well(self) -> bool:
        """Whether there is nothing to heal."""
        return len(self.before) == len(self.seeds) and all(run.is_well for run in self.before)

    @property
    def codes(self) -> list[str]:
        """Codes of what was found before."""
        return list(dict.fromkeys(code for run in self.before for code in run.codes))

    @property
    def recommended(self) -> Candidate | None:
        """The smallest change that heals, and did with a seed it was not chosen on; where somebody
        stopped before that was tried, the smallest that heals."""
        healed = [each for each in self.candidates if each.healed]
        for wanted in (True, None):
            for each in healed:
                if each.confirmed is wanted:
                    return each
        return None

    @property
    def best(self) -> Candidate | None:
        """The change that ends with half of the loss that the recommended one leaves, or less, with
        the seed that does worst, and was confirmed; None where none does."""
        found = furthest(self.candidates, self.recommended)
        return found if found is not None and found.confirmed else None

    def as_json(self) -> dict[str, Any]:
        """The document, schema `gradscope.prescription/1`."""
        from .sentences import sentences

        recommended, best = self.recommended, self.best
        status = "healthy" if self.was_well else "healed" if recommended else "not-healed"
        references = [run.reference["reached"] for run in self.before if run.reference]
        return {
            "schema": "gradscope.prescription/1",
            "status": "interrupted" if self.is_interrupted else status,
            "healed": recommended is not None,
            "seeds": self.seeds,
            "unseenSeed": self.unseen_seed,
            "before": {
                "runs": [run.as_json() for run in self.before],
                "well": sum(run.is_well for run in self.before),
                "command": None,
            },
            "candidates": [each.as_json() for each in self.candidates],
            "recommended": recommended.as_json() if recommended else None,
            "best": best.as_json() if best else None,
            "kinds": list(KINDS),
            "triedAll": self.tried_all,
            "triedPairs": False,
            "requirement": {
                "share": PROGRESS, "reference": self.reference, "referenceLosses": references,
            },
            "leftOut": [{"change": key, "why": why} for key, why in self.left.items()],
            "sentences": sentences(self),
            "files": [],
        }  # fmt: skip

    def to_json(self) -> str:
        """The document as text."""
        return json.dumps(plain(self.as_json()), ensure_ascii=False, indent=2)

    def picture(self, folder: str | os.PathLike[str] | None = None, *, kind: str = "png") -> Path:
        """Lets the program draw `prescription.png` (or svg, pdf) into a folder, without one beside
        the logs: each change, before and after.

        Raises:
            ProgramMissing: the program was not found.
            RuntimeError: it drew nothing; the message is its own.
        """
        if any(run.guessing is None and run.reference is None for run in self.before):
            raise RuntimeError("no picture: what guessing costs is not known of this loss")
        target = Path(folder) if folder is not None else self.folder
        told = self.folder / FILE
        options = ["--trained", str(told), "--output", str(target), "--picture-format", kind]
        done = program.run("prescribe", *options, "--quiet")
        drawn = target / f"prescription.{kind}"
        if done.returncode > 1 or not drawn.exists():
            said = (done.stderr.strip() or f"gradscope ended with {done.returncode}").split("\n")[0]
            old = "; this gradscope is older than the recorder: build it again"
            raise RuntimeError(f"no picture: {said}{old if '--trained' in said else ''}")
        return drawn

    def __str__(self) -> str:
        from .table import text

        return text(self)

    def _repr_html_(self) -> str:
        """The same, for notebooks."""
        return f"<pre>{html.escape(str(self))}</pre>"


def furthest(candidates: Sequence[Candidate], recommended: Candidate | None) -> Candidate | None:
    """The one that ends with half of the loss that the recommended one leaves, or less."""
    if recommended is None:
        return None
    lasting = [each for each in candidates if each.lasts]
    least = min(lasting, key=lambda each: each.loss_left)
    is_far = least is not recommended and least.loss_left <= recommended.loss_left / 2
    return least if is_far else None
