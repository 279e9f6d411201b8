"""Writes a run log by hand: one JSON object a line. Only Python's own library is needed.

The format is described in `Documentation/run-log.md`.
"""

import datetime
import gzip
import io
import json
import math
import sys

SCHEMA = "gradscope.log/1"


def plain(value):
    """The value as the format spells it: JSON knows no NaN and no infinity, so they are strings."""
    if isinstance(value, float) and not math.isfinite(value):
        return "nan" if math.isnan(value) else "inf" if value > 0 else "-inf"
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return value


def measured(step, last):
    """Whether the places are measured at this step: at each of the first 20, then at steps 10 %
    further on (22, 25, 28, 31, 35 …), and at the last."""
    due = 20
    while due < step:
        due += math.ceil(due / 10)
    return step <= 20 or step == due or step == last


class RunLog:
    """A run log that is being written. A path that ends in `.gz` is compressed.

    A line that was written is never touched again, and each is flushed: a killed process loses no
    more than its last line. (Compressed, it loses what the compressor still holds: a long run is
    better written plain and compressed afterwards.)
    """

    def __init__(self, path, name, framework, versions, facts, places, chains):
        if path.endswith(".gz"):
            # Without a time and a name in its head, the same log gives the same bytes.
            compressed = gzip.GzipFile("", "wb", fileobj=open(path, "wb"), mtime=0)
            self.file = io.TextIOWrapper(compressed, encoding="utf-8", newline="\n")
        else:
            self.file = open(path, "w", encoding="utf-8", newline="\n")
        self.flushes = not path.endswith(".gz")
        now = datetime.datetime.now(datetime.timezone.utc)
        versions = {"python": sys.version.split()[0], **versions}
        self.write({
            "schema": SCHEMA,
            "origin": {"program": sys.argv[0].split("/")[-1], "framework": framework,
                       "versions": versions},
            "name": name,
            "startedAt": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "facts": facts, "places": places, "chains": chains,
        })

    def write(self, line):
        # `json` writes the shortest digits that give the same double back.
        text = json.dumps(plain(line), separators=(",", ":"), allow_nan=False, ensure_ascii=False)
        self.file.write(text + "\n")
        if self.flushes:
            self.file.flush()

    def step(self, step, loss, **numbers):
        """The loss of the batch of this step, before its update, and what else is one number."""
        self.write({"step": step, "loss": loss, **numbers})

    def places(self, step, statistics):
        """A line for each place that was measured: {place: {statistic: number}}."""
        for place, numbers in statistics.items():
            self.write({"step": step, "place": place, **numbers})

    def histograms(self, step, histograms):
        """A line for each place: {place: {tensor: histogram}}."""
        for place, tensors in histograms.items():
            self.write({"step": step, "place": place, "histograms": tensors})

    def end(self, how="completed"):
        self.write({"end": how})
        self.file.close()
