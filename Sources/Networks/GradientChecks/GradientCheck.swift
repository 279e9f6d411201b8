import Tensors

/// Backpropagation against central differences of fourth order, in Double:
/// L′(θ) ≈ [8(L(θ + h) − L(θ − h)) − (L(θ + 2h) − L(θ − 2h))] / 12h.
///
/// With h = 1e-3 the formula's own error h⁴ and the rounding ε·L/h are 1e-12 and 2e-13. The
/// relative error of a tensor is ‖backprop − difference‖ / max(‖backprop‖, ‖difference‖, floor),
/// the norm over the n entries that were compared; floor = 1e-5·√n·max(L, 1) keeps a gradient that
/// is exactly 0 by construction, such as that of a bias before a batch norm, from being compared
/// with the rounding of its difference.
public enum GradientCheck {
  /// How far one parameter tensor's gradient is from its differences.
  public struct Result: Sendable {
    /// What the tensor belongs to, as in files: `layers.3`, `norms.3`.
    public let owner: String
    /// "weight", "bias", "scale" or "shift".
    public let role: String
    /// Relative error, 0 where both are 0; NaN where a gradient or a loss is not a number.
    public let relativeError: Double
    /// Entries compared.
    public let count: Int
    /// Whether the gradient is below the floor, so that the comparison says little.
    public let isTooSmall: Bool
    /// Entries left out, because a perturbation crossed a kink of φ or of the loss.
    public let skipped: Int
  }

  /// Checks every parameter tensor of a network on the batch in `workspace`, at up to `entries`
  /// places in each.
  ///
  /// The masks of dropout are the same in all passes. An entry whose perturbation moves some z across a
  /// kink of φ, or some output from one piece of the loss to another, has no derivative to compare with,
  /// and is skipped.
  ///
  /// Each tensor is compared with steps of 1e-3 and of 1e-4, and the better agreement counts: the
  /// first is better where rounding rules, the second where the loss bends strongly, as in a deep
  /// network with batch norm. A wrong gradient agrees with neither.
  public static func run(
    _ network: Network<Double>, by loss: any Loss, on workspace: Workspace<Double>,
    entries: Int = 64
  ) -> [Result] {
    let wide = run(network, by: loss, on: workspace, entries: entries, step: 1e-3)
    let narrow = run(network, by: loss, on: workspace, entries: entries, step: 1e-4)
    // The comparison is false for NaN, which must not be passed over.
    return zip(wide, narrow).map { $0.relativeError <= $1.relativeError ? $0 : $1 }
  }

  private static func run(
    _ network: Network<Double>, by loss: any Loss, on workspace: Workspace<Double>,
    entries: Int, step h: Double
  ) -> [Result] {
    network.forward(workspace, mode: .repeating)
    let start = loss.evaluate(
      workspace.outputs, against: workspace.targets, delta: workspace.outputDelta)
    network.backward(workspace)
    let sides = sides(workspace)
    let pieces = loss.pieces(workspace.outputs, against: workspace.targets)
    return network.parameters.map { parameter in
      var tally = Tally()
      let (total, wanted) = (parameter.values.count, max(entries, 1))
      for k in 0..<min(total, wanted) {
        // Evenly spread, and, unlike a fixed stride, not in the same columns again and again.
        let i = k * total / min(total, wanted)
        let original = parameter.values.elements[i]
        var crossed = false
        func value(at offset: Double) -> Double {
          parameter.values.elements[i] = original + offset
          network.forward(workspace, mode: .repeating)
          if !sides.isEmpty, sides != Self.sides(workspace) { crossed = true }
          if pieces != loss.pieces(workspace.outputs, against: workspace.targets) { crossed = true }
          return Self.meanLoss(loss, workspace)
        }
        let near = value(at: h) - value(at: -h)
        let far = value(at: 2 * h) - value(at: -2 * h)
        parameter.values.elements[i] = original
        if crossed {
          tally.skipped += 1
        } else {
          tally.add(
            exact: parameter.gradient.elements[i], difference: (8 * near - far) / (12 * h))
        }
      }
      return Result(
        owner: parameter.owner, role: parameter.role.rawValue,
        relativeError: tally.relativeError(lossScale: max(start.loss, 1)), count: tally.count,
        isTooSmall: tally.isTooSmall(lossScale: max(start.loss, 1)), skipped: tally.skipped)
    }
  }

  private static func meanLoss(_ loss: any Loss, _ workspace: Workspace<Double>) -> Double {
    loss.evaluate(workspace.outputs, against: workspace.targets, delta: nil).loss
  }

  /// On which side of each kink of φ every z before it is.
  private static func sides(_ workspace: Workspace<Double>) -> [Bool] {
    workspace.kinked.flatMap { z, kinks in
      kinks.flatMap { kink in (0..<z.count).map { z.elements[$0] > kink } }
    }
  }

  /// Sums over the entries of a tensor.
  private struct Tally {
    var difference = 0.0
    var analytic = 0.0
    var numeric = 0.0
    var count = 0
    var skipped = 0

    mutating func add(exact: Double, difference slope: Double) {
      difference += (slope - exact) * (slope - exact)
      analytic += exact * exact
      numeric += slope * slope
      count += 1
    }

    private func floor(_ lossScale: Double) -> Double {
      1e-5 * Double(count).squareRoot() * lossScale
    }

    func isTooSmall(lossScale: Double) -> Bool {
      max(analytic, numeric).squareRoot() < floor(lossScale)
    }

    func relativeError(lossScale: Double) -> Double {
      guard !(difference.isNaN || analytic.isNaN || numeric.isNaN) else { return .nan }
      let scale = max(analytic.squareRoot(), numeric.squareRoot(), floor(lossScale))
      return scale == 0 ? 0 : difference.squareRoot() / scale
    }
  }
}
