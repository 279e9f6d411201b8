extension BadEvent {
  /// Where the first value that is not finite is, in the order of the computation; nil where all
  /// tensors are finite.
  ///
  /// - Parameter layers: the statistics of one step, in the order of the places.
  public static func nonFinitePlace(
    in places: [PlaceStatistics]
  ) -> (place: Int, tensor: Tensor, nonFinite: Int)? {
    for (index, place) in places.enumerated() {
      if place.nonFiniteWeights > 0 { return (index, .weight, place.nonFiniteWeights) }
      if place.nonFiniteActivations > 0 {
        return (index, .activation, place.nonFiniteActivations)
      }
    }
    for (index, place) in places.enumerated().reversed() {
      if place.nonFiniteDeltas > 0 { return (index, .delta, place.nonFiniteDeltas) }
      if place.nonFiniteGradients > 0 {
        return (index, .weightGradient, place.nonFiniteGradients)
      }
    }
    return nil
  }

  /// The first root mean square above `largest`, in the order of the computation; nil where there is
  /// none.
  public static func largePlace(in places: [PlaceStatistics]) -> (place: Int, tensor: Tensor)? {
    // Of the weights the norm is recorded, not the RMS, which is smaller.
    for (index, place) in places.enumerated() where place.activationRMS > largest {
      return (index, .activation)
    }
    for (index, place) in places.enumerated().reversed() {
      if place.deltaRMS > largest { return (index, .delta) }
      if place.weightGradientRMS > largest { return (index, .weightGradient) }
    }
    return nil
  }

  /// The first hidden layer, from the output down, whose δ is below `smallestShare` of the output
  /// layer's; nil where there is none, or the output layer itself has no δ left.
  public static func smallPlace(in places: [PlaceStatistics]) -> (place: Int, limit: Double)? {
    guard let output = places.last, output.deltaRMS > 0, output.deltaRMS.isFinite else {
      return nil
    }
    let limit = output.deltaRMS * smallestShare
    return places.indices.dropLast().last { places[$0].deltaRMS < limit }
      .map { ($0, limit) }
  }
}

extension PlaceStatistics {
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
