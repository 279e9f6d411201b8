import Networks
import Records
import Theory

extension SweepTheory {
  /// How many steps a curve has at least.
  private static let curveSteps = 240

  /// What mean-field theory says of the cells of a grid; nil where it does not apply: neither σw² nor
  /// σb² is varied, their variance is not known, layers are batch-normalized, residual, or narrower
  /// than 32.
  static func theory(of grid: SweepGrid, configuration c: TrainingPlan) -> SweepTheory? {
    let axes = [grid.x, grid.y]
    guard let norm = c.norm.single.flatMap(NormalizationKind.init), norm != .batch, !c.residual,
      c.isOfOneWidth, c.width >= 32,
      let activation = c.activation.single.flatMap(ActivationCatalog.named),
      let axis = axes.first(where: { $0.variable == .gain })
        ?? axes.first(where: { $0.variable == .biasVariance }),
      // With both varied there is no one depth scale for a column.
      !axes.contains(where: { $0.variable == .biasVariance }) || axis.variable == .biasVariance,
      let gain = axis.variable == .gain ? 1 : c.weightVariance,
      !axis.values.isEmpty
    else { return nil }
    func point(_ value: Double) -> Point {
      let isGain = axis.variable == .gain
      let map = MeanFieldMap(
        activation: activation, weightVariance: isGain ? value : gain,
        biasVariance: isGain ? c.biasStd * c.biasStd : value, normalization: norm)
      return Point(value: value, chi: map.chi, depthScale: map.depthScale)
    }
    var places = places(along: axis.values)
    var critical: Double?
    if axis.variable == .gain {
      critical = MeanFieldMap.criticalGain(
        activation: activation, biasVariance: c.biasStd * c.biasStd, normalization: norm)
      // Where ξ is infinite, a curve must go up to it.
      if let critical, let from = places.first, let to = places.last, critical > from,
        critical < to
      {
        places = (places + [critical]).sorted()
      }
    }
    return SweepTheory(
      along: axis.variable, points: axis.values.map(point), curve: places.map(point),
      critical: critical)
  }

  /// Where a curve has points: equally many between every two values, as all cells are of one width
  /// in the picture, and half a cell beyond the first and the last.
  static func places(along values: [Double]) -> [Double] {
    guard let first = values.first, let last = values.last else { return [] }
    let below = values.count > 1 ? (values[1] - first) / 2 : 0.5
    let above = values.count > 1 ? (last - values[values.count - 2]) / 2 : 0.5
    let ends = [max(first - below, 0)] + values + [last + above]
    let steps = max(curveSteps / (ends.count - 1), 8)
    let pieces = zip(ends, ends.dropFirst()).flatMap { from, to in
      (0..<steps).map { from + (to - from) * Double($0) / Double(steps) }
    }
    return pieces + [last + above]
  }
}
