import Foundation
import Records
import Texts

extension GradientFlow {
  /// Such as "; he-normal makes about ×1.0", and whether that is in the healthy range.
  func matchedWords(isHealthy: (Double) -> Bool) -> String {
    guard let matched, !matched.isNaN, let product else { return "" }
    let name = product.matchingInitializer
    return isHealthy(matched)
      ? "; \(name) begins with about ×\(NumberText.short(matched))"
      : "; \(product.name) has no more than ×\(NumberText.short(matched)) with \(name)"
  }

  /// `words` behind another sentence; empty where there are none.
  func sentence(beside healthy: Double?) -> String {
    let words = words(beside: healthy)
    return words.isEmpty ? "" : " \(words)"
  }

  /// The cause, in words, with the numbers, beside the factor that a healthy network has.
  func words(beside healthy: Double?) -> String {
    guard let activation = product else {
      guard let average else { return "" }
      let text = HealthyFactor.text(average, beside: healthy, of: chain)
      let change = "On average it changes by \(text) a \(noun) going back"
      return unexplained.map {
        "\(change), which the averages √E[φ′²] × weight gain = \(NumberText.short($0)) do not account for."
      } ?? change + "."
    }
    let product =
      "Going back, a layer multiplies δ by √E[φ′²] × weight gain = "
      + NumberText.product([derivative, weightGain]) + rest
    // What makes δ grow are the weights; the derivative never does by more than a little.
    if derivative * weightGain > 1, hasLargeWeights {
      return "\(product): the weights are to blame, "
        + "\(NumberText.short(weightGain / activation.matchingGain)) times larger than "
        + "\(activation.matchingInitializer) makes them."
    }
    switch (blamesActivation, blamesWeights) {
    case (true, true):
      let left = NumberText.short(derivative * activation.matchingGain)
      return "\(product): both the derivative and the weights are to blame; "
        + "\(activation.matchingInitializer) alone would leave \(left)."
    case (true, false):
      let isMeasuredSmall = activation.isWeak || derivative < 0.8
      return isMeasuredSmall
        ? "\(product): the activation is to blame (\(weakness(activation).long))."
        : "\(product): \(weakness(activation).long)."
    case (false, true) where weightsShrank:
      return "\(product): the weights are to blame, which shrank to "
        + "\(NumberText.short(weightGain / firstWeightGain)) of their first size."
    case (false, true):
      return "\(product): the weights are to blame, "
        + "\(NumberText.short(activation.matchingGain / weightGain)) times smaller than "
        + "\(activation.matchingInitializer) makes them."
    case (false, false):
      return "\(product)."
    }
  }

  /// What the product leaves out of another program's network, where that is much: what stands between its layers
  /// nobody named. A network of this program has nothing there.
  private var rest: String {
    let parts = derivative * weightGain
    guard !chain.facts.origin.isOwn, let average, average > 0, parts > 0,
      abs(log(average / parts)) > log(1.5)
    else { return "" }
    return
      " (measured ×\(NumberText.short(average)): what stands between the layers, such as pooling, makes the rest)"
  }

  /// The cause in a few words; nil where the parts do not say.
  var cause: String? {
    guard let product else { return nil }
    switch (blamesActivation, blamesWeights) {
    case (true, true):
      return product.isWeak || derivative < 0.8
        ? "weights too small, \(weakness(product).short)" : "weights too small"
    case (true, false): return weakness(product).short
    case (false, true): return weightsShrank ? "weights shrank" : "weights too small"
    case (false, false): return nil
    }
  }

  /// Why φ′ is small here: by its nature, by where the units are, or just measured so.
  private func weakness(_ activation: ActivationFacts) -> (short: String, long: String) {
    let bound = activation.maximumDerivative
    if activation.isWeak, bound < 0.5 {
      let text = bound == 0.25 ? "¼" : NumberText.short(bound)
      return (
        "φ′ ≤ \(text)",
        "the \(activation.name)'s derivative is at most \(NumberText.short(bound))"
      )
    }
    if activation.isWeak {
      return (
        "φ′ small",
        "where the \(activation.name)'s units usually are, √E[φ′²] is "
          + "\(NumberText.short(activation.attainableSlope))"
      )
    }
    if activation.saturates ?? false, saturated > 0.25 {
      return (
        "units saturated", "\(NumberText.percent(saturated)) of its entries are saturated"
      )
    }
    // Of exp it is 1 there: what is small are the weights that keep it from growing.
    guard derivative < 0.8 else {
      return (
        "weights too small for it",
        "its derivative is not small, the weights that \(activation.matchingInitializer) makes are: a gain of "
          + NumberText.short(activation.matchingGain)
      )
    }
    if isNearZero(activation) {
      return (
        "z near 0, where φ′ is small",
        "its units are near 0, z RMS \(NumberText.short(preactivation)), where its derivative is "
          + "small"
      )
    }
    return ("φ′ small", "its derivative is small where its units are")
  }
}
