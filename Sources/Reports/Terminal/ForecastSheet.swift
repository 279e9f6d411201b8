import Foundation
import Records
import Texts

/// A forecast as text: what deep layers do, how far a signal gets, and the numbers of every layer.
public struct ForecastSheet: TextReport {
  private let forecast: Forecast

  /// The sheet of this forecast.
  public init(_ forecast: Forecast) { self.forecast = forecast }

  /// What follows from the theory, then the layers.
  public var blocks: [TextBlock] {
    ([heading, ""] + limits + verdict).map { .line($0) } + layers
  }

  private var network: NetworkSummary { forecast.network }

  private var heading: String {
    let depth = network.depth
    let parts = [
      depth == 0 ? nil : network.activation(), network.initializer,
      network.norm.map { "\($0) norm" },
      network.residualScale.map { "residual × \(Words.short($0))" },
    ].compactMap { $0 }
    let layers =
      switch depth {
      case 0: "no hidden layer"
      case 1: "1 hidden layer"
      default: "\(depth) hidden layers"
      }
    let units = depth == 0 ? "" : " of \(network.width())"
    let data = forecast.facts.data.map { " on \($0.name)" } ?? ""
    let weights =
      forecast.weightVariance.map { ", σw² = \(Words.short($0, digits: 3))" } ?? ""
    return
      "\(parts.joined(separator: ", ")): \(layers)\(units)\(data)\(weights), "
      + "σb² = \(Words.short(forecast.biasVariance, digits: 3)). Nothing was trained."
  }

  private var limits: [String] {
    guard network.depth > 0 else {
      return ["There is no hidden layer, so nothing travels: there is nothing to foresee."]
    }
    guard !forecast.limits.isEmpty else { return [] }
    let guide = forecast.layers.isEmpty ? "" : " What follows is a guide."
    return ["The theory does not apply: \(forecast.limits.joined(separator: "; ")).\(guide)"]
  }

  /// What a learner should take away.
  var verdict: [String] {
    guard !forecast.layers.isEmpty else { return [] }
    return [fixedPoint, factor, reach, critical].compactMap { $0 }
  }

  private var fixedPoint: String? {
    guard let q = forecast.qStar, network.norm == nil else { return nil }
    if q == 0 {
      return "q* = 0: the signal shrinks toward 0 on its way forward."
    }
    if q == .infinity {
      return "q* = ∞: the signal grows without end on its way forward."
    }
    // A map that keeps every q has q* = 1 for q = 1 only.
    if let own = forecast.layers.last?.variance, isSettled, abs(own / q - 1) > 0.01 {
      return "q* = q: every variance of z is kept as it is, here \(Words.short(own, digits: 3))."
    }
    return "q* = \(Words.short(q, digits: 4)): the variance of z that deep layers settle at."
  }

  /// Whether q is the same in every layer.
  private var isSettled: Bool {
    let variances = forecast.layers.map(\.variance)
    guard let low = variances.min(), let high = variances.max() else { return true }
    return high <= 1.01 * low
  }

  /// How many steps lead from layer L to layer 1.
  private var steps: Int { max(network.depth - 1, 1) }

  private var factor: String? {
    guard let chi = forecast.chi, let scale = forecast.depthScale else { return nil }
    let root = chi.squareRoot()
    // Where q has settled, what is left is of the order 1/width.
    let own = forecast.factorPerLayer.map { own in
      isSettled || abs(own - root) < 0.005 * root
        ? ""
        : " (in these \(network.depth) layers, which have not settled, "
          + "\(Words.factor(own, over: steps)))"
    }
    let head =
      "χ = \(Words.short(chi, digits: 4)): going back, a layer multiplies δ by √χ = "
      + "\(Words.factor(root, over: steps))\(own ?? "")"
    if scale == .infinity {
      // On the way to q* something may be lost all the same.
      return head
        + (forecast.layersToHundredth == nil ? ". Nothing is lost: the network is critical." : ".")
    }
    return head + "; ξ = \(Words.short(scale, digits: 3)) layers."
  }

  private var reach: String? {
    guard let chi = forecast.chi else { return nil }
    let falls = isCritical ? (forecast.factorPerLayer ?? chi) < 1 : chi < 1
    let way = falls ? ("falls to 1 %", "to 10⁻⁴") : ("grows a hundredfold", "to 10⁴")
    guard let hundredth = forecast.layersToHundredth else {
      if let scale = network.residualScale,
        abs(scale * Double(network.depth).squareRoot() - 1) < 1e-6
      {
        return "The branches are scaled by 1/√L: δ changes little at any depth."
      }
      return isCritical
        ? "A signal survives any number of layers." : nil
    }
    let deep = forecast.trainableDepth.map {
      ", and \(way.1) over \($0): deeper than that it is not expected to train"
    }
    return "δ \(way.0) over \(hundredth) \(hundredth == 1 ? "layer" : "layers")\(deep ?? "")."
  }

  private var isCritical: Bool { forecast.chi == 1 || forecast.depthScale == .infinity }

  private var critical: String? {
    guard !network.isResidual else { return nil }
    if let norm = network.norm {
      return "With \(norm) norm the gain of the weights does not matter."
    }
    guard let gain = forecast.criticalGain else {
      return "No gain is critical for \(network.activation()) with these biases: χ leaps over 1."
    }
    let ratio = gain / (forecast.weightVariance ?? .nan)
    let text = Words.short(gain, digits: 4)
    if abs(ratio - 1) < 0.005 { return "The critical gain is σw² = \(text): this is it." }
    let hint =
      gain > 20 ? ", far from any usual initialization: replace \(network.activation())" : ""
    return "The critical gain is σw² = \(text) (--init fan-in:\(plain(gain)))\(hint)."
  }

  private func plain(_ gain: Double) -> String { String(format: "%.4g", gain) }

  private var layers: [TextBlock] {
    guard !forecast.layers.isEmpty else { return [] }
    func band(_ band: PredictedProfile.Band) -> String {
      "\(Words.short(band.expected, digits: 3)) (\(Words.short(band.lower)) … \(Words.short(band.upper)))"
    }
    let saturates = forecast.layers.contains { $0.saturatedFraction > 0 }
    let rows = shown.map { layer in
      ([
        "\(layer.index)", "\(layer.fanIn) → \(layer.fanOut)",
        Words.short(layer.variance, digits: 3), band(layer.activationRMS),
        Words.short(layer.derivativeRMS, digits: 3),
      ] + (saturates ? [Words.percent(layer.saturatedFraction)] : []) + [band(layer.deltaRMS)])
      .map { PlainTable.Cell($0) }
    }
    let columns: [PlainTable.Column] =
      [
        .init("layer"), .init("fan-in → out", priority: 1), .init("q", priority: 4),
        .init("activation RMS", priority: 5), .init("√E[φ′²]", priority: 2),
      ] + (saturates ? [.init("saturated", priority: 3)] : []) + [.init("δ RMS")]
    let notes =
      (shown.count < forecast.layers.count ? ["Layers between are like their neighbours."] : [])
      + ["In brackets: where 99 of 100 draws of the weights lie, in every layer at once."]
    return [
      .blank, .table(PlainTable(columns: columns, rows: rows, notes: notes.map { .init($0) })),
    ]
  }

  /// All layers of a network that fits a screen; of a deeper one evenly spaced layers.
  private var shown: [Forecast.Layer] {
    let count = forecast.layers.count
    guard count > 24 else { return forecast.layers }
    return (0..<20).map { forecast.layers[$0 * (count - 1) / 19] }
  }
}
