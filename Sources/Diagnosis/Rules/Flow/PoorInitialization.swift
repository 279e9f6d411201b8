import Foundation
import Records
import Texts

/// GS301: the first weights are not of the size that is made for the activation.
public struct PoorInitialization: ChainRule {
  public var description: RuleDescription {
    RuleDescription(
      code: "GS301", name: "poor-initialization",
      detects:
        "The gain of the first weights, √(fan-out · Var W), is far from the one made for the "
        + "activation; or the signal before the first update is far from what theory expects of them.",
      why: """
        Every layer multiplies the signal by its gain, both ways, so that what is a small difference \
        in one layer is a power of it over all. Normalization takes the gain out again, and a shortcut \
        goes around it; there it is said only where the run came to harm.
        """,
      quantities: [.weightNorm],
      requires:
        "a time point at step 0, fan-in, fan-out and activation; for the second, a prediction",
      thresholds: [.poorTotalGain, .poorLayerGain, .offTheory, .heldBackProgress],
      causes: [Cause("GS304") { _, consequence in consequence.evidence["weightGain"] == 0 }],
      remedies: [
        Remedy(.matchingInitializer, ": he-normal for ReLU, xavier-normal for tanh")
      ],
      references: ["X. Glorot, Y. Bengio, AISTATS 2010", "K. He et al., ICCV 2015"])
  }

  public func examine(_ chain: ChainEvidence, thresholds: Thresholds) -> RuleOutcome {
    let gain = examineGain(chain, thresholds)
    guard case .findings(let found) = gain,
      let off = OffTheory(chain, margin: thresholds[.offTheory])
    else { return gain }
    let severity: Severity = chain.learning.learnedNothing ? .warning : .note
    return .findings(
      found + [
        off.finding(
          of: description, in: chain, margin: thresholds[.offTheory], severity: severity)
      ])
  }

  private func examineGain(_ chain: ChainEvidence, _ thresholds: Thresholds) -> RuleOutcome {
    guard chain.firstEntry == 0, chain.history.steps[0] == 0 else {
      return .notApplicable(.needs("a hidden layer and a time point at step 0", .chains))
    }
    guard let activation = chain.activation,
      chain.places.allSatisfy({ $0.fanIn > 0 && $0.fanOut > 0 && $0.units > 0 })
    else {
      return .notApplicable(
        .unknown(
          "units, fan-in, fan-out and activation of its places", .activations, isPlural: true))
    }
    guard chain.places.allSatisfy({ $0.activation?.matchingGain.isFinite ?? false }) else {
      return .notApplicable(
        .unknown(
          "the initialization made for \(activation.name), and its gain", .activations,
          isPlural: true))
    }
    guard !startedTrained(chain, thresholds) else {
      return .notApplicable(.doesNotConcern("the run began with weights that had learned"))
    }
    let ratios = chain.positions.map { position in
      chain.gainOverMatching(position, at: 0)
    }
    guard ratios.allSatisfy(\.isFinite) else { return .findings([]) }
    let inner = ratios.count > 1 ? Array(ratios.dropFirst()) : ratios
    let mean = geometricMean(inner)
    let total = pow(mean, Double(inner.count))
    func isFar(_ factor: Double, beyond bound: Double) -> Bool {
      factor > bound || factor < 1 / bound
    }
    let isFarInAll = isFar(total, beyond: thresholds[.poorTotalGain])
    let odd = ratios.indices.filter { isFar(ratios[$0], beyond: thresholds[.poorLayerGain]) }
      .map { $0 + 1 }
    guard isFarInAll || !odd.isEmpty,
      let severity = severity(chain, thresholds, overflows: total > 1e15)
    else {
      return .findings([])
    }
    let layers =
      odd.count == chain.count || odd.isEmpty ? chain.all : (odd[0]...odd[odd.count - 1])
    let matching = activation.matchingGain
    let gain = odd.isEmpty ? mean * matching : geometricMean(odd.map { ratios[$0 - 1] }) * matching
    return .findings([
      Finding(
        of: description, severity: severity, at: chain.place(layers), steps: 0...0,
        evidence: [
          "weightGain": gain, "matchingGain": matching, "gainOverMatching": gain / matching,
          "totalOverMatching": total,
        ],
        threshold: [
          "totalOverMatching": thresholds[.poorTotalGain],
          "gainOverMatching": thresholds[.poorLayerGain],
        ],
        message: message(chain, activation, gain: gain, total: total, layers: layers),
        remedies: remedies(chain, activation, gain: gain),
        cause: gain < matching ? "weights too small" : "weights too large")
    ])
  }

  /// From a file or another program, and below guessing from the start.
  private func startedTrained(_ chain: ChainEvidence, _ thresholds: Thresholds) -> Bool {
    let guess = chain.record.chance?.loss ?? .nan
    return chain.firstLoss < (1 - thresholds[.learnedShare]) * guess
      && (chain.facts.initializer?.mayBeTrained ?? true)
  }

  /// nil where it does no harm.
  private func severity(
    _ chain: ChainEvidence, _ thresholds: Thresholds, overflows: Bool
  ) -> Severity? {
    // Nothing was updated yet that could have made it so, and the squares of float32 end at 10¹⁹.
    if overflows, let loss = chain.record.curves.loss.first, !loss.isFinite { return .error }
    if chain.record.status == .diverged || chain.learning.learnedNothing { return .warning }
    let isHeldBack = chain.learning.isHeldBack
    if chain.isResidual || chain.norm != nil {
      return chain.learning.learned ? nil : .note
    }
    return isHeldBack ? .warning : .note
  }

  private func message(
    _ chain: ChainEvidence, _ activation: ActivationFacts, gain: Double, total: Double,
    layers: ClosedRange<Int>
  ) -> String {
    let matching = activation.matchingGain
    let source = chain.facts.initializer.map {
      $0.source == .file ? ", by the file," : ", by \($0.name),"
    }
    let isSmall = gain < matching
    let compared =
      isSmall ? NumberText.ratio(matching, over: gain) : NumberText.ratio(gain, over: matching)
    var text =
      "The first weights of \(chain.label(layers))\(source ?? "") have a gain of "
      + "\(isSmall ? compared.other : compared.number) a layer; "
      + "\(activation.matchingInitializer), made for \(activation.name), has "
      + (isSmall ? compared.number : compared.other)
    if gain > 0 { text += ", \(compared.ratio) times \(isSmall ? "more" : "less")" }
    if layers == chain.all, chain.count > 2, total > 0 {
      text += ": over \(chain.label(2...chain.count)) a factor of \(NumberText.short(total))"
    }
    if activation.isWeak {
      text +=
        ". Even with it a layer passes back no more than "
        + "\(NumberText.short(activation.attainableSlope * matching))"
    }
    return text + "."
  }

  private func remedies(
    _ chain: ChainEvidence, _ activation: ActivationFacts, gain: Double
  ) -> [Remedy] {
    let matching = activation.matchingInitializer
    if activation.isWeak {
      return [
        Remedy(
          .activation("tanh", initializer: "xavier-normal"), " in place of \(activation.name)"),
        Remedy(.activation("relu", initializer: "he-normal")),
      ]
    }
    return chain.facts.initializer?.isMatching ?? false
      ? [Remedy(.weights(times: activation.matchingGain / gain), ", to the gain of \(matching)")]
      : [Remedy(activation.drawnToMatch)]
  }

  public var examples: [RuleExample] {
    func record(_ gain: Double, only layer: Int? = nil, loss: Double = 2.3) -> RunRecord {
      ExampleRecord.make(finalLoss: loss) { _, index, statistics in
        if layer == nil || layer == index { statistics.weightNorm *= gain }
      }
    }
    var residual = record(0.08, loss: 0.1)
    for index in residual.places.indices.dropFirst().dropLast() {
      residual.places[index].bypass = 1
    }
    func predicted(_ upper: Double) -> RunRecord {
      var record = record(1)
      let band = PredictedProfile.Band(lower: 0.01, expected: 0.015, upper: upper)
      let wide = PredictedProfile.Band(lower: 0.1, expected: 0.5, upper: 2)
      record.prediction = PredictedProfile(
        layers: Array(repeating: .init(activationRMS: wide, deltaRMS: band), count: 10), limits: [])
      return record
    }
    return [
      RuleExample(title: "N(0, 0.01²) at width 64", record: record(0.08), triggers: true),
      RuleExample(title: "four times too large", record: record(4), triggers: true),
      RuleExample(
        title: "one layer at a hundredth", record: record(0.01, only: 6), triggers: true),
      RuleExample(
        title: "δ of 0.1 where theory has 0.02 at most", record: predicted(0.02),
        triggers: true),
      RuleExample(
        title: "δ of 0.1 in a band up to 0.2", record: predicted(0.2), triggers: false),
      RuleExample(title: "the gain made for tanh", record: record(1), triggers: false),
      RuleExample(
        title: "a residual network that learned all the same", record: residual, triggers: false),
    ]
  }
}

extension Threshold {
  /// What the first weights multiply a signal by over all layers, against those made for the activation, in
  /// either direction.
  static let poorTotalGain = Threshold(
    "poorTotalGain", 100,
    "what the first weights change over all layers against those made for the activation",
    because: "it is the inverse of vanishedShare: beyond it δ is lost")

  /// The same of a single layer.
  static let poorLayerGain = Threshold(
    "poorLayerGain", 10,
    "what the first weights of one layer change against those made for the activation",
    because:
      "the initializers made for activations differ from one another by a factor of 2, not by "
      + "one of 10")

  /// A signal this many times beyond the band in which theory has 99 of 100 draws; the batch and data of
  /// odd shape take up the factor.
  static let offTheory = Threshold(
    "offTheory", 2, "times that a signal before the first update is beyond the band of theory",
    because: "of 3,000 drawn networks none was beyond the band at all")
}
