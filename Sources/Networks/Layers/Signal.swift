import Tensors

/// What runs from one layer to the next in one workspace: values on the way forward, their
/// derivatives on the way back, [batch, units] each.
public final class Signal<Scalar: RealScalar> {
  /// Sizes of an example.
  public let shape: Shape
  /// The values.
  public let values: Matrix<Scalar>
  /// ∂(loss of the example)/∂(values). With a layer that mixes the examples of a batch, ∂(sum of all
  /// losses): B times the gradient of their mean.
  public let delta: Matrix<Scalar>
  /// Whether somebody wants `delta`; the network's input has none unless it is asked for.
  public let needsDelta: Bool
  /// What the last passes that were measured have added up.
  public internal(set) var sums = PlaceSums()

  /// Rows that there is memory for.
  public var capacity: Int { values.capacity }

  /// Zeros, for up to `capacity` examples; `delta` may be memory that others use too.
  init(_ shape: Shape, capacity: Int, delta: Matrix<Scalar>? = nil, needsDelta: Bool = true) {
    self.shape = shape
    self.needsDelta = needsDelta
    values = Matrix(rows: capacity, columns: shape.count)
    self.delta = delta ?? Matrix(rows: needsDelta ? capacity : 0, columns: shape.count)
  }
}

/// The signals of one workspace. Derivatives that one layer writes and the next one down reads are in
/// memory that all such signals of a width share, so that a pass back stays in the nearest memory.
public final class SignalPool<Scalar: RealScalar> {
  /// Examples that there is room for.
  public let capacity: Int
  private var shared: [Int: [Matrix<Scalar>]] = [:]

  /// A pool of signals for up to `capacity` examples.
  init(capacity: Int) { self.capacity = capacity }

  /// A signal whose values and δ are there after a pass.
  public func signal(_ shape: Shape) -> Signal<Scalar> { Signal(shape, capacity: capacity) }

  /// A signal whose δ is there only from when the layer that reads it has written it until the layer
  /// that writes it has read it. `input` is what the latter reads: the two are in use at once.
  func passing(_ shape: Shape, besides input: Signal<Scalar>) -> Signal<Scalar> {
    let width = shape.count
    if let known = shared[width]?.first(where: { $0 !== input.delta }) {
      return Signal(shape, capacity: capacity, delta: known)
    }
    let new = Matrix<Scalar>(rows: capacity, columns: width)
    shared[width, default: []].append(new)
    return Signal(shape, capacity: capacity, delta: new)
  }
}
