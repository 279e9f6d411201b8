import Foundation
import TrainingRecords

/// A learning rate of a tenth or a hundredth, or ten or a hundred times as large; before these, where
/// that is further away, the one that its optimizer usually has.
struct LearningRateChanges: ChangeFamily {
  let kind = ChangeKind.learningRate

  func proposals(for sick: RunConfiguration, _ symptoms: Symptoms) -> [Proposal] {
    // Steps that are too large show as a loss that leaves its range, or in units that die of them.
    let lower = symptoms.found([
      "GS102", "GS103", "GS201", "GS202", "GS204", "GS303", "GS401", "GS403", "GS405",
    ])
    // A loss at chance calls for larger steps only where the gradient flows.
    let higher =
      symptoms.found(["GS302"]) + (symptoms.concernsFlow ? [] : symptoms.found(["GS402"]))
    let usual = RunConfiguration.defaultLearningRate(of: sick.optimizer)
    let distance = usual / sick.learningRate
    let far =
      distance > 200 ? [(distance, higher)] : distance < 1 / 200 ? [(distance, lower)] : []
    // A rate that is too large is not raised, and one that is too small is not lowered.
    let raised: [(Double, [String])] =
      lower.isEmpty || !higher.isEmpty ? [(10, higher), (100, higher)] : []
    let isTooSmall =
      !symptoms.found(["GS302"]).isEmpty
      && symptoms.found(["GS102", "GS103", "GS303", "GS401", "GS403"]).isEmpty
    let lowered: [(Double, [String])] =
      isTooSmall ? [] : [(0.1, lower + (lower.isEmpty ? higher : [])), (0.01, lower)]
    return (far + lowered + raised).map { factor, reasons in
      Proposal(sick, because: reasons) { $0.learningRate = Self.rounded($0.learningRate * factor) }
    }
  }

  /// Without the last digits that a product in binary leaves: 0.7, not 0.7000000000000001.
  static func rounded(_ value: Double) -> Double { Double(String(format: "%.10g", value)) ?? value }
}
