import Foundation
import Records

/// A learning rate of a tenth or a hundredth, or ten or a hundred times as large; where the one that its
/// optimizer usually has is further away, that one, and a tenth and ten times of it.
struct LearningRateChanges: ChangeFamily {
  let kind = ChangeKind.learningRate

  func proposals(for sick: TrainingPlan, _ symptoms: Symptoms) -> [Proposal] {
    // Steps that are too large show as a loss that leaves its range, or in units that die of them.
    let lower = symptoms.foundWhileTraining([
      "GS102", "GS103", "GS201", "GS202", "GS204", "GS303", "GS401", "GS403", "GS405",
    ])
    // A loss at chance calls for larger steps only where the gradient flows.
    let higher =
      symptoms.found(["GS302"]) + (symptoms.concernsFlow ? [] : symptoms.found(["GS402"]))
    let usual = TrainingPlan.defaultLearningRate(of: sick.optimizer) / sick.learningRate
    let around = [usual, usual / 10, usual * 10]
    if usual < 1 / Self.far { return proposals(sick, around.map { ($0, lower) }) }
    // A rate that is too small is not lowered, and one that is too large is not raised.
    let isTooSmall =
      symptoms.hasError("GS302")
      || !symptoms.found(["GS302"]).isEmpty
        && symptoms.foundWhileTraining(["GS102", "GS103", "GS303", "GS401", "GS403"]).isEmpty
    let down: [(Double, [String])] = [(0.1, lower.isEmpty ? higher : lower), (0.01, lower)]
    let up: [(Double, [String])] =
      usual > Self.far ? around.map { ($0, higher) } : [(10, higher), (100, higher)]
    return proposals(
      sick, (isTooSmall ? [] : down) + (lower.isEmpty || !higher.isEmpty ? up : []))
  }

  private func proposals(
    _ sick: TrainingPlan, _ factors: [(factor: Double, reasons: [String])]
  ) -> [Proposal] {
    factors.map { factor, reasons in
      Proposal(sick, because: reasons) { $0.learningRate = Self.rounded($0.learningRate * factor) }
    }
  }

  /// So many times the rate, or that part of it: what a hundred times does not reach.
  private static let far = 200.0

  private static func rounded(_ value: Double) -> Double { TrainingPlan.rounded(value) }
}
