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

  /// The highest hidden layer whose δ is exactly 0.
  let layer: Int
  /// Its cause.
  let cause: Cause

  /// The highest exact zero of δ at a time point; nil where there is none.
  static func locate(_ run: RunEvidence, at entry: Int) -> ZeroDelta? {
    guard run.depth > 0, !run.isFitted(at: entry),
      let layer = (1...run.depth).last(where: { run.history[entry, $0].deltaRMS == 0 })
    else { return nil }
    let here = run.history[entry, layer]
    let above = run.history[entry, layer + 1]
    if run.activation.canGoSilent, here.zeroFraction == 1 {
      if let origin = forwardOrigin(run, at: entry) {
        return ZeroDelta(layer: origin, cause: .forwardUnderflow)
      }
      return ZeroDelta(layer: layer, cause: .deadLayer)
    }
    if above.weightNorm == 0 { return ZeroDelta(layer: layer, cause: .zeroWeights) }
    // One layer can lose a few decades: from within ten of them the end is in reach.
    let reach = 1e10 * smallest(run.record.configuration.precision)
    if above.deltaRMS < reach { return ZeroDelta(layer: layer, cause: .underflow) }
    // φ′ of exactly 0 in every unit is 0 in float64 too.
    let left = above.deltaRMS * here.derivativeRMS
    let isFlat = left > 0 && (left < reach || run.activation.saturates)
    return ZeroDelta(layer: layer, cause: isFlat ? .flatUnits : .unknown)
  }

  /// The first hidden layer whose z is exactly 0 although its input was not, where that input was at
  /// the end of the precision's range.
  private static func forwardOrigin(_ run: RunEvidence, at entry: Int) -> Int? {
    guard
      let first = (1...run.depth).first(where: { run.history[entry, $0].preactivationRMS == 0 }),
      first > 1
    else { return nil }
    // Where the last of it is negative, a ReLU makes 0 of it: z is what is left.
    let under = run.history[entry, first - 1]
    let below = max(under.activationRMS, under.preactivationRMS)
    // Nothing at all below is silence, not a signal that became too small.
    let reach = 1e10 * smallest(run.record.configuration.precision)
    return below > 0 && below < reach ? first : nil
  }

  /// The smallest positive number of a precision.
  static func smallest(_ precision: String) -> Double {
    precision == "float64"
      ? Double.leastNonzeroMagnitude : Double(Float.leastNonzeroMagnitude)
  }
}
