import Benchmark

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput], warmupIterations: 3, scalingFactor: .kilo,
    maxDuration: .seconds(1))
  addKernelBenchmarks()
  addStepBenchmarks()
  addRuleBenchmarks()
  addPictureBenchmarks()
}
