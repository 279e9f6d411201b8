import Networks
import Records
import Tensors

/// Examples that no update sees, on which loss and accuracy are evaluated at some steps of a run.
///
/// A look at H examples costs about H passes forward, an update of B examples about 3·B: with
/// N = ρ·3·B·S / H looks in S steps, and never fewer than 8 nor more than 40, looking costs the share ρ = 2 % of
/// the passes. Measuring makes a step dearer and not a look, so that it is less of the time.
public struct HeldOutSet<Scalar: RealScalar> {
  private let examples: Examples<Scalar>
  private let loss: any Loss
  private let workspace: Workspace<Scalar>
  private let stepsToSettle: Int
  /// The steps of the looks, in order, without the last step of the run.
  public let steps: [Int]
  private var next = 0

  /// The most examples of a look: an accuracy of 0.9 is then known to ±0.013.
  public static var mostExamples: Int { 512 }

  /// Looks at these examples.
  ///
  /// - Parameters:
  ///   - examples: at most `mostExamples`, in random order where there were more.
  ///   - workspace: where the passes are made, by nobody else at the same time.
  ///   - steps: updates that are planned.
  ///   - batch: examples of an update.
  ///   - stepsToSettle: before so many updates the running averages of a batch norm are not used.
  public init(
    _ examples: Examples<Scalar>, by loss: any Loss, in workspace: Workspace<Scalar>, steps: Int,
    batch: Int, stepsToSettle: Int = 0
  ) {
    self.examples = examples
    self.loss = loss
    self.workspace = workspace
    self.stepsToSettle = stepsToSettle
    self.steps = Self.schedule(steps: steps, batch: batch, examples: examples.count)
  }

  /// Number of examples of a look.
  public var count: Int { examples.count }

  /// ⌊S · (i/N)^1.5⌋ for i from 0 to N − 1: closer together at first, where a loss falls fastest.
  static func schedule(steps: Int, batch: Int, examples: Int) -> [Int] {
    guard steps > 0, examples > 0 else { return [] }
    let passes = 3 * Double(batch) * Double(steps)
    let looks = min(max(0.02 * passes / Double(examples), 8), 40).rounded()
    var chosen: [Int] = []
    for index in 0..<Int(looks) {
      let share = Double(index) / looks
      let step = Int(Double(steps) * share * share.squareRoot())
      if step > chosen.last ?? -1 { chosen.append(step) }
    }
    return chosen
  }

  /// Whether a look is due at this step; asked in order of steps.
  mutating func isDue(step: Int) -> Bool {
    guard next < steps.count, step >= steps[next] else { return false }
    while next < steps.count, steps[next] <= step { next += 1 }
    return true
  }

  /// One look at the network before the update of `step`, which leaves no trace in it.
  func look(_ network: Network<Scalar>, step: Int) -> HeldOutLook {
    let outcome = network.evaluate(
      examples, by: loss, in: workspace, mode: step >= stepsToSettle ? .evaluation : .probing)
    // Who answers with NaN does not answer.
    return HeldOutLook(
      step: step, loss: outcome.loss, accuracy: outcome.loss.isNaN ? .nan : outcome.accuracy)
  }
}
