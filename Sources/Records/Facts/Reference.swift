/// What a small healthy network made of the same data: the yardstick of whether a run learned.
///
/// needed = guessing − ½ · (guessing − reached). Where the small network itself came to no more than a
/// guess, needed is 5 % below guessing: what learns nothing that holds is not well, whoever is to blame.
public struct Reference: Codable, Sendable, Hashable {
  /// The loss of the best answer that ignores the features.
  public var guessing: Double
  /// The smallest loss that the small network came to.
  public var reached: Double
  /// The loss that a run has to come to.
  public var needed: Double
  /// Whether these are losses on examples that no network was trained on.
  public var heldOut: Bool

  /// A yardstick of these losses.
  public init(guessing: Double, reached: Double, needed: Double, heldOut: Bool) {
    self.guessing = guessing
    self.reached = reached
    self.needed = needed
    self.heldOut = heldOut
  }

  /// Whether the small network learned nothing either.
  public var learnedNothing: Bool { reached > needed }

  /// The loss of a run that is compared.
  public func loss(of evaluation: Evaluation) -> Double {
    heldOut ? evaluation.validationLoss ?? .nan : evaluation.finalLoss
  }
}
