/// What a pass forward is for: which statistics a batch norm uses, and whether dropout drops.
public enum PassMode: Sendable {
  /// The batch's statistics, which also enter the running averages; new masks.
  case training
  /// The batch's statistics, no masks; nothing in the network changes. For looking without a trace.
  case probing
  /// The running averages, no masks: each example's result is its own.
  case evaluation
  /// The batch's statistics and the masks of the last training pass; nothing in the network changes but
  /// masks that were never drawn. For finite differences, and for seeing a training pass again.
  case repeating
}

/// What the layers are told of a pass.
public struct Pass: Sendable {
  /// What it is for.
  public var mode: PassMode
  /// Whether the passes add up what instruments want.
  public var isMeasured: Bool
  /// Whether a pass back computes the parameters' gradients, and not the signals' alone.
  public var accumulatesGradients: Bool

  /// A pass.
  public init(
    mode: PassMode = .training, isMeasured: Bool = false, accumulatesGradients: Bool = true
  ) {
    self.mode = mode
    self.isMeasured = isMeasured
    self.accumulatesGradients = accumulatesGradients
  }
}
