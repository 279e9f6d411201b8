/// What one axis of a sweep varies.
public enum SweepVariable: String, Codable, Sendable, CaseIterable {
  /// L, the number of hidden layers.
  case depth
  /// σw² = fan-in · Var W of the first weights.
  case gain
  /// σb² = Var b of the first biases.
  case biasVariance = "bias-variance"
  /// Units in each hidden layer.
  case width
  /// η.
  case learningRate = "learning-rate"

  /// Whether only whole numbers make sense.
  public var isWhole: Bool { self == .depth || self == .width }

  /// What the axis of a picture is called.
  public var title: String {
    switch self {
    case .depth: "depth   (hidden layers)"
    case .gain: "σw²   (variance of the first weights × fan-in)"
    case .biasVariance: "σb²   (variance of the first biases)"
    case .width: "width   (units in each hidden layer)"
    case .learningRate: "learning rate"
    }
  }

  /// The shortest name, for tables and sentences.
  public var symbol: String {
    switch self {
    case .depth: "depth"
    case .gain: "σw²"
    case .biasVariance: "σb²"
    case .width: "width"
    case .learningRate: "learning rate"
    }
  }
}
