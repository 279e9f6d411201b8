import Tensors

/// A rule that draws the first weights of a layer.
///
/// Randomness is an explicit argument. Two initializers of the same family draw the same numbers
/// from the same generator and differ in their scale only, so that runs of a lineup start from the
/// same directions.
///
/// Adding one: a file with a type that conforms and lists its `InitializerForm`s, and one line in
/// `InitializerCatalog`.
public protocol Initializer: Sendable {
  /// The name on the command line and in records, parameters included, such as `normal:0.01`.
  var name: String { get }

  /// Var W for a layer of these sizes.
  func variance(fanIn: Int, fanOut: Int) -> Double

  /// Draws the weights of a layer, [fan-in, fan-out].
  func fill<Scalar: RealScalar>(
    _ weights: Matrix<Scalar>, using generator: inout SeededGenerator)

  /// Whether it adjusts what it has drawn to data.
  var looksAtData: Bool { get }

  /// Adjusts the weights of a drawn layer to what the layer reads of some examples, x: [examples,
  /// fan-in], all layers below being adjusted. Most initializers do not look at data, and do nothing.
  func adjust<Scalar: RealScalar>(_ layer: Dense<Scalar>, reading x: Matrix<Scalar>)
}

extension Initializer {
  public var looksAtData: Bool { false }
  public func adjust<Scalar: RealScalar>(_ layer: Dense<Scalar>, reading x: Matrix<Scalar>) {}
}
