import Tensors

/// Everything one pass through a network computes, preallocated for up to `capacity` examples.
///
/// Index ℓ runs over the weight layers, 0…L; the last is the output layer.
public final class Workspace<Scalar: RealScalar> {
  /// The batch, [batch, features].
  public let input: Matrix<Scalar>
  /// What the network should have answered; entries past `input.rows` are stale.
  public private(set) var targets: Targets<Scalar>
  /// z_ℓ, [batch, fan-out]. The last holds the outputs.
  public let preactivations: [Matrix<Scalar>]
  /// a_ℓ = φ(z_ℓ), [batch, fan-out], of the hidden layers.
  public let activations: [Matrix<Scalar>]
  /// δ_ℓ = ∂(loss of the example)/∂z_ℓ, [batch, fan-out]. With batch norm, where an example's z
  /// enters the losses of all, ∂(sum of all losses)/∂z_ℓ: B times the gradient of their mean.
  public let deltas: [Matrix<Scalar>]
  /// Whether the passes add up `sums` as they go; somebody has to want them.
  public var isMeasured = false
  /// What the last passes that were measured have added up.
  private let sums: UnsafeMutablePointer<LayerSums>
  private let layerCount: Int
  /// x̂ of the normalized layers; nil elsewhere.
  let normalized: [NormalizationCache<Scalar>?]
  /// ∂(loss of the example)/∂a, on its way down.
  let upstream: [Matrix<Scalar>]
  /// ∂(loss of the example)/∂u below a norm, u being what it normalizes.
  let beforeNorm: [Matrix<Scalar>?]

  /// Memory for batches of up to `capacity` examples with classes, or with `valueCount` values.
  public init(_ network: Network<Scalar>, capacity: Int, valueCount: Int? = nil) {
    input = Matrix(rows: capacity, columns: network.inputCount)
    targets =
      valueCount.map { Targets(values: Matrix(rows: capacity, columns: $0)) }
      ?? Targets(labels: [Int](repeating: 0, count: capacity))
    let widths = network.layers.map(\.fanOut)
    preactivations = widths.map { Matrix(rows: capacity, columns: $0) }
    activations = widths.dropLast().map { Matrix(rows: capacity, columns: $0) }
    deltas = widths.map { Matrix(rows: capacity, columns: $0) }
    layerCount = widths.count
    sums = .allocate(capacity: widths.count)
    sums.initialize(repeating: LayerSums(), count: widths.count)
    normalized = network.norms.map { norm in
      norm.map { NormalizationCache(capacity: capacity, width: $0.scale.columns) }
    }
    // Layers of one width share a buffer.
    var byWidth: [Int: Matrix<Scalar>] = [:]
    upstream = widths.dropLast().map { width in
      let buffer = byWidth[width] ?? Matrix(rows: capacity, columns: width)
      byWidth[width] = buffer
      return buffer
    }
    var normsByWidth: [Int: Matrix<Scalar>] = [:]
    beforeNorm = network.norms.map { norm in
      guard let width = norm?.scale.columns else { return nil }
      let buffer = normsByWidth[width] ?? Matrix(rows: capacity, columns: width)
      normsByWidth[width] = buffer
      return buffer
    }
  }

  /// Memory for batches of up to `capacity` of these examples.
  public convenience init(
    _ network: Network<Scalar>, capacity: Int, for examples: Examples<Scalar>
  ) {
    self.init(network, capacity: capacity, valueCount: examples.targets.values?.columns)
  }

  deinit { sums.deallocate() }

  /// What the last passes that were measured have added up in weight layer `index`, from 0.
  public internal(set) subscript(sums index: Int) -> LayerSums {
    get {
      precondition(index >= 0 && index < layerCount, "workspace: there is no such layer")
      return sums[index]
    }
    set { sums[index] = newValue }
  }

  /// What the network answers, [batch, outputs]: before a softmax or sigmoid, if there is one.
  public var outputs: Matrix<Scalar> { preactivations[preactivations.count - 1] }

  /// δ of the output layer, which the loss fills in.
  public var outputDelta: Matrix<Scalar> { deltas[deltas.count - 1] }

  /// Copies the examples at these row numbers into `input` and `targets`.
  ///
  /// It must be given examples with the network's number of features, row numbers that they have,
  /// and no more of them than there is capacity: anything else would reach beyond the memory, and
  /// stops the program.
  public func load(_ examples: Examples<Scalar>, _ rows: some Collection<Int>) {
    precondition(
      examples.features.columns == input.columns && rows.count <= input.capacity,
      "workspace: expected at most \(input.capacity) examples of \(input.columns) features, "
        + "got \(rows.count) of \(examples.features.columns)")
    input.useRows(rows.count)
    targets.values?.useRows(rows.count)
    let width = input.columns
    for (i, row) in rows.enumerated() {
      precondition(row >= 0 && row < examples.count, "workspace: there is no example \(row)")
      (input.elements + i * width).update(
        from: examples.features.elements + row * width, count: width)
      if let values = examples.targets.values, let own = targets.values {
        precondition(values.columns == own.columns, "workspace: another number of values")
        let width = own.columns
        (own.elements + i * width).update(from: values.elements + row * width, count: width)
      } else if row < examples.targets.labels.count, i < targets.labels.count {
        targets.labels[i] = examples.targets.labels[row]
      }
    }
  }
}
