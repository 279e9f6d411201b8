import Tensors

/// y = f(x; θ): one step of a network.
///
/// x: [batch, inputs], y: [batch, outputs]; the numbers of inputs and outputs are those of `Shape`s.
/// A layer owns its parameters θ. What a pass computes is not in it but in a `LayerCache`, of which
/// every workspace has its own, allocated once: nothing is allocated in a pass.
///
/// Adding one: a file with a type that conforms, and the line that puts it into a `Sequential`. What
/// has a default below can be left out.
public protocol Layer<Scalar>: AnyObject {
  /// The precision of the network.
  associatedtype Scalar: RealScalar

  /// The shape of y for an x of this shape.
  ///
  /// - Throws: `ShapeError` where the layer cannot read such an x.
  func outputShape(of input: Shape) throws(ShapeError) -> Shape

  /// The memory of one workspace, for a place in a network where `outputShape` is known to hold.
  func makeCache(_ wiring: Wiring<Scalar>) -> LayerCache<Scalar>

  /// y ← f(x) for the rows of x in use.
  func forward(_ cache: LayerCache<Scalar>, _ pass: Pass)

  /// ∂loss/∂x ← f′(x)ᵀ·∂loss/∂y of each example, where `cache.below` wants it; and, where
  /// `pass.accumulatesGradients`, ∂L/∂θ of the batch-mean loss: 1/B times the examples' sum.
  func backward(_ cache: LayerCache<Scalar>, _ pass: Pass)

  /// Every tensor that training changes.
  var parameters: [Parameter<Scalar>] { get }

  /// Draws the first values of the parameters.
  func draw(using generator: inout SeededGenerator)

  /// Tells of the places where it can be measured.
  func observe(_ cache: LayerCache<Scalar>, in places: PlaceFinder<Scalar>)

  /// What a container has to know of it.
  var traits: LayerTraits { get }

  /// The layers it is made of, in the order of the signal.
  var sublayers: [any Layer<Scalar>] { get }

  /// What it is called in files and messages: `layer`, `norm`.
  var label: String { get }

  /// What belongs in a file of the network's parameters.
  var tensors: [StoredTensor] { get }
}

extension Layer {
  public func makeCache(_ wiring: Wiring<Scalar>) -> LayerCache<Scalar> { LayerCache(wiring) }
  public var parameters: [Parameter<Scalar>] { [] }
  public func draw(using generator: inout SeededGenerator) {}
  public func observe(_ cache: LayerCache<Scalar>, in places: PlaceFinder<Scalar>) {}
  public var traits: LayerTraits { LayerTraits() }
  public var sublayers: [any Layer<Scalar>] { [] }
  public var label: String {
    String("\(type(of: self))".prefix { $0 != "<" }).lowercased()
  }
  public var tensors: [StoredTensor] {
    parameters.map { StoredTensor($0.role.rawValue, $0.values) }
  }

  /// Itself, or the innermost layers it is made of.
  var leaves: [any Layer<Scalar>] {
    let inner = sublayers
    return inner.isEmpty ? [self] : inner.flatMap { $0.leaves }
  }
}
