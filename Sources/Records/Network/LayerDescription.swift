/// The fixed facts of one weight layer.
public struct LayerDescription: Codable, Sendable, Hashable {
  /// ℓ from 1; the output layer is L + 1.
  public var index: Int
  /// Number of inputs.
  public var fanIn: Int
  /// Number of outputs.
  public var fanOut: Int
  /// Weights and biases, and the scales and shifts of a norm.
  public var parameters: Int
  /// Whether this is the output layer.
  public var isOutput: Bool

  /// A layer of these sizes; without a number of parameters, one without a norm.
  public init(
    index: Int, fanIn: Int, fanOut: Int, parameters: Int? = nil, isOutput: Bool
  ) {
    self.index = index
    self.fanIn = fanIn
    self.fanOut = fanOut
    self.parameters = parameters ?? fanIn * fanOut + fanOut
    self.isOutput = isOutput
  }
}
