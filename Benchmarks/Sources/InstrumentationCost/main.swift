// What recording costs: the training step without a recorder, with every scalar at every step, and
// with the default, in turns of a twentieth of a run in one process.
//
//   swift run --package-path Benchmarks -c release InstrumentationCost [WIDTH…]

import Tensors

let widths = CommandLine.arguments.dropFirst().compactMap { Int($0) }
print(
  "digits, depth 10, batch 64, 1,000 steps, relu, He, SGD, float32; \(BLASLibrary.description)")
print("cost = instrumented / bare − 1: median (smallest … largest) of the rounds")
print("")
print(
  "| width | bare step | every scalar, every step | default: scalars every step, histograms |")
print("|---|---|---|---|")
for width in widths.isEmpty ? [64, 256, 1024] : widths {
  // Enough rounds for a median, few enough for a patient person.
  let rounds = width > 512 ? 3 : width > 128 ? 15 : 31
  let outcome = try CostBenchmark(width: width).compare(rounds: rounds)
  print("| \(width) | \(outcome.bare) | \(outcome.cost(1)) | \(outcome.cost(2)) |")
}
