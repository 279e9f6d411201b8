import Reports

/// What is said of what was seen.
extension InitializationLesson {
  static func shrinking(_ row: Row) -> Observation {
    let zero = Shown.factor(0)
    let seen = Shown.factor(row.deepest.fittedSignalFactor).asPrinted
    let after = "after the \(row.steps) steps from layer 1 to layer \(row.layers)"
    return Observation(
      Sentence(
        when: row.kept <= zero, seen > zero, seen < Shown.factor(0.5),
        says:
          "\(row.name), \(row.layers) layers: each layer leaves \(seen) of the signal where that can be measured; "
          + "\(after) it is \(row.kept), as numbers below 10⁻⁴⁵ are 0 for this machine. Before "
          + "training, what the network is shown makes no difference to its answer."),
      Sentence(
        when: row.factor < Shown.factor(0.9),
        says:
          "\(row.name), \(row.layers) layers: each layer leaves \(row.factor) of the signal; \(after) \(row.kept)."
      ),
      Sentence(
        says:
          "\(row.name), \(row.layers) layers: each layer multiplies the signal by \(row.factor); \(after) that makes "
          + "\(row.kept)."))
  }

  static func kept(_ xavier: Row, _ he: Row, _ phi: String) -> Observation {
    let words =
      "with \(he.layers) layers each multiplies the signal by \(xavier.factor) with "
      + "\(xavier.name) and by \(he.factor) with \(he.name)"
    let after = "; \(he.steps) such factors make \(xavier.kept) and \(he.kept)."
    return Observation(
      Sentence(
        when: xavier.factor < he.factor, xavier.kept < he.kept, .fact("it is ReLU", phi == "relu"),
        says:
          "ReLU sets about half of the sums to 0, which halves the mean of their squares: ×0.71 in "
          + "size. Weights of size √(1/inputs) keep a sum as large as what comes in; the 2 in "
          + "√(2/inputs) makes up for ReLU. Measured: " + words + after
          + " (Expected over many draws: ×0.71 and ×1.)"),
      Sentence(
        when: xavier.factor < he.factor, .fact("it is not ReLU", phi != "relu"),
        says: "\(phi): " + words + after),
      Sentence(says: "Here " + words + after))
  }

  static func large(_ row: Row) -> Observation {
    let shallow = row.runs[0]
    let share = Shown.share(shallow.accuracy).asPrinted
    let one = Shown.factor(1)
    let few = layers(shallow.record.depth)
    let grows =
      "\(row.name), \(row.layers) layers: each layer multiplies the signal by \(row.factor), which makes "
    let lost = row.runs.filter { $0.firstNonFinite != nil }.map { "\($0.record.depth)" }
    let lostWords =
      "Training lost its numbers, which grew too large for the machine, with "
      + "\(Words.list(lost)) layers."
    return Observation(
      Sentence(
        when: row.factor > one, .fact("values were lost", !lost.isEmpty),
        says: grows + "\(row.kept). " + lostWords),
      Sentence(
        when: row.factor > one,
        says: grows + "\(row.kept). With \(few) \(share) of the answers "
          + "are right, with \(row.layers) \(row.accuracy)."),
      Sentence(
        when: .fact("values were lost", !lost.isEmpty),
        says: grows + "\(row.kept). " + lostWords),
      Sentence(
        says: grows + "\(row.kept): it does not grow, and "
          + "\(Shown.factor(row.deepest.deltaLeft)) of δ is left. With "
          + "\(few) \(share) of the answers are right, with "
          + "\(row.layers) \(row.accuracy)."))
  }

  private static func layers(_ count: Int) -> String {
    count == 1 ? "one layer" : "\(count) layers"
  }

  static func copies(_ run: JudgedRun, width: Int) -> Observation {
    let share = Shown.share(run.accuracy).asPrinted
    let such = run.record.depth == 1 ? "One such layer gets" : "\(run.record.depth) such layers get"
    let head =
      "Why random at all: with all weights equal (1/\(width)) the units of a layer compute the "
    return Observation(
      Sentence(
        when: share < Shown.share(0.5),
        says: head
          + "same and get the same steps: they stay copies of one unit. "
          + "\(such) \(share) right."),
      Sentence(
        says: head + "same and get the same steps. \(such) "
          + "\(run.accuracy.isNaN ? "no answer that is a number" : "\(share) right")."))
  }

  static func learned(_ rows: [Row]) -> Observation {
    let depths = rows.map { row in
      row.runs.filter(\.judgement.isHealthy).map(\.record.depth).max() ?? 0
    }
    let words = zip(rows, depths).map { row, depth in
      "\(row.name) \(depth > 0 ? "\(depth)" : "none")"
    }.joined(separator: ", ")
    let shares = rows.map {
      "\($0.name) \($0.deepest.accuracy.isNaN ? "no number" : "\($0.accuracy)")"
    }.joined(separator: ", ")
    let (first, last) = (Shown(depths[0]), Shown(depths[2]))
    return Observation(
      Sentence(
        when: first < last,
        says: "The deepest network that is healthy after training: \(words). Right answers with "
          + "\(rows[0].layers) layers: \(shares)."),
      Sentence(
        says: "The deepest network that is healthy after training: \(words); He is not ahead here. "
          + "Right answers with \(rows[0].layers) layers: \(shares)."))
  }

  static func alive(_ row: Row, steps: Int) -> Observation {
    let left = Shown.factor(row.deepest.deltaLeft).asPrinted
    let (low, high) = (Shown.factor(0.1), Shown.factor(10))
    let start =
      "With \(row.name) and \(row.layers) layers the first layer gets \(left) of the δ of "
    let right =
      row.accuracy.value.isNaN
      ? "no number is left after \(steps) steps."
      : "\(row.accuracy) of the answers are right after \(steps) steps."
    return Observation(
      Sentence(
        when: left > low, left < high, row.accuracy < Shown.share(0.5),
        says: start + "the last one: it arrives. And yet only " + right
          + " First weights that let δ "
          + "through are needed to learn, and are not all that is needed."),
      Sentence(
        when: left > low, left < high,
        says: start + "the last one: it arrives, and " + right),
      Sentence(
        when: left >= high,
        says: start + "the last one, more than a tenfold: it grows on its way; " + right),
      Sentence(
        when: left <= low,
        says: start + "the last one, a tenth at most: little arrives; " + right),
      Sentence(
        when: .fact("the last layer has no δ", row.deepest.firstDeltas.last == 0),
        says: "With \(row.name) and \(row.layers) layers the last layer has no δ, and so the first "
          + "has none."),
      Sentence(
        says:
          "With \(row.name) and \(row.layers) layers δ is no number in the first layer or in the "
          + "last: it cannot be said what arrives."))
  }
}
