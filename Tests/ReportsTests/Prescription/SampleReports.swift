import Diagnosis
import Records

@testable import Reports

/// Prescriptions made of small records.
enum SampleReports {
  static let requirement = PrescriptionRequirement(
    share: 0.5, reference: "2 hidden layers", referenceLosses: [0.01, 0.02])

  /// Runs of one configuration with three seeds.
  static func runs(
    factor: Double, loss: Double, spread: Double = 0, depth: Int = 10,
    task: RunFacts.Task = .classification, activation: String = "sigmoid"
  ) -> [JudgedRun] {
    (1...3).map { seed in
      var record = ExampleRecord.make(
        depth: depth, activation: activation, deltaFactor: factor,
        finalLoss: loss + spread * Double(seed - 2))
      record.name = "sigmoid-xavier-normal"
      record.facts.seed = UInt64(seed)
      record.facts.task = task
      record.facts.data = DatasetSummary(
        name: "digits", examples: 1797, features: 64, classes: 10)
      return JudgedRun(record)
    }
  }

  static func trial(
    _ title: String, _ kind: String, runs: [JudgedRun], well: Int, confirmed: Bool? = nil
  ) -> PrescriptionReport.Trial {
    PrescriptionReport.Trial(
      title: title, kinds: kind.split(separator: "+").map(String.init), cost: "costs nothing",
      edits: [PrescriptionReport.Edit(option: "--norm", value: "layer", isRemoved: false)],
      reasons: ["GS101", "GS402"], runs: runs, wellCount: well, isHealed: well == 3,
      confirmation: confirmed == nil ? nil : runs.first, isConfirmed: confirmed,
      arguments: "train \(title)")
  }

  /// Two changes that heal, the first of them recommended, and two that do not.
  static func healed(depth: Int = 10, task: RunFacts.Task = .classification) -> PrescriptionReport {
    func runs(_ factor: Double, _ loss: Double, _ spread: Double = 0) -> [JudgedRun] {
      Self.runs(factor: factor, loss: loss, spread: spread, depth: depth, task: task)
    }
    return report(
      before: runs(0.24, 2.3),
      trials: [
        trial("--init lsuv", "initialization", runs: runs(0.4, 2.3), well: 0),
        trial(
          "--optimizer adam --learning-rate 0.001 without --momentum", "optimizer",
          runs: runs(0.24, 1.2, 0.3), well: 1),
        trial("--norm batch", "normalization", runs: runs(1.04, 0.1), well: 3, confirmed: true),
        trial(
          "--activation leaky-relu --init he-normal", "activation", runs: runs(0.99, 0.2, 0.05),
          well: 3),
      ], recommended: 2)
  }

  static func report(
    before: [JudgedRun], trials: [PrescriptionReport.Trial] = [], recommended: Int? = nil,
    wellBefore: Int = 0, isInterrupted: Bool = false
  ) -> PrescriptionReport {
    PrescriptionReport(
      before: before, wellBefore: wellBefore, commandBefore: "gradscope train", trials: trials,
      recommended: recommended, kinds: ["initialization", "normalization"],
      codes: ["GS101", "GS402"], triedAll: false, isInterrupted: isInterrupted,
      seeds: [1, 2, 3], unseenSeed: 4, requirement: requirement)
  }
}
