import Records

/// How the loss of a run went, by its own first and last values: what can be said of learning where nobody
/// knows what guessing costs.
struct LossTrend {
  /// The larger of the first loss and the median of the first tenth: what a run that learns quickly began
  /// with, too.
  let first: Double
  /// The median of the last tenth.
  let last: Double
  /// (first − last) / first; below 0 where it rose.
  var fall: Double { (first - last) / first }

  /// Fewer points have no beginning and end.
  static let fewestPoints = 10
  /// A log that begins later than at this share of the run does not show how the loss began.
  static let latestStart = 0.1

  /// Looks at the curves; nil, with the reason, where they do not tell.
  static func of(_ curves: Curves) -> Result<LossTrend, Unknown> {
    let finite = curves.loss.indices.filter { curves.loss[$0].isFinite }
    guard finite.count >= fewestPoints, let start = finite.first, let end = curves.lastStep else {
      return .failure(Unknown(words: "\(fewestPoints) losses"))
    }
    // The first value of all stands for the steps before it.
    guard Double(curves.steps[start]) <= latestStart * Double(end) else {
      return .failure(
        Unknown(
          words: "the loss of the first steps (it was first logged at \(curves.steps[start]))"))
    }
    let early = curves.head(of: curves.measuredSteps / 10)
    guard let median = curves.medianLoss(of: early.filter { curves.loss[$0].isFinite }),
      let last = curves.medianLoss(of: curves.lastTenth.filter { curves.loss[$0].isFinite })
    else { return .failure(Unknown(words: "finite losses at both ends")) }
    let first = max(curves.loss[start], median)
    guard first > 0 else {
      return .failure(Unknown(words: "a loss that begins above 0, to tell how far it fell"))
    }
    return .success(LossTrend(first: first, last: last))
  }

  /// What is lacking to tell.
  struct Unknown: Error {
    /// Such as "10 losses".
    let words: String
  }
}

extension RunFacts {
  /// What a step of the curves is called.
  var stepWord: String {
    switch stepUnit {
    case nil: "step"
    case .epoch: "epoch"
    case .row: "row"
    }
  }
}
