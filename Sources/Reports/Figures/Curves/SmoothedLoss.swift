import Records

/// The strong line of a loss or an accuracy: at step s the median of the losses of the steps s − r … s + r, with
/// r = min(N / 100, distance to the first step).
///
/// The window is symmetric, so that the line neither leads nor lags where a loss falls steeply, and
/// narrows toward the first step, so that it begins where the loss began. At the end it is what there is:
/// a single batch more would be noise. A point of several steps lies in their middle and counts as often
/// as it has steps.
struct SmoothedLoss {
  /// The middle of each point's steps.
  let steps: [Double]
  /// The median around each; the point's own loss where a loss within the window is not finite.
  let losses: [Double]

  /// The line of the loss of these curves.
  init(_ curves: Curves) { self.init(curves, of: curves.loss) }

  /// The line of values of these curves, one a point.
  init(_ curves: Curves, of values: [Double]) {
    let steps = zip(curves.steps, curves.lastSteps).map { (Double($0) + Double($1)) / 2 }
    self.steps = steps
    guard let first = steps.first, let last = steps.last else {
      losses = []
      return
    }
    let widest = (last - first) / 100
    // Both ends of the window only move on: what it holds is kept in order, not sorted anew.
    var window: [(number: Double, weight: Int)] = []
    var (lower, upper, nonFinite) = (0, 0, 0)
    losses = steps.indices.map { point in
      let reach = min(widest, steps[point] - first)
      while upper < steps.count, steps[upper] <= steps[point] + reach {
        let loss = values[upper]
        if loss.isFinite {
          window.insert((loss, curves.counts[upper]), at: Self.place(of: loss, in: window))
        } else {
          nonFinite += 1
        }
        upper += 1
      }
      while steps[lower] < steps[point] - reach {
        let loss = values[lower]
        if loss.isFinite {
          let weight = curves.counts[lower]
          var place = Self.place(of: loss, in: window)
          // Of equal losses the one of this point's weight goes.
          while window[place].weight != weight { place += 1 }
          window.remove(at: place)
        } else {
          nonFinite -= 1
        }
        lower += 1
      }
      let median = nonFinite == 0 ? WeightedMedian.ofSorted(window) : nil
      return median ?? values[point]
    }
  }

  /// The first place in a sorted window whose number is not below this one.
  private static func place(of loss: Double, in window: [(number: Double, weight: Int)]) -> Int {
    var (low, high) = (0, window.count)
    while low < high {
      let middle = (low + high) / 2
      if window[middle].number < loss { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
