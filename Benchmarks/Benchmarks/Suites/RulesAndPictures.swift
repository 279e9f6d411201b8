import Benchmark
import Datasets
import Diagnosis
import Experiments
import Records
import Reports
import Tensors

/// Judging a run of 1,000 steps and 50 layers with every rule.
func addRuleBenchmarks() {
  Benchmark("judge 1,000 steps × 50 layers", configuration: .init(scalingFactor: .one)) {
    benchmark in
    let record = try record(depth: 50, steps: 1000)
    benchmark.startMeasurement()
    blackHole(Judgement(record))
    benchmark.stopMeasurement()
  }
}

/// Drawing all pictures of one run, files and all.
func addPictureBenchmarks() {
  Benchmark("pictures of 10 layers", configuration: .init(scalingFactor: .one)) { benchmark in
    let run = JudgedRun(try record(depth: 10, steps: 1000))
    let pictures = FigureSet([run], command: "benchmark")
    let folder = ".build/pictures"
    benchmark.startMeasurement()
    blackHole(try pictures.write(into: folder))
    benchmark.stopMeasurement()
  }
}

private func record(depth: Int, steps: Int) throws -> RunRecord {
  var configuration = TrainingPlan()
  configuration.depth = depth
  configuration.steps = steps
  configuration.activation = "tanh"
  configuration.initializer = "xavier-normal"
  let data = try PreparedData(Digits.load(), for: configuration)
  return try Experiment(name: "bench", configuration: configuration, data: data).run()
}
