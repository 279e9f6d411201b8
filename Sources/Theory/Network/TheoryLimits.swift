import Networks
import Records
import Tensors

/// Where mean-field theory does not apply, and says so.
public enum TheoryLimits {
  /// The narrowest layer whose averages are near their expectation.
  public static let smallestWidth = 32
  /// The smallest batch whose root mean square is near that of all examples.
  public static let smallestBatch = 4
  /// With inputs of so few features a batch is a handful of points, of which some lie near 0 and others
  /// at the edge: of 24 draws of moons with batches of 4, 6 were outside of the band, of sine with
  /// batches of 8, 5.
  public static let fewFeatures = 4
  public static let smallestBatchOfFew = 16
  /// The largest relative variance of a batch's mean square, by its inputs and by its targets: beyond
  /// it a few large examples decide. With 300 inputs whose sizes spread over four decades, 18 of 24
  /// draws were outside of the band for batches of 4, and 11 of 24 for batches of 64.
  public static let largestInputSpread = 1.0
  public static let largestTargetSpread = 0.1
  /// With a batch norm, the batch takes part in what it normalizes: it has to be larger, and of inputs
  /// that vary in enough directions. In 16 of them δ of a network of 20 layers was up to 1.7 times
  /// what theory has, in 4 up to 9 times; in 64 up to 1.4 times.
  public static let smallestNormalizedBatch = 32
  public static let fewestDirections = 32.0

  /// The sizes of numbers that are neither 0 nor infinite in this type, two decades from either end.
  public static func range<Scalar: RealScalar>(of type: Scalar.Type) -> ClosedRange<Double> {
    let ends = (Scalar.leastNormalMagnitude, Scalar.greatestFiniteMagnitude)
    return (Double(ends.0) * 100)...(Double(ends.1) / 100)
  }

  /// What the numbers themselves tell: signals too small or too large for the network's numbers, and
  /// so many layers that the average over all draws is far from any of them.
  static func reasons(
    of layers: [PredictedProfile.Layer], _ theory: NetworkTheory, range: ClosedRange<Double>
  ) -> [String] {
    let outside = layers.indices.filter { index in
      let sizes = [
        layers[index].activationRMS.expected, layers[index].deltaRMS.expected,
        theory.variances[index].squareRoot(),
      ]
      return !sizes.allSatisfy(range.contains)
    }
    if let first = outside.first {
      return ["in layer \(first + 1) a signal is too small or too large for the precision"]
    }
    if theory.design.output.isErratic(outputVariance: theory.typical.outputVariance) {
      return ["a few outputs make up the average of δ, as this loss divides by predictions near 0"]
    }
    let heavy = heavyTailed(theory)
    guard heavy.isEmpty else {
      return ["a few units make up the average of \(name(heavy)), and no two draws are alike"]
    }
    // Layer 1 is not judged.
    let bands = layers.dropFirst().flatMap { [$0.activationRMS, $0.deltaRMS] }
    guard !bands.allSatisfy({ $0.contains($0.expected) }) else { return [] }
    return [
      "with \(theory.design.depth) layers, weights like these are rarely near their average"
    ]
  }

  /// Whether a batch, drawn from more examples, may stray far from all of them.
  ///
  /// - Parameter targetSpread: relative variance of the squares of values to predict; 0 for classes.
  public static func reasons(
    ofBatch batch: Int, _ design: NetworkDesign, inputs: InputScale, targetSpread: Double
  ) -> [String] {
    let size = Double(max(batch, 1))
    // A layer norm makes all inputs of one size.
    let isNormalized = design.layer(1).normalization == .layer
    let strays = [
      ("inputs", !isNormalized && inputs.spread / size > largestInputSpread),
      ("targets", targetSpread / size > largestTargetSpread),
    ]
    return strays.filter(\.1).map {
      "the \($0.0) are of so different sizes that a batch of \(batch) is not like all"
    }
  }

  /// The reasons, as parts of a sentence; none where the theory applies. What is wrong with single
  /// layers names them.
  ///
  /// - Parameter hasGivenWeights: the weights come from a file, not from the initializer.
  public static func reasons(
    _ design: NetworkDesign, inputs: InputScale, batch: Int, hasGivenWeights: Bool = false
  ) -> [String] {
    var reasons: [String] = []
    if hasGivenWeights { reasons.append("the first weights come from a file") }
    reasons += ofLayers(design)
    if batch < smallestBatch {
      reasons.append(
        "a batch has \(batch) \(batch == 1 ? "example" : "examples"), fewer than \(smallestBatch)")
    }
    if batch >= smallestBatch, batch < smallestBatchOfFew, inputs.features < fewFeatures {
      reasons.append(
        "a batch has \(batch) examples of \(inputs.features) "
          + "\(inputs.features == 1 ? "feature" : "features"), fewer than \(smallestBatchOfFew)")
    }
    guard design.layers.dropLast().contains(where: { $0.normalization == .batch }) else {
      return reasons
    }
    if batch < smallestNormalizedBatch {
      reasons.append(
        "batch norm over \(batch) examples, fewer than \(smallestNormalizedBatch)")
    }
    if let directions = inputs.directions, directions < fewestDirections {
      reasons.append(
        "batch norm on inputs of \(Int(directions.rounded())) effective dimensions, fewer than "
          + "\(Int(fewestDirections))")
    }
    return reasons
  }
}
