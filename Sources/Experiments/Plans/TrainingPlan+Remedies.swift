import Diagnosis
import Foundation
import Networks

extension TrainingPlan {
  /// This plan with a remedy applied: the same value that a finding names. nil where only a person can do
  /// it, or where the plan has it already.
  public func applying(_ action: Remedy.Action) -> TrainingPlan? {
    var plan = self
    plan.apply(action)
    return plan == self ? nil : plan
  }

  private mutating func apply(_ action: Remedy.Action) {
    switch action {
    case .initializer(let name): draw(by: name)
    case .matchingInitializer: draw(by: "")
    case .gain(let gain):
      if gain.isFinite, gain > 0 { draw(by: "fan-in:\(Self.text(Self.rounded(gain)))") }
    case .weights(let factor): scaleWeights(by: factor)
    // Without hidden layers there is nothing to change in them.
    case .activation, .normalization, .branchScale, .layers, .units:
      if !hiddenWidths.isEmpty { applyToLayers(action) }
    case .residual(let scale):
      if hasRoomForShortcuts { (residual, residualScale) = (true, scale) }
    case .learningRate(let factor, let isLower):
      learningRate = Self.rounded(learningRate * (factor ?? (isLower ? 0.1 : 10)))
    case .clipping: clipNorm = clipNorm.map { Self.rounded($0 * 0.1) } ?? 1
    case .batch(let size): batchSize = size
    case .noClipping: (clipNorm, clipValue) = (nil, nil)
    case .weightDecay(let factor):
      weightDecay = weightDecay == 0 && factor > 1 ? 1e-4 : Self.rounded(weightDecay * factor)
    case .standardize: standardize = true
    case .loss(let name): loss = name
    case .outputActivation: outputActivation = OutputActivation.automaticName
    case .schedule(let name): schedule = name
    case .steps(let factor): steps = Self.count(Double(steps) * factor, or: steps)
    case .examples, .leaveOut, .task, .look, .orthogonalRecurrence, .gates, .openGates: break
    }
  }

  private mutating func applyToLayers(_ action: Remedy.Action) {
    switch action {
    case .activation(let name, let initializer):
      activation = PerLayer(name)
      draw(by: initializer)
    case .branchScale(let scale):
      let blocks = max(Double(hiddenWidths.count), 1)
      if residual { residualScale = scale ?? Self.rounded(1 / blocks.squareRoot()) }
    // The weights of a file fit one network only.
    case .normalization(let kind):
      norm = PerLayer(kind ?? NormalizationKind.layer.rawValue)
      initialParameters = nil
    case .units(let factor):
      scaleWidths(by: factor)
      initialParameters = nil
    case .layers(let factor):
      scaleDepth(by: factor)
      initialParameters = nil
    default: break
    }
  }

  private mutating func draw(by name: String) {
    initialParameters = nil
    // Of layers that differ, a finding names no single initializer.
    initializer =
      InitializerCatalog.named(name) == nil
      ? Self.matchingInitializer(of: activation) : PerLayer(name)
  }

  /// The same draw with weights of another size; where an initializer has no number for it, its variance over
  /// fan-in has.
  private mutating func scaleWeights(by factor: Double) {
    guard factor.isFinite, factor > 0, initialParameters == nil else { return }
    initializer = initializer.map { name in
      let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
      let number = parts.count > 1 ? Double(parts[1]) : nil
      func with(_ family: String, _ value: Double) -> String {
        "\(family):\(Self.text(Self.rounded(value)))"
      }
      switch (parts[0], number) {
      case ("fan-in", let gain?): return with("fan-in", gain * factor * factor)
      case ("he-normal", _), ("he-uniform", _): return with("fan-in", 2 * factor * factor)
      case ("lecun-normal", _), ("lecun-uniform", _): return with("fan-in", factor * factor)
      case ("normal", let size?), ("uniform", let size?): return with(parts[0], size * factor)
      case ("orthogonal", let gain): return with("orthogonal", (gain ?? 1) * factor)
      default: return name
      }
    }
  }

  private mutating func scaleWidths(by factor: Double) {
    func scaled(_ width: Int) -> Int {
      Self.count((Double(width) * factor).rounded(), or: width)
    }
    if let widths { self.widths = widths.map(scaled) } else { width = scaled(width) }
  }

  /// Of layers that differ in width nobody can say which are to go.
  private mutating func scaleDepth(by factor: Double) {
    let count = Self.count((Double(depth) * factor).rounded(), or: depth)
    guard let widths else {
      depth = count
      return
    }
    if isOfOneWidth { self.widths = widths.first.map { Array(repeating: $0, count: count) } }
  }

  /// A product as a number of things, at least 1; what there was, where it is no number that can be one.
  private static func count(_ product: Double, or before: Int) -> Int {
    product.magnitude < 1e15 ? max(Int(product), 1) : before
  }

  /// As it is printed, and as a person would type it: in three digits.
  static func rounded(_ value: Double) -> Double { Double(String(format: "%.3g", value)) ?? value }
}

extension Remedy.Action {
  /// What it touches; nil where no plan can have it.
  var kind: ChangeKind? {
    switch self {
    case .initializer, .matchingInitializer, .gain, .weights: .initialization
    case .activation: .activation
    case .residual, .branchScale: .residual
    case .normalization: .normalization
    case .learningRate: .learningRate
    case .clipping, .noClipping: .clipping
    case .batch: .batch
    case .weightDecay: .weightDecay
    case .units: .units
    case .layers: .depth
    case .standardize: .inputs
    case .loss, .outputActivation: .loss
    case .schedule: .schedule
    case .steps: .steps
    case .examples, .leaveOut, .task, .look, .orthogonalRecurrence, .gates, .openGates: nil
    }
  }
}
