/// A tensor of a network under the name it has in files: the convention of PyTorch's Linear and
/// BatchNorm1d.
///
/// `layers.{i}.weight` [fan-out, fan-in] and `layers.{i}.bias` [fan-out], i from 0 to L;
/// `norms.{i}.weight` (γ) and `norms.{i}.bias` (β), and with batch norm `norms.{i}.running_mean`
/// and `norms.{i}.running_var`, [width] each.
public struct NamedTensor: Sendable, Equatable {
  /// The name.
  public var name: String
  /// The sizes; values are row-major.
  public var shape: [Int]
  /// The values, exact for both precisions.
  public var values: [Double]

  /// A tensor.
  public init(name: String, shape: [Int], values: [Double]) {
    self.name = name
    self.shape = shape
    self.values = values
  }
}
