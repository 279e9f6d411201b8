import Tensors

/// A network of layers, with the places where it can be measured.
///
/// y = f(x) with f a `Sequential`; x: [batch, inputs], y: [batch, outputs]; a loss makes of y what it
/// needs. The perceptron of L hidden layers and an output layer is one of them (`init(inputs:hidden:
/// output:)`):
///
/// - plain: z_ℓ = N(a_{ℓ−1}·W_ℓ + b_ℓ), a_ℓ = φ(z_ℓ).
/// - residual, ℓ ≥ 2: z_ℓ = z_{ℓ−1} + s·N(φ(z_{ℓ−1})·W_ℓ + b_ℓ), the pre-activation block of
///   K. He et al., "Identity mappings in deep residual networks", ECCV 2016, with a scale s.
/// - output: a_L·W_{L+1} + b_{L+1}.
///
/// N is a normalization, or nothing. With L = 0 the network is a single layer, and with one output
/// a single neuron.
public final class Network<Scalar: RealScalar> {
  /// f.
  public let root: Sequential<Scalar>
  /// Sizes of an example's x.
  public let inputShape: Shape
  /// Sizes of an example's y.
  public let outputShape: Shape
  /// Every tensor that training changes, in the order of the signal: W, b, γ, β of a layer.
  public let parameters: [Parameter<Scalar>]
  /// The places where it can be measured, in the order of the signal. These have room for no example:
  /// what a pass computes is in those of a `Workspace`.
  public let places: [ObservedPlace<Scalar>]
  /// The layers in which every output reads every input, hidden ones first, the output layer last.
  public let denseLayers: [Dense<Scalar>]
  /// The smallest batch it can be trained on.
  public let smallestBatch: Int
  /// What belongs in files, layer by layer, with the first part of its names.
  let storedLayers: [(owner: String, layer: any Layer<Scalar>)]

  /// A network of these layers for inputs of this shape.
  ///
  /// - Throws: `ShapeError` where a layer cannot read what the one before it writes, and where one layer
  ///   is there twice: its gradients would be those of the last one alone.
  public convenience init(
    _ layers: [any Layer<Scalar>], inputs: Shape
  ) throws(ShapeError) {
    let root = Sequential(layers)
    let outputs = try root.outputShape(of: inputs)
    var seen: Set<ObjectIdentifier> = []
    for leaf in root.leaves where !seen.insert(ObjectIdentifier(leaf)).inserted {
      throw ShapeError("\(leaf.label): expected every layer once, got it twice; make another")
    }
    self.init(fitting: root, inputs, outputs)
  }

  /// A network of layers that are known to fit.
  init(fitting root: Sequential<Scalar>, _ inputs: Shape, _ outputs: Shape) {
    self.root = root
    inputShape = inputs
    outputShape = outputs
    parameters = root.parameters
    let leaves = root.leaves
    smallestBatch = leaves.map(\.traits.smallestBatch).max() ?? 1
    denseLayers = leaves.compactMap { $0 as? Dense<Scalar> }
    places = Assembly(root, inputs, outputs, capacity: 0).places
    storedLayers = Self.owners(of: leaves, places)
    for (owner, layer) in storedLayers {
      for parameter in layer.parameters { parameter.owner = owner }
    }
  }

  /// L, the number of hidden weight layers.
  public var depth: Int { max(denseLayers.count - 1, 0) }
  /// Number of values of an example.
  public var inputCount: Int { inputShape.count }
  /// Number of outputs.
  public var outputCount: Int { outputShape.count }
  /// Whether an example's result depends on the other examples of the batch, in training.
  public var mixesExamples: Bool { places.first?.mixesExamples ?? false }

  /// Computes every z and a of the batch in `workspace.input`.
  public func forward(_ workspace: Workspace<Scalar>, mode: PassMode = .training) {
    root.forward(workspace.cache, Pass(mode: mode, isMeasured: workspace.isMeasured))
    guard workspace.isMeasured else { return }
    for place in workspace.unactivated { place.sumUp(backward: false) }
  }

  /// Computes every δ and gradient from δ of the outputs, which the loss has put in place.
  ///
  /// δ_ℓ = s_{ℓ+1}·(δ_{ℓ+1}·W_{ℓ+1}ᵀ) ⊙ φ′(z_ℓ), plus δ_{ℓ+1} where layer ℓ+1 is residual; a norm
  /// stands between δ and Wᵀ. With a batch norm, of a forward pass in another mode than evaluation.
  ///
  /// - Parameter accumulatingGradients: false computes δ alone and leaves the gradients of every
  ///   parameter as they are, for a look at the network in the middle of a step.
  public func backward(_ workspace: Workspace<Scalar>, accumulatingGradients: Bool = true) {
    root.backward(
      workspace.cache,
      Pass(isMeasured: workspace.isMeasured, accumulatesGradients: accumulatingGradients))
    guard workspace.isMeasured else { return }
    for place in workspace.unactivated { place.sumUp(backward: true) }
  }

  /// The first part of the names of each layer's tensors: that of its place, `norms.3` for the norm of
  /// place `layers.3`, and for what belongs to no place its label with a number that is still free.
  private static func owners(
    of leaves: [any Layer<Scalar>], _ places: [ObservedPlace<Scalar>]
  ) -> [(String, any Layer<Scalar>)] {
    var names: [ObjectIdentifier: String] = [:]
    for place in places {
      names[ObjectIdentifier(place.layer)] = place.name
      if let norm = place.norm {
        names[ObjectIdentifier(norm)] = "\(norm.label)s.\(place.number)"
      }
    }
    var taken = Set(names.values)
    return leaves.compactMap { leaf in
      guard !leaf.parameters.isEmpty || !leaf.tensors.isEmpty else { return nil }
      if let name = names[ObjectIdentifier(leaf)] { return (name, leaf) }
      var number = 0
      while !taken.insert("\(leaf.label)s.\(number)").inserted { number += 1 }
      return ("\(leaf.label)s.\(number)", leaf)
    }
  }
}
