"""Trains the zoo, has it judged, writes the table: `python -m zoo`."""

from __future__ import annotations

import argparse
import json
import sys
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.thread import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

import torch

from .cases import all_cases
from .judging import Judged, judged, score, verdict_of
from .table import table
from .training import Outcome, train

TABLE = Path(__file__).parent / "TABLE.md"
OTHER_SEEDS = TABLE.with_stem("TABLE-other-seeds")


def log_of(folder: Path, name: str, seed: int) -> Path:
    """Where the log of a run lies."""
    word = "".join(each if each.isalnum() or each in "-+.|" else "-" for each in name)
    return folder / f"{word.replace('-+-', '+')}.{seed}.gradscope.jsonl"


def _run(name: str, seed: int, folder: str) -> Outcome:
    torch.set_num_threads(1)
    case = next(each for each in all_cases() if each.name == name)
    return train(case.recipe, name, seed, log_of(Path(folder), name, seed))


def train_all(folder: Path, only: str, processes: int, further: int) -> list[Outcome]:
    """Trains every run of the cases whose name has this word in it, with seeds further on."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [(c.name, seed + further) for c in all_cases() for seed in c.seeds if only in c.name]
    found: list[Outcome] = []
    with ProcessPoolExecutor(processes) as pool:
        waiting = [pool.submit(_run, name, seed, str(folder)) for name, seed in wanted]
        for each in as_completed(waiting):
            outcome = each.result()
            found.append(outcome)
            print(
                f"{len(found)}/{len(wanted)} {outcome.name} ({outcome.seed}): came "
                f"{outcome.share:.3f}, loss {outcome.first_loss:.3f} → {outcome.last_loss:.3f}, "
                f"{outcome.seconds:.1f} s",
                file=sys.stderr,
            )
    return found


def remembered(folder: Path) -> dict[tuple[str, int], Outcome]:
    """The outcomes of earlier trainings whose logs lie in this folder."""
    path = folder / "outcomes.json"
    if not path.exists():
        return {}
    found = [Outcome(**each) for each in json.loads(path.read_text(encoding="utf-8"))]
    return {(each.name, each.seed): each for each in found}


def judge_all(outcomes: list[Outcome], processes: int) -> list[Judged]:
    """Asks the program about every run."""
    with ThreadPoolExecutor(processes) as pool:
        verdicts = [*pool.map(verdict_of, (each.log for each in outcomes))]
    by_log = {each.log: found for each, found in zip(outcomes, verdicts, strict=True)}
    return judged(all_cases(), outcomes, by_log)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m zoo", description=__doc__)
    parser.add_argument("--logs", type=Path, required=True, help="the folder of the run logs")
    parser.add_argument("--only", default="", help="train only cases with this word in their name")
    parser.add_argument(
        "--further", type=int, default=0, help="add this to every seed: runs nobody has looked at"
    )
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--no-training", action="store_true", help="judge the logs that are there")
    parser.add_argument("--no-verdicts", action="store_true", help="train, and ask nothing")
    parser.add_argument("--table", type=Path, help="where the table goes")
    given = parser.parse_args()
    known = remembered(given.logs)
    if not given.no_training:
        for each in train_all(given.logs, given.only, given.processes, given.further):
            known[each.name, each.seed] = each
        (given.logs / "outcomes.json").write_text(
            json.dumps([asdict(each) for each in known.values()], indent=1), encoding="utf-8"
        )
    if given.no_verdicts:
        return
    wanted = {(case.name, seed + given.further) for case in all_cases() for seed in case.seeds}
    runs = judge_all([each for key, each in known.items() if key in wanted], given.processes)
    if not given.only:
        path = given.table or (OTHER_SEEDS if given.further else TABLE)
        path.write_text(table(runs, given.further), encoding="utf-8")
    found = score(runs)
    print(
        f"precision {found.precision:.3f}, recall {found.recall:.3f} of {found.sick} sick runs, "
        f"{found.alarms} of {found.healthy} healthy ones called sick"
    )
    for run in runs:
        if run.counts and not run.is_right:
            print(f"  {run.case.name} ({run.outcome.seed}): {run.verdict.name}, "
                  f"expected {' '.join(run.codes) or 'healthy'}")  # fmt: skip


if __name__ == "__main__":
    main()
