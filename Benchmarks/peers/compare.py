"""Gradscope beside its peers: the same instrumented training step in each, in turns, on one core.

    make bench
    python3 Benchmarks/peers/compare.py [--rounds N] [--shapes 10x64x64,…] [--json FILE]

Every contender is a process that is started once, on the same core and with one thread, from the same
first weights and data; each first shows that it computes the same δ. Then they train in turns, each
as many steps as take about a third of a second, in an order that rotates from round to round. A ratio
is taken round by round; its median is quoted, with the smallest and the largest.

NumPy and JAX come from PyPI; PyTorch takes part where it is installed.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile

from common import write_parameters

HERE = os.path.dirname(os.path.abspath(__file__))
DIGITS = os.path.join(HERE, "../../Sources/CDigits/Resources/digits.csv")
WORKER = os.path.join(HERE, "../.build/release/StepWorker")
SHAPES = "10x64x64,50x64x64,10x256x128,10x1024x256"
# δ of float32 in another order of sums differs by rounding only, which grows with depth.
AGREEMENT = 1e-3
SLICE = 0.33
PEERS = ["NumPy", "PyTorch + hooks", "JAX, jitted"]
OURS, PRODUCTS = "Gradscope", "matrix products"


class Contender:
    """A worker process."""

    def __init__(self, name, command):
        self.name = name
        # These override OpenBLAS's own choice of kernels, where they are set.
        environment = {
            key: value
            for key, value in os.environ.items()
            if key not in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")
        }
        for key in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
            environment[key] = "1"
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment,
            preexec_fn=one_core if hasattr(os, "sched_setaffinity") else None,
        )
        self.first = self.read()
        self.count = 1

    def read(self):
        line = self.process.stdout.readline()
        if not line:
            raise ChildProcessError(f"{self.name}: expected an answer, got none; is it installed?")
        return json.loads(line)

    def train(self, count):
        """Microseconds a step."""
        self.process.stdin.write(f"{count}\n")
        self.process.stdin.flush()
        return 1e6 * self.read()["seconds"] / count

    def settle(self):
        """Finds how many steps fill a slice, warming up on the way."""
        time = self.train(2)
        while time * self.count < 1e6 * SLICE / 2:
            self.count = max(2 * self.count, int(1e6 * SLICE / 4 / time))
            time = self.train(self.count)
        self.count = max(1, int(1e6 * SLICE / time))

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def one_core():
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def commands(depth, width, batch, parameters):
    sizes = [str(depth), str(width), str(batch)]
    options = ["--depth", sizes[0], "--width", sizes[1], "--batch", sizes[2]]
    options += ["--parameters", parameters, "--digits", DIGITS]
    peers = zip(PEERS, ("peer_numpy.py", "peer_torch.py", "peer_jax.py"))
    yield OURS, [WORKER, *sizes, parameters]
    yield PRODUCTS, [WORKER, *sizes]
    for name, script in peers:
        yield name, [sys.executable, os.path.join(HERE, script), *options]


def agree(mine, theirs):
    """Whether two lists have the same numbers but for rounding; NaN is no number."""
    return len(mine) == len(theirs) and all(
        abs(a - b) <= AGREEMENT * abs(a) for a, b in zip(mine, theirs)
    )


def start(depth, width, batch, parameters):
    contenders = []
    for name, command in commands(depth, width, batch, parameters):
        try:
            contenders.append(Contender(name, command))
        except ChildProcessError as error:
            print(error, file=sys.stderr)
            if name in (OURS, PRODUCTS):
                sys.exit(1)
    ours = contenders[0].first
    for peer in contenders[2:]:
        mine = [ours["loss"], *ours["deltaRMS"]]
        theirs = [peer.first["loss"], *peer.first["deltaRMS"]]
        if not agree(mine, theirs):
            sys.exit(f"{peer.name}: expected {mine} as here, got {theirs}: not the same work")
    return contenders


def median(values):
    return sorted(values)[len(values) // 2]


def measure(shape, rounds):
    depth, width, batch = shape
    with tempfile.TemporaryDirectory() as folder:
        parameters = os.path.join(folder, "first.safetensors")
        write_parameters(parameters, depth, width)
        contenders = start(depth, width, batch, parameters)
        for contender in contenders:
            contender.settle()
        times = {contender.name: [] for contender in contenders}
        for round in range(rounds):
            for turn in range(len(contenders)):
                contender = contenders[(turn + round) % len(contenders)]
                times[contender.name].append(contender.train(contender.count))
        for contender in contenders:
            contender.end()
    library = contenders[0].first["library"]
    return {"depth": depth, "width": width, "batch": batch, "library": library, "times": times}


def ratio(numerator, denominator):
    values = [a / b for a, b in zip(numerator, denominator)]
    return f"{median(values):.2f} ({min(values):.2f} … {max(values):.2f})"


def report(result):
    times = result["times"]
    ours = times[OURS]
    print(f"\n{result['depth']} × {result['width']} × {result['batch']}  {result['library']}")
    print(f"  {OURS:18} {median(ours):10.0f} µs a step")
    for name, values in times.items():
        if name == PRODUCTS:
            print(
                f"  {name:18} {median(values):10.0f} µs    "
                f"Gradscope takes ×{ratio(ours, values)} of them"
            )
        elif name != OURS:
            print(
                f"  {name:18} {median(values):10.0f} µs    "
                f"Gradscope is ×{ratio(values, ours)} faster"
            )
    sys.stdout.flush()


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--shapes", default=SHAPES, help=f"depth x width x batch ({SHAPES})")
    parser.add_argument("--json", help="where the times go as JSON")
    options = parser.parse_args()
    if not os.path.exists(WORKER):
        sys.exit(f"{WORKER}: not built; run make bench, or "
                 "swift build --package-path Benchmarks -c release")
    print("depth × width × batch: an instrumented training step of tanh, float32, one thread;")
    print("medians of rounds in turns, in brackets the smallest and the largest ratio of a round")
    results = []
    for shape in options.shapes.split(","):
        results.append(measure([int(n) for n in shape.split("x")], options.rounds))
        report(results[-1])
    if options.json:
        with open(options.json, "w") as file:
            json.dump(results, file, indent=1)


if __name__ == "__main__":
    main()
