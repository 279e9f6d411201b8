/// A change that was tried on a sick run, from the same seed on the same batches, and what came of it.
public struct TriedChange: Codable, Sendable, Hashable {
  /// The change in the words of the command line: `--init he-normal`.
  public var options: String
  /// The words of the command line of the run with it, after the name of the program.
  public var arguments: [String]
  /// The remedies that it is, by their keys; none where no finding names it.
  public var remedies: [String]
  /// The loss that it ended with, held out where there are examples for it; nil where it diverged.
  public var loss: Double?
  /// The accuracy that it ended with, on the same examples; nil where there is none.
  public var accuracy: Double?
  /// The verdict on it.
  public var verdict: String
  /// The seeds that it was tried with: that of the run, and where it is well with that, the next.
  public var seeds: [UInt64]
  /// Whether it is the one to take: of those that are healthy the best.
  public var heals: Bool
  /// Whether it is well with both seeds: it came to its end, no finding on it is an error, and it learned.
  public var isHealthy: Bool
  /// Whether it diverged where the run did not, or ended with a loss more than a tenth higher.
  public var isWorse: Bool

  /// A change and what came of it.
  public init(
    options: String, arguments: [String], remedies: [String], loss: Double?, accuracy: Double?,
    verdict: String, seeds: [UInt64], heals: Bool, isHealthy: Bool? = nil,
    isWorse: Bool = false
  ) {
    self.options = options
    self.arguments = arguments
    self.remedies = remedies
    self.loss = loss
    self.accuracy = accuracy
    self.verdict = verdict
    self.seeds = seeds
    self.heals = heals
    self.isHealthy = isHealthy ?? heals
    self.isWorse = isWorse
  }
}
