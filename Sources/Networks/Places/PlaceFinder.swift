import Tensors

/// Collects the places of a network: every layer is asked in the order of the signal, and tells what it
/// reads and writes.
///
/// A weight layer opens a place. A norm that reads its z makes another z of it; an activation that reads
/// z, dropout that reads a, and a residual block that ends with z belong to it too.
public final class PlaceFinder<Scalar: RealScalar> {
  /// What was found so far.
  private(set) var places: [ObservedPlace<Scalar>] = []
  /// z of the activations that have kinks, with where they are.
  private(set) var kinked: [(z: Matrix<Scalar>, kinks: [Double])] = []
  private var counts: [String: Int] = [:]

  /// Nothing found yet.
  init() {}

  /// A place where `layer` writes. Its name is the layer's label with an s, a dot and the number of
  /// those before it; its weight and bias are the layer's parameters of these roles.
  public func open(
    _ kind: PlaceKind, layer: any Layer<Scalar>, _ cache: LayerCache<Scalar>
  ) {
    let group = "\(layer.label)s"
    let number = counts[group, default: 0]
    counts[group] = number + 1
    let own = layer.sublayers.isEmpty ? layer.parameters : []
    places.append(
      ObservedPlace(
        "\(group).\(number)", number: number, kind: kind, layer: layer,
        weight: own.first { $0.role == .weight }, bias: own.first { $0.role == .bias }, cache))
  }

  /// A norm.
  func normalize(_ norm: any Normalization<Scalar>, _ cache: LayerCache<Scalar>) {
    for place in places { place.normalize(norm, cache) }
  }

  /// An activation.
  func activate(_ function: any Activation, _ cache: LayerCache<Scalar>) {
    for place in places { place.activate(function, cache) }
    if !function.isSmooth { kinked.append((cache.x, function.kinks)) }
  }

  /// Dropout.
  func drop(_ rate: Double, _ cache: LayerCache<Scalar>) {
    for place in places { place.drop(rate, cache) }
  }

  /// The end of a residual block.
  func close(block: Residual<Scalar>, _ cache: LayerCache<Scalar>) {
    let isKnown = places.contains { $0.bypass(block, cache) }
    if !isKnown { open(.block, layer: block, cache) }
  }

  /// The last dense layer is the output.
  func finish(mixesExamples: Bool) {
    places.last { $0.kind == .dense }?.kind = .output
    for place in places { place.mixesExamples = mixesExamples }
  }
}
