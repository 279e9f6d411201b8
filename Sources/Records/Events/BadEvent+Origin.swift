extension BadEvent {
  /// Where the first value that is not finite is, in the order of the computation; nil where all
  /// tensors are finite.
  ///
  /// - Parameter layers: the statistics of one step, from layer 1 on.
  public static func nonFinitePlace(
    in layers: [LayerStatistics]
  ) -> (layer: Int, tensor: Tensor, nonFinite: Int)? {
    for (index, layer) in layers.enumerated() {
      if layer.nonFiniteWeights > 0 { return (index + 1, .weight, layer.nonFiniteWeights) }
      if layer.nonFiniteActivations > 0 {
        return (index + 1, .activation, layer.nonFiniteActivations)
      }
    }
    for (index, layer) in layers.enumerated().reversed() {
      if layer.nonFiniteDeltas > 0 { return (index + 1, .delta, layer.nonFiniteDeltas) }
      if layer.nonFiniteGradients > 0 {
        return (index + 1, .weightGradient, layer.nonFiniteGradients)
      }
    }
    return nil
  }

  /// The first root mean square above `largest`, in the order of the computation; nil where there is
  /// none.
  public static func largePlace(in layers: [LayerStatistics]) -> (layer: Int, tensor: Tensor)? {
    // Of the weights the norm is recorded, not the RMS, which is smaller.
    for (index, layer) in layers.enumerated() where layer.activationRMS > largest {
      return (index + 1, .activation)
    }
    for (index, layer) in layers.enumerated().reversed() {
      if layer.deltaRMS > largest { return (index + 1, .delta) }
      if layer.weightGradientRMS > largest { return (index + 1, .weightGradient) }
    }
    return nil
  }

  /// The first hidden layer, from the output down, whose δ is below `smallestShare` of the output
  /// layer's; nil where there is none, or the output layer itself has no δ left.
  public static func smallPlace(in layers: [LayerStatistics]) -> (layer: Int, limit: Double)? {
    guard let output = layers.last, output.deltaRMS > 0, output.deltaRMS.isFinite else {
      return nil
    }
    let limit = output.deltaRMS * smallestShare
    return layers.indices.dropLast().last { layers[$0].deltaRMS < limit }
      .map { ($0 + 1, limit) }
  }
}

extension LayerStatistics {
  /// The root mean square of a tensor, or what stands for it: of the weights the norm, of the
  /// activations that of z where z is not finite and a is.
  public func value(of tensor: BadEvent.Tensor) -> Double {
    switch tensor {
    case .weight: weightNorm
    case .activation:
      activationRMS.isFinite && !preactivationRMS.isFinite ? preactivationRMS : activationRMS
    case .delta: deltaRMS
    case .weightGradient: weightGradientRMS
    case .loss: .nan
    }
  }
}
