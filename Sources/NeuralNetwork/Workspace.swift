import LinearAlgebra

/// Everything one pass through a network computes, preallocated for up to `capacity` examples.
///
/// Index ℓ runs over the weight layers, 0…L; the last is the output layer.
public final class Workspace<Scalar: RealScalar> {
  /// The batch, [batch, features].
  public let input: Matrix<Scalar>
  /// The class of each example of the batch; entries past `input.rows` are stale.
  public var labels: [Int]
  /// z_ℓ, [batch, fan-out]. The last holds the logits.
  public let preactivations: [Matrix<Scalar>]
  /// a_ℓ = φ(z_ℓ), [batch, fan-out], of the hidden layers.
  public let activations: [Matrix<Scalar>]
  /// δ_ℓ = ∂(loss of the example)/∂z_ℓ, [batch, fan-out].
  public let deltas: [Matrix<Scalar>]
  /// √(mean of φ′(z_ℓ)²) of the hidden layers, from the last backward pass.
  public internal(set) var derivativeRMS: [Double]
  /// ∂(loss of the example)/∂a, on its way down.
  let upstream: [Matrix<Scalar>]

  /// Memory for batches of up to `capacity` examples.
  public init(_ network: Network<Scalar>, capacity: Int) {
    input = Matrix(rows: capacity, columns: network.inputCount)
    labels = [Int](repeating: 0, count: capacity)
    let widths = network.layers.map(\.fanOut)
    preactivations = widths.map { Matrix(rows: capacity, columns: $0) }
    activations = widths.dropLast().map { Matrix(rows: capacity, columns: $0) }
    deltas = widths.map { Matrix(rows: capacity, columns: $0) }
    derivativeRMS = [Double](repeating: 0, count: network.depth)
    // Layers of one width share a buffer.
    var byWidth: [Int: Matrix<Scalar>] = [:]
    upstream = widths.dropLast().map { width in
      let buffer = byWidth[width] ?? Matrix(rows: capacity, columns: width)
      byWidth[width] = buffer
      return buffer
    }
  }

  /// The output before softmax, [batch, classes].
  public var logits: Matrix<Scalar> { preactivations[preactivations.count - 1] }

  /// Copies the examples at these row numbers into `input` and `labels`.
  public func load(_ examples: Examples<Scalar>, _ rows: some Collection<Int>) {
    input.useRows(rows.count)
    let width = input.columns
    for (i, row) in rows.enumerated() {
      (input.elements + i * width).update(
        from: examples.features.elements + row * width, count: width)
      labels[i] = examples.labels[row]
    }
  }
}

/// Features and classes a network is trained or evaluated on.
public struct Examples<Scalar: RealScalar> {
  /// [examples, features].
  public let features: Matrix<Scalar>
  /// One class index an example.
  public let labels: [Int]

  /// Pairs features with labels; the shorter of the two decides how many examples there are.
  public init(features: Matrix<Scalar>, labels: [Int]) {
    self.features = features
    self.labels = labels
  }

  /// Number of examples.
  public var count: Int { min(features.rows, labels.count) }
}
