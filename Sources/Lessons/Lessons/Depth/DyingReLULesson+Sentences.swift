import Reports

/// What is said of what was seen.
extension DyingReLULesson {
  static func died(_ way: Way) -> Observation {
    let (died, accuracy) = (
      Shown.percent(way.died).asPrinted, Shown.share(way.relu.accuracy).asPrinted
    )
    let none = Shown.percent(0)
    let start = "ReLU, \(way.name): "
    return Observation(
      Sentence(
        when: .fact("values were lost", way.relu.firstNonFinite != nil),
        says: start + "the values are no numbers any more at step "
          + "\(way.relu.firstNonFinite?.step ?? 0), so that there is nothing to count at the end."),
      Sentence(
        when: died > none, accuracy < Shown.share(0.5),
        says: start
          + "\(died) of the units died, \(way.counts.died) of \(way.units), and \(accuracy) of the "
          + "examples are right. Steps that are too long threw z below 0 for all examples, and "
          + "there the unit's own weights get no step that could bring it back."),
      Sentence(
        when: died > none,
        says: start + "\(died) of the units died: they answered to some example at first, and to "
          + "none at the end. \(accuracy) of the examples are right all the same."),
      Sentence(
        when: .fact("a few died", way.died > 0),
        says: start + "fewer than 1 of 100 units died, and \(accuracy) of the examples are right."),
      Sentence(
        when: .equal(died, none),
        says: start + "\(died) of the units died in this time, and \(accuracy) of the examples are "
          + "right."),
      Sentence(says: start + "nobody looked which units are silent."))
  }

  static func born(_ way: Way) -> Observation {
    let counts = way.counts
    let (born, back, none) = (Shown(counts.born), Shown(counts.back), Shown(0))
    let start =
      "ReLU, \(way.name): \(born) of \(way.units) units are silent before the first step"
    let right =
      way.relu.accuracy.isNaN
      ? "No number is left at the end."
      : "\(Shown.share(way.relu.accuracy)) of the examples are right."
    let others = counts.died > 0 ? "; \(counts.died) others have died: at the end" : ": at the end"
    let end = "\(others) \(counts.end) are silent. \(right)"
    return Observation(
      Sentence(
        when: .fact("all are always silent", way.never == 1),
        says: start + ", and at every look: none ever spoke. \(right)"),
      Sentence(
        when: .fact("values were lost", way.relu.firstNonFinite != nil), born > none,
        says: start + ". \(right)"),
      Sentence(
        when: born > none, back > none,
        says: start
          + ". A silent unit can come back: of these \(back) \(counts.back == 1 ? "speaks" : "speak") "
          + "at the end" + end),
      Sentence(
        when: born > none, .equal(back, none),
        says: start + ". None of these speaks at the end" + end),
      Sentence(says: start + ". \(right)"))
  }

  static func leaky(_ way: Way, isBiased: Bool, steps: Int) -> Observation {
    let (leaky, relu) = (
      Shown.share(way.leaky.accuracy).asPrinted, Shown.share(way.relu.accuracy).asPrinted
    )
    let half = Shown.share(0.5)
    let head = "Leaky ReLU, \(way.name): "
    return Observation(
      Sentence(
        when: leaky > half, relu < half,
        says: head + "\(leaky) of the examples right, where ReLU has \(relu). Below 0 its slope is "
          + "small but not 0, so that its weights get steps there too."),
      Sentence(
        when: leaky < half, relu < half, .fact("its biases are below 0", isBiased),
        says: head
          + "\(leaky) of the examples right, and ReLU \(relu), in \(steps) steps. No unit of "
          + "leaky ReLU is silent: so silence is not the whole cause of what goes wrong with this "
          + "bias."),
      Sentence(
        when: .fact("leaky ReLU lost its values", way.leaky.accuracy.isNaN),
        says: head + "its values are no numbers any more. A slope below 0 does not help against "
          + "that."),
      Sentence(
        when: .fact("ReLU lost its values", way.relu.accuracy.isNaN),
        says: head + "\(leaky) of the examples right, where with ReLU no number is left."),
      Sentence(says: head + "\(leaky) of the examples right, and ReLU \(relu)."))
  }
}
