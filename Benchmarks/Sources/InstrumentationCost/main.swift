// What recording costs: the training step with and without a recorder, side by side in one process.
//
//   swift run --package-path Benchmarks -c release InstrumentationCost [WIDTH…]

import Foundation
import LinearAlgebra

let widths = CommandLine.arguments.dropFirst().compactMap { Int($0) }
print("digits, depth 10, batch 64, relu, He, SGD, float32; \(BLASLibrary.description)")
print(
  "cost = instrumented / bare − 1: median (smallest … largest) of pairs run one after the other")
print("")
print(
  "| width | bare step | every scalar, every step | default: scalars every step, histograms |")
print("|---|---|---|---|")
for width in widths.isEmpty ? [64, 256, 1024] : widths {
  let bench = try CostBenchmark(width: width)
  // Enough steps for a clock, few enough for a patient person.
  let scalars = bench.compare(
    steps: width > 512 ? 200 : 1000, rounds: width > 512 ? 5 : 15, tier: .scalars, every: 1)
  let full = bench.compare(
    steps: 1000, rounds: width > 512 ? 1 : width > 128 ? 5 : 15, tier: .full, every: nil)
  print("| \(width) | \(scalars.step) | \(scalars.cost) | \(full.cost) |")
}
