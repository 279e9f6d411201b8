import Tensors

/// A network that is no stack of equal layers, for `GradientCheckSuite`: built around an activation that
/// is to be checked.
struct GradientCheckDesign: Sendable {
  /// What is special about it.
  let name: String
  /// The norms in it: `none`, `batch`, `layer`, `mixed`.
  let norm: String
  /// What is asked of it.
  struct Sizes: Sendable {
    let inputs: Int
    let depth: Int
    let width: Int
    let outputs: Int
  }
  private let make: @Sendable (any Activation, Sizes) -> Network<Double>

  /// The network, with zero weights.
  func network(_ activation: any Activation, _ sizes: Sizes) -> Network<Double> {
    make(activation, sizes)
  }

  static let all = [
    mixed, dropout(.none, residualScale: nil), dropout(.batch, residualScale: 0.5),
    dropout(.layer, residualScale: 1), outputActivation, nested, postActivation,
  ]

  /// Hidden layers that differ in width, activation, norm, dropout and bypass.
  private static let mixed = Self(name: "mixed layers", norm: "mixed") { activation, sizes in
    let others: [any Activation] = [Tanh(), activation, Softplus(), activation]
    let hidden = (0..<max(sizes.depth, 4)).map { index in
      LayerDesign(
        width: sizes.width + (index % 3 == 0 ? 1 : 0), activation: others[index % 4],
        norm: [.none, .layer, .batch, .none, .layer][index % 5],
        dropout: index % 4 == 3 ? 0.2 : 0, residualScale: index % 2 == 0 ? 0.7 : nil)
    }
    return Network(inputs: sizes.inputs, hidden: hidden, output: LayerDesign(width: sizes.outputs))
  }

  /// Dropout after every activation, its masks kept for all differences.
  private static func dropout(_ norm: NormalizationKind, residualScale: Double?) -> Self {
    let kind = residualScale.map { "residual × \($0)" } ?? "plain"
    return Self(name: "dropout, \(kind)", norm: norm.rawValue) { activation, sizes in
      let layer = LayerDesign(
        width: sizes.width, activation: activation, norm: norm, dropout: 0.3,
        residualScale: residualScale)
      return Network(
        inputs: sizes.inputs, hidden: Array(repeating: layer, count: max(sizes.depth, 2)),
        output: LayerDesign(width: sizes.outputs))
    }
  }

  /// An activation on the outputs, which the loss then reads.
  private static let outputActivation = Self(name: "output activation", norm: "none") {
    activation, sizes in
    Network(
      inputs: sizes.inputs,
      hidden: Array(
        repeating: LayerDesign(width: sizes.width, activation: activation), count: sizes.depth),
      output: LayerDesign(width: sizes.outputs, activation: activation))
  }

  /// Blocks in blocks; the outer one begins and ends with layers that add no shortcut themselves.
  private static let nested = Self(name: "blocks in blocks", norm: "layer") { activation, sizes in
    let width = sizes.width
    let inner = Residual<Double>(
      scale: 0.6, [ActivationLayer(activation), Dense(fanIn: width, fanOut: width)])
    let outer = Residual<Double>(
      scale: 0.8,
      [
        LayerNormalization(width: width), Dense(fanIn: width, fanOut: width), inner,
        ActivationLayer(activation), Dropout(rate: 0.2, masks: SeededGenerator(seed: 3)),
      ])
    let doubled = Residual<Double>(scale: 0.3, [])
    return Network(
      fitting: Sequential([
        Dense(fanIn: sizes.inputs, fanOut: width), outer, doubled,
        Dense(fanIn: width, fanOut: sizes.outputs),
      ]), Shape(sizes.inputs), Shape(sizes.outputs))
  }

  /// y = φ(x + W₂·φ(N(W₁·x))), the block of the first residual networks, with the norm behind φ too.
  private static let postActivation = Self(name: "post-activation", norm: "batch") {
    activation, sizes in
    let width = sizes.width
    var layers: [any Layer<Double>] = [
      Dense<Double>(fanIn: sizes.inputs, fanOut: width), ActivationLayer(activation),
    ]
    for _ in 0..<max(sizes.depth / 2, 1) {
      layers += [
        Residual<Double>([
          Dense(fanIn: width, fanOut: width), BatchNormalization(width: width),
          ActivationLayer(activation), Dense(fanIn: width, fanOut: width),
        ]), ActivationLayer(activation), BatchNormalization(width: width),
      ]
    }
    layers.append(Dense<Double>(fanIn: width, fanOut: sizes.outputs))
    return Network(fitting: Sequential(layers), Shape(sizes.inputs), Shape(sizes.outputs))
  }
}
