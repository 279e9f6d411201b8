import Reports

/// What is said of what was seen.
extension DyingReLULesson {
  static func died(_ way: Way) -> Observation {
    let (died, accuracy) = (
      Shown.percent(way.died).asPrinted, Shown.share(way.relu.accuracy).asPrinted
    )
    let none = Shown.percent(0)
    return Observation(
      Sentence(
        when: died > none, accuracy < Shown.share(0.5),
        says: "ReLU, \(way.name): \(died) of the units died, and \(accuracy) of the examples are "
          + "right. A step that is too long can throw z below 0 for all examples, and there the "
          + "unit's own weights get no step that could bring it back."),
      Sentence(
        when: died > none,
        says: "ReLU, \(way.name): \(died) of the units died: steps this long throw some of them "
          + "below 0 for all examples. The others still get \(accuracy) of the examples right."),
      Sentence(
        when: .fact("values were lost", way.relu.firstNonFinite != nil),
        says: "ReLU, \(way.name): the values are no numbers any more before units could die."),
      Sentence(says: "ReLU, \(way.name): \(died) of the units died; this rate kills none."))
  }

  static func born(_ way: Way) -> Observation {
    let (born, never) = (Shown.percent(way.born).asPrinted, Shown.percent(way.never).asPrinted)
    let accuracy = Shown.share(way.relu.accuracy).asPrinted
    let none = Shown.percent(0)
    return Observation(
      Sentence(
        when: born > none, never > none,
        says: "ReLU, \(way.name): \(born) of the units are silent before the first step, and "
          + "\(never) at every look; the others spoke at some look. \(accuracy) of the examples are "
          + "right."),
      Sentence(
        when: born > none,
        says: "ReLU, \(way.name): \(born) of the units are silent before the first step, and "
          + "\(never) at every look: each of them came back, if only for a time."),
      Sentence(
        says: "ReLU, \(way.name): \(born) of the units are silent before the first step."))
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
        says: head + "its values are no numbers any more. Leaky ReLU does not make steps right "
          + "that are too long."),
      Sentence(says: head + "\(leaky) of the examples right, and ReLU \(relu)."))
  }
}
