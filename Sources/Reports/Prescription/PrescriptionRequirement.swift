import Texts

/// What a run has to reach to be well: a share of the way from guessing to the loss of a small healthy
/// network on the same data.
public struct PrescriptionRequirement: Sendable {
  /// The share.
  public let share: Double
  /// What the small network is, in words.
  public let reference: String
  /// Its losses, one a seed; none where it was not trained.
  public let referenceLosses: [Double]

  /// A requirement.
  public init(share: Double, reference: String, referenceLosses: [Double]) {
    self.share = share
    self.reference = reference
    self.referenceLosses = referenceLosses
  }

  /// `50 % of the way from guessing to the loss that …`.
  var words: String {
    "\(Words.percent(share)) of the way from guessing to the loss of a small healthy network"
  }

  /// `2 hidden layers of 64, …: loss 0.0042 (0.0036–0.86)`.
  var details: String {
    RunSpread(referenceLosses).map { "\(reference): loss \($0.text { Words.short($0) })" }
      ?? reference
  }
}
