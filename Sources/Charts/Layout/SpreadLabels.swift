/// Places labels on a line so that they do not overlap: minimises Σ (pᵢ − dᵢ)² under
/// pᵢ₊₁ − pᵢ ≥ (hᵢ + hᵢ₊₁)/2, in the order of the desired places d and inside `bounds`.
///
/// With the heights of the labels before it subtracted, each place only has to be at least the
/// one before: isotonic regression, solved exactly by pooling neighbours that violate the order
/// (Ayer et al. 1955), then limited to the bounds.
///
/// - Parameters:
///   - desired: centres where the labels want to be; a value that is not finite counts as the
///     middle of the bounds.
///   - heights: one for each label, with the air that it needs; negative ones count as 0.
///   - bounds: what the labels must stay inside, edges included. If they are higher together
///     than that, all distances shrink evenly, so that they overlap evenly.
/// - Returns: the centres in the order of `desired`; a missing height counts as 0.
public func spreadLabels(
  desired: [Double], heights: [Double], in bounds: ClosedRange<Double>
) -> [Double] {
  guard !desired.isEmpty else { return [] }
  let room = bounds.upperBound - bounds.lowerBound
  let middle = bounds.lowerBound + room / 2
  let wanted = desired.map { $0.isFinite ? $0 : middle }
  var sizes = wanted.indices.map { index -> Double in
    guard index < heights.count, heights[index].isFinite else { return 0 }
    return max(0, heights[index])
  }
  let total = sizes.reduce(0, +)
  if total > room, total > 0 { sizes = sizes.map { $0 * room / total } }

  let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
  var offsets: [Double] = []
  var before = 0.0
  for index in order {
    offsets.append(before + sizes[index] / 2)
    before += sizes[index]
  }
  let lowest = bounds.lowerBound
  let highest = max(lowest, bounds.upperBound - before)
  let reduced = isotonic(zip(order, offsets).map { wanted[$0] - $1 })

  var result = wanted
  for (place, index) in order.enumerated() {
    result[index] = min(highest, max(lowest, reduced[place])) + offsets[place]
  }
  return result
}

/// The non-decreasing sequence with the least squared distance to `values`.
private func isotonic(_ values: [Double]) -> [Double] {
  var pools: [(mean: Double, count: Int)] = []
  for value in values {
    var pool = (mean: value, count: 1)
    while let last = pools.last, last.mean > pool.mean {
      pools.removeLast()
      let count = last.count + pool.count
      let sum = last.mean * Double(last.count) + pool.mean * Double(pool.count)
      pool = (sum / Double(count), count)
    }
    pools.append(pool)
  }
  return pools.flatMap { repeatElement($0.mean, count: $0.count) }
}
