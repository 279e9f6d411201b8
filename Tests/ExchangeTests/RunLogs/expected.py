"""Computes from the run logs, with NumPy alone, what a reader must find in them.

    python3 expected.py   writes expected.json

`decay` is exp of the least-squares slope of ln(rms) over the places of a chain, at the first step
that was recorded: of `delta` going back, of `activation` going forward. A chain of dense layers or
convolutions is taken without its first one (its fan-in is the data's), a chain through time without
its first and last five, every other chain whole. A zero has no logarithm and is left out.
"""

import gzip
import json
import math
import pathlib

import numpy

FOLDER = pathlib.Path(__file__).parent


def lines(path):
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def counted(chain, kinds):
    """The places of a chain that its decay is taken over."""
    names = chain["places"]
    if chain["axis"] == "time":
        return names[5:-5]
    return names[1:] if kinds[names[0]] in ("dense", "convolution") else names


def slope(values):
    points = [(x, math.log(y)) for x, y in enumerate(values) if y is not None and y > 0]
    if len(points) < 2:
        return None
    x, y = numpy.array(points).T
    return float(numpy.polyfit(x, y, 1)[0])


def expected(path):
    head, *rest = lines(path)
    kinds = {place["name"]: place["kind"] for place in head["places"]}
    losses = [(line["step"], line["loss"], line["accuracy"]) for line in rest if "loss" in line]
    measured = [line for line in rest if "place" in line and "histograms" not in line]
    steps = sorted({line["step"] for line in measured})
    at = {(line["step"], line["place"]): line for line in measured}

    def series(names, step, statistic):
        return [at.get((step, name), {}).get(statistic) for name in names]

    chains = []
    for chain in head["chains"]:
        names = counted(chain, kinds)
        row = {"name": chain["name"], "axis": chain["axis"], "places": len(chain["places"]),
               "counted": [names[0], names[-1]]}
        for when, step in (("first", steps[0]), ("last", steps[-1])):
            delta = slope(series(names, step, "deltaRMS"))
            activation = slope(series(names, step, "activationRMS"))
            row["decay" if when == "first" else "decayAtLastStep"] = {
                "delta": None if delta is None else math.exp(-delta),
                "activation": None if activation is None else math.exp(activation)}
        delta = series(chain["places"], steps[0], "deltaRMS")
        row["deltaRMS"] = {"first": delta[0], "last": delta[-1], "ratio": delta[0] / delta[-1]}
        chains.append(row)

    attention = {
        line["place"]: {
            when: {key: at[step, line["place"]][key] for key in ("attentionEntropy",
                                                                  "attentionLogitMax")}
            for when, step in (("first", steps[0]), ("last", steps[-1]))}
        for line in measured if "attentionEntropy" in line}
    cosines = {
        name: {"first": at[steps[0], name]["tokenCosine"],
               "last": at[steps[-1], name]["tokenCosine"]}
        for name in kinds if "tokenCosine" in at.get((steps[0], name), {})}
    gates = [line["forgetGateMean"] for line in measured
             if line["step"] == steps[0] and "forgetGateMean" in line]
    guessing = math.log(head["facts"]["classes"])
    result = {
        "lines": len(rest) + 1, "places": len(head["places"]), "status": rest[-1]["end"],
        "lossSteps": len(losses), "recordedSteps": len(steps), "lastStep": steps[-1],
        "histogramLines": sum("histograms" in line for line in rest),
        "loss": {"guessing": guessing, "initial": losses[0][1], "final": losses[-1][1],
                 "meanOfLast20": float(numpy.mean([loss for _, loss, _ in losses[-20:]]))},
        "accuracyOfLast20": float(numpy.mean([accuracy for _, _, accuracy in losses[-20:]])),
        "chains": chains}
    if attention:
        result |= {"attention": attention, "tokenCosine": cosines}
    if gates:
        result["forgetGateMean"] = float(numpy.mean(gates))
    return result


def main():
    logs = sorted(FOLDER.glob("*.gradscope.jsonl*"))
    result = {path.name: expected(path) for path in logs}
    text = json.dumps(result, indent=2, ensure_ascii=False)
    (FOLDER / "expected.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
