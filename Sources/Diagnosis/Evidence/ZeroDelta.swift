import Records

/// An exact zero of δ, and which of its causes it has.
struct ZeroDelta: Equatable {
  /// Why δ is exactly 0.
  enum Cause: Equatable {
    /// The layer above still has δ, at the very end of the precision's range.
    case underflow
    /// The signal underflowed on its way forward: z itself is exactly 0 there, and φ′(0) of a ReLU
    /// is 0.
    case forwardUnderflow
    /// φ′ is so small in every unit of the layer that nothing is left of δ.
    case flatUnits
    /// Every unit of the layer is silent.
    case deadLayer
    /// The weights above are exactly 0.
    case zeroWeights
    /// None of these.
    case unknown
  }

  /// The number in its chain of the highest place whose δ is exactly 0.
  let layer: Int
  /// Its cause.
  let cause: Cause

  /// The highest exact zero of δ at a time point; nil where there is none.
  static func locate(_ chain: ChainEvidence, at entry: Int) -> ZeroDelta? {
    // Where nothing sets out, nothing can be lost.
    guard !chain.isFitted(at: entry), !chain.isSilentAtOutput(at: entry),
      let layer = chain.positions.last(where: { chain[entry, $0].deltaRMS == 0 })
    else { return nil }
    let here = chain[entry, layer]
    guard let above = chain.above(layer, at: entry) else {
      return ZeroDelta(layer: layer, cause: .unknown)
    }
    if chain.places[layer - 1].activation?.canGoSilent ?? false, here.zeroFraction == 1 {
      if let origin = forwardOrigin(chain, at: entry) {
        return ZeroDelta(layer: origin, cause: .forwardUnderflow)
      }
      return ZeroDelta(layer: layer, cause: .deadLayer)
    }
    if above.weightNorm == 0 { return ZeroDelta(layer: layer, cause: .zeroWeights) }
    // One layer can lose a few decades: from within ten of them the end is in reach.
    guard let smallest = chain.facts.precision?.smallestNumber else {
      return ZeroDelta(layer: layer, cause: .unknown)
    }
    let reach = 1e10 * smallest
    if above.deltaRMS < reach { return ZeroDelta(layer: layer, cause: .underflow) }
    // φ′ of exactly 0 in every unit is 0 in float64 too.
    let left = above.deltaRMS * here.derivativeRMS
    let saturates = chain.places[layer - 1].activation?.saturates ?? false
    let isFlat = left > 0 && (left < reach || saturates)
    return ZeroDelta(layer: layer, cause: isFlat ? .flatUnits : .unknown)
  }

  /// The first place whose z is exactly 0 although its input was not, where that input was at
  /// the end of the precision's range.
  private static func forwardOrigin(_ chain: ChainEvidence, at entry: Int) -> Int? {
    guard let smallest = chain.facts.precision?.smallestNumber,
      let first = chain.positions.first(where: { chain[entry, $0].preactivationRMS == 0 }),
      first > 1
    else { return nil }
    // Where the last of it is negative, a ReLU makes 0 of it: z is what is left.
    let under = chain[entry, first - 1]
    let below = max(under.activationRMS, under.preactivationRMS)
    // Nothing at all below is silence, not a signal that became too small.
    return below > 0 && below < 1e10 * smallest ? first : nil
  }
}
