/// What a rule said against its labels, counted.
struct Tally: Sendable, Equatable {
  /// Found, and there.
  var truePositives = 0
  /// Found, and not there.
  var falsePositives = 0
  /// Not found, and not there.
  var trueNegatives = 0
  /// Not found, and there.
  var falseNegatives = 0
  /// Without a label.
  var unknown = 0
  /// Runs to which the rule does not apply.
  var notApplicable = 0

  /// Counts one run.
  mutating func add(found: Bool, label: Label) {
    switch (label.isKnown, label.isYes, found) {
    case (false, _, _): unknown += 1
    case (_, true, true): truePositives += 1
    case (_, true, false): falseNegatives += 1
    case (_, false, true): falsePositives += 1
    case (_, false, false): trueNegatives += 1
    }
  }

  /// Runs labelled yes.
  var positives: Int { truePositives + falseNegatives }
  /// Runs labelled no.
  var negatives: Int { trueNegatives + falsePositives }

  /// Of what was found, the share that was there.
  var precision: WilsonInterval {
    WilsonInterval(truePositives, of: truePositives + falsePositives)
  }
  /// Of what was there, the share that was found.
  var recall: WilsonInterval { WilsonInterval(truePositives, of: positives) }
}
