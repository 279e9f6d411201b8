import Tensors

/// Everything one pass through a network computes, preallocated for up to `capacity` examples.
public final class Workspace<Scalar: RealScalar> {
  /// The batch, [batch, features].
  public let input: Matrix<Scalar>
  /// ∂(loss of the example)/∂(its features), [batch, features]; nil unless asked for.
  public let inputDelta: Matrix<Scalar>?
  /// What the network should have answered; entries past `input.rows` are stale.
  public private(set) var targets: Targets<Scalar>
  /// What the network answers, [batch, outputs]: before a softmax or sigmoid of the loss, if there is one.
  public let outputs: Matrix<Scalar>
  /// ∂(loss of the example)/∂(outputs), which the loss fills in.
  public let outputDelta: Matrix<Scalar>
  /// z, a, δ and what else there is of each place, in the order of the signal.
  public let places: [ObservedPlace<Scalar>]
  /// Whether the passes add up the places' sums as they go; somebody has to want them.
  public var isMeasured = false
  let cache: LayerCache<Scalar>
  /// The places whose sums no activation adds up.
  let unactivated: [ObservedPlace<Scalar>]
  /// z of the activations that have a kink.
  let kinked: [(z: Matrix<Scalar>, kinks: [Double])]

  /// Memory for batches of up to `capacity` examples with classes, or with `valueCount` values.
  ///
  /// - Parameter tracingInputs: whether a pass back goes on to the features.
  public init(
    _ network: Network<Scalar>, capacity: Int, valueCount: Int? = nil, tracingInputs: Bool = false
  ) {
    let assembly = Assembly(
      network.root, network.inputShape, network.outputShape, capacity: capacity,
      tracingInputs: tracingInputs)
    input = assembly.input.values
    inputDelta = tracingInputs ? assembly.input.delta : nil
    outputs = assembly.output.values
    outputDelta = assembly.output.delta
    cache = assembly.cache
    places = assembly.places
    unactivated = places.filter { $0.activation == nil }
    kinked = assembly.kinked
    targets =
      valueCount.map { Targets(values: Matrix(rows: capacity, columns: $0)) }
      ?? Targets(labels: [Int](repeating: 0, count: capacity))
  }

  /// Memory for batches of up to `capacity` of these examples.
  public convenience init(
    _ network: Network<Scalar>, capacity: Int, for examples: Examples<Scalar>
  ) {
    self.init(network, capacity: capacity, valueCount: examples.targets.values?.columns)
  }

  /// The places before the output layer.
  public var hidden: [ObservedPlace<Scalar>] { places.filter { $0.kind != .output } }

  /// Copies the examples at these row numbers into `input` and `targets`.
  ///
  /// It must be given examples with the network's number of features, row numbers that they have,
  /// and no more of them than there is capacity: anything else would reach beyond the memory, and
  /// stops the program.
  @specialized(where Scalar == Float, Rows == Range<Int>)
  @specialized(where Scalar == Double, Rows == Range<Int>)
  @specialized(where Scalar == Float, Rows == ArraySlice<Int>)
  @specialized(where Scalar == Double, Rows == ArraySlice<Int>)
  public func load<Rows: Collection<Int>>(_ examples: Examples<Scalar>, _ rows: Rows) {
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
