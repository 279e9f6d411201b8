import Tensors

/// The memory for passes of one batch through a network, and the places in it.
struct Assembly<Scalar: RealScalar> {
  let input: Signal<Scalar>
  let output: Signal<Scalar>
  let cache: LayerCache<Scalar>
  let places: [ObservedPlace<Scalar>]
  /// z of the activations that have a kink.
  let kinked: [(z: Matrix<Scalar>, kinks: [Double])]

  /// Memory for up to `capacity` examples.
  init(
    _ root: Sequential<Scalar>, _ inputs: Shape, _ outputs: Shape, capacity: Int,
    tracingInputs: Bool = false
  ) {
    input = Signal(inputs, capacity: capacity, needsDelta: tracingInputs)
    output = Signal(outputs, capacity: capacity)
    cache = root.makeCache(Wiring(input, output, pool: SignalPool(capacity: capacity)))
    let finder = PlaceFinder<Scalar>()
    root.observe(cache, in: finder)
    finder.finish(mixesExamples: root.leaves.contains { $0.traits.mixesExamples })
    places = finder.places
    kinked = finder.kinked
  }
}
