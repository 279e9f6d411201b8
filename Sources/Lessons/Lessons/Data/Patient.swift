import Datasets
import Experiments
import Reports
import Tensors
import Texts

/// A network that was drawn with something wrong in it, or nothing, and trained.
struct Patient: Sendable {
  let plan: TrainingPlan
  let dataset: String
  let run: JudgedRun

  /// What the judge says of it.
  var verdict: String { run.judgement.verdict }

  /// The command that looks for what heals it, after the program's name.
  var prescription: String {
    (["prescribe"] + plan.commandOptions.filter { !$0.isDefault }.flatMap(\.words)
      + ["--dataset", dataset]).map(\.shellQuoted).joined(separator: " ")
  }

  /// Draws one whose verdict has one of the names; another where it has not.
  ///
  /// - Throws: as `TrainedRuns.train`.
  static func drawn(seed: UInt64, of names: [String], stop: StopSignal) async throws -> Patient {
    var generator = SeededGenerator(seed: seed, stream: 21)
    var patient = try await next(&generator, stop)
    for _ in 0..<6 where !names.contains(patient.verdict) {
      patient = try await next(&generator, stop)
    }
    return patient
  }

  private static func next(
    _ generator: inout SeededGenerator, _ stop: StopSignal
  ) async throws -> Patient {
    let (plan, dataset) = plan(&generator)
    let data = try PreparedData(
      DatasetName(parsing: dataset).load(seed: plan.seed), for: plan)
    let runs = try await TrainedRuns.train(
      [PlannedRun(name: "patient", plan: plan)], on: data, explaining: true, stop: stop)
    return Patient(plan: plan, dataset: dataset, run: runs[0])
  }

  /// A plan with one thing chosen badly, or nothing.
  private static func plan(_ generator: inout SeededGenerator) -> (TrainingPlan, String) {
    func pick<Value>(_ values: [Value]) -> Value {
      values[Int(generator.next() % UInt64(values.count))]
    }
    var plan = TrainingPlan()
    var dataset = "digits"
    plan.seed = generator.next() % 10_000
    (plan.steps, plan.batchSize) = (200, 32)
    plan.width = pick([20, 24, 32, 40])
    plan.depth = pick([2, 3, 4, 5])
    plan.activation = pick(["relu", "tanh"])
    switch pick(Array(0..<8)) {
    case 0:
      (plan.activation, plan.depth) = ("sigmoid", pick([7, 9, 11, 13]))
    case 1:
      (plan.activation, plan.depth) = ("relu", pick([7, 9, 11]))
    case 2:
      (plan.activation, plan.depth) = ("sigmoid", pick([3, 4, 5]))
    case 3:
      (plan.learningRate, dataset) = (pick([1e-6, 3e-6, 1e-5]), pick(["digits", "circles"]))
    case 4:
      (plan.activation, plan.learningRate) = ("tanh", pick([5, 8, 10]))
    case 5:
      (plan.activation, plan.optimizer, plan.learningRate) = ("relu", "adam", pick([0.5, 1]))
    case 6:
      (plan.activation, dataset) = ("identity", "circles")
    default: dataset = pick(["digits", "circles"])
    }
    plan.initializer = TrainingPlan.matchingInitializer(of: plan.activation)
    if plan.activation == "relu", plan.depth > 5 {
      plan.initializer = PerLayer(pick(["normal:0.6", "normal:0.8", "normal:1"]))
    }
    if plan.activation == "sigmoid", plan.depth < 6 {
      plan.initializer = PerLayer(pick(["normal:4", "normal:5", "normal:6"]))
    }
    return (plan, dataset)
  }
}
