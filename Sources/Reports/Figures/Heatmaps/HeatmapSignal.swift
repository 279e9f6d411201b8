import Records

/// What a heatmap over places and steps shows: a quantity, and the words for it.
struct HeatmapSignal: Sendable {
  /// One way to measure it.
  struct Measure: Sendable {
    let quantity: Quantity
    /// Over the colour scale: `δ RMS`.
    let heading: String
    /// What it is, for a subtitle; of δ, which chains differ in, `DeltaDefinition` says it.
    let definition: String
    /// At the beginning of a sentence about it, where the signal's name says too little.
    var name: String?
  }

  /// The ways to measure it, the better ones first.
  let measures: [Measure]
  /// Such as `δ`, at the beginning of a sentence about it.
  let name: String
  /// Such as `δ was`, before `not measured`.
  let subject: String
  /// Which way it goes along a chain; nil where it is not handed from place to place.
  let direction: Direction?

  /// Which way a signal goes along a chain.
  enum Direction: Sendable { case forward, backward }

  /// The measure that most runs have, of equals the better one.
  func measure(_ runs: [JudgedRun]) -> Measure {
    func count(_ measure: Measure) -> Int {
      runs.count { run in
        run.evidence.chains.contains { $0.firstEntry(of: measure.quantity) != nil }
          || Self.isOfWeights(measure.quantity) && !run.updated(measure.quantity).isEmpty
      }
    }
    let counts = measures.map(count)
    return measures[counts.firstIndex(of: counts.max() ?? 0) ?? 0]
  }

  /// Whether it is of weights, which time steps and blocks have none of.
  static func isOfWeights(_ quantity: Quantity) -> Bool {
    [.weightGradientRMS, .weightGradientNorm].contains(quantity)
  }

  /// δ on its way back.
  static let delta = HeatmapSignal(
    measures: [
      Measure(
        quantity: .deltaRMS, heading: "δ RMS", definition: "")
    ], name: "δ", subject: "δ was", direction: .backward)

  /// The gradient of the weights.
  static let weightGradient = HeatmapSignal(
    measures: [
      Measure(
        quantity: .weightGradientRMS, heading: "∂L/∂W, RMS", definition: product),
      Measure(quantity: .weightGradientNorm, heading: "‖∂L/∂W‖", definition: product),
    ], name: "the weight gradient", subject: "weight gradients were", direction: nil)

  private static let product =
    "∂L/∂W is a product of the activation below and δ."

  /// What is to be said of a weight gradient where a run is sick and none explodes.
  static let flatness =
    " Where both are small, it can be alike in all layers and still move nothing."

  /// The activations on their way forward.
  static let activation = HeatmapSignal(
    measures: [
      Measure(
        quantity: .activationExampleStd, heading: "deviation of a over examples",
        definition:
          "How far the activations a of a unit differ from example to example: the deviation "
          + "over the batch, RMS over the units. Where it is 0, every example looks the same to the next "
          + "layer.", name: ExampleDifference.name),
      Measure(
        quantity: .activationStd, heading: "deviation of a",
        definition:
          "The spread of the activations a: their deviation over examples and units together. Units that differ "
          + "from each other count too, also where each gives every example the same answer.",
        name: ActivationWords.spread),
      Measure(
        quantity: .activationRMS, heading: "a RMS",
        definition:
          "The size of the activations a: their root mean square over examples and units.",
        name: ActivationWords.size),
    ], name: "the signal", subject: "activations were", direction: .forward)
}

extension JudgedRun {
  /// The indices of the places at which a quantity of weights was measured, in the record's order.
  func updated(_ quantity: Quantity) -> [Int] {
    evidence.record.places.indices.filter { place in
      (0..<history.count).contains { history[$0, place: place].measured.contains(quantity) }
    }
  }

  /// The time points at which an update of a place was measured, and which it is of: the last one of this program's
  /// runs has no update of its own, and repeats the one before.
  func updates(of place: Int) -> [Int] {
    let end = isOwn && history.count > 1 ? record.curves.lastStep : nil
    return (0..<history.count).filter {
      history[$0, place: place][.updateRatio] != nil && history.steps[$0] != end
    }
  }
}
