import Networks

extension TheoryCase {
  /// Networks whose layers differ in everything that may differ.
  ///
  /// - Parameter width: that of the layers on average.
  static func unlike(depth: Int, width: Int, features: Int) -> [TheoryCase] {
    func layer(
      _ share: Double, _ activation: any Activation, _ initializer: any Initializer,
      change: (inout LayerDesign) -> Void = { _ in }
    ) -> LayerDesign {
      var layer = LayerDesign(
        width: max(Int(share * Double(width)), 1), activation: activation, initializer: initializer)
      change(&layer)
      return layer
    }
    let (he, xavier, lecun) = (
      FanScaled.he(.normal), FanScaled.xavier(.normal), FanScaled.lecun(.normal)
    )
    let all: [(String, [LayerDesign])] = [
      (
        "widths ½, ¼, 1½, ¾",
        [
          layer(0.5, Tanh(), xavier), layer(0.25, ReLU(), he), layer(1.5, ReLU(), xavier),
          layer(0.75, GELU(), he),
        ]
      ),
      (
        "dropout 0.3 and 0.1",
        [
          layer(1, Tanh(), lecun) { $0.dropout = 0.3 }, layer(0.5, ReLU(), he),
          layer(1, SiLU(), he) { $0.dropout = 0.1 }, layer(1, Mish(), xavier),
        ]
      ),
      (
        "a layer norm in every fourth",
        [
          layer(1, ReLU(), he), layer(0.5, GELU(), he) { $0.norm = .layer }, layer(1, Tanh(), he),
          layer(1.5, ReLU(), xavier),
        ]
      ),
      (
        "two blocks in every four, dropout before them",
        [
          layer(1, ReLU(), he) { $0.dropout = 0.2 },
          layer(1, Tanh(), lecun) { $0.residualScale = 0.4 },
          layer(1, GELU(), he) { $0.residualScale = 0.3 }, layer(0.75, SELU(), lecun),
        ]
      ),
      (
        "biases",
        [
          layer(1, Sigmoid(), FanScaled.fanIn(gain: 20)) { $0.biasStd = 0.3 },
          layer(0.5, HardTanh(), xavier) { $0.biasStd = 0.1 }, layer(1, Softplus(), lecun),
          layer(1.25, Identity(), xavier),
        ]
      ),
    ]
    return all.map { TheoryCase(unlike: $0.0, $0.1, depth: depth, features: features) }
  }
}
