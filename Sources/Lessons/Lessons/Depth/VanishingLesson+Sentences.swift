import Reports

/// What is said of what was seen.
extension VanishingLesson {
  static func factor(_ runs: [JudgedRun], _ name: String) -> Observation {
    guard let deep = runs.last else { return Observation() }
    let (factor, left) = (
      Shown.factor(deep.deltaFactor, over: deep.layerSteps), Shown.factor(deep.deltaLeft)
    )
    let steps = deep.layerSteps
    let words = "\(deep.name): each step back by a layer multiplies δ by \(factor); "
    let all =
      steps == 1
      ? "that step leads to layer 1" : "\(steps) such steps lead to layer 1, and make \(left)"
    return Observation(
      Sentence(
        when: factor < Shown.factor(0.5), left < Shown.factor(1e-3),
        says: words + all + ". Factors multiply: this is called a vanishing gradient."),
      Sentence(
        when: factor > Shown.factor(2),
        says: words + all + ". δ does not vanish, it explodes: see lesson exploding."),
      Sentence(
        when: left > Shown.factor(0.1), left < Shown.factor(10),
        says: words + all + ": with \(name) and these first weights δ arrives."),
      Sentence(says: words + all + "."))
  }

  /// Which part of the factor is the slope of φ, and which the weights.
  static func reason(_ runs: [JudgedRun], _ name: String) -> Observation {
    guard let deep = runs.last else { return Observation() }
    let slope = Shown.short(deep.slopePerLayer, digits: 4)
    let weights = Shown.factor(deep.deltaFactor / deep.slopePerLayer)
    let whole = Shown.factor(deep.deltaFactor, over: deep.layerSteps)
    let head = "Why: a step back multiplies δ by weights and by the slope φ′ of the activation. "
    let measured =
      "the slope was \(slope) here (root mean square, a typical size), and the weights made "
      + "\(weights), together \(whole)"
    return Observation(
      Sentence(
        when: slope <= Shown.short(0.25), weights < Shown.factor(2),
        weights > Shown.factor(0.5),
        .fact("it is the sigmoid", name == "sigmoid"),
        says: head
          + "A sigmoid is nowhere steeper than 0.25; \(measured). These weights do not make up for "
          + "the slope."),
      Sentence(
        when: weights > slope,
        says: head + measured.capitalizedFirst + "."),
      Sentence(says: head + measured.capitalizedFirst + "."))
  }

  static func deepest(_ runs: [JudgedRun]) -> Observation {
    guard let deep = runs.last,
      let best = runs.filter({ !$0.accuracy.isNaN }).max(by: { $0.accuracy < $1.accuracy })
        ?? runs.first
    else {
      return Observation()
    }
    let (top, bottom) = (Shown.share(best.accuracy), Shown.share(deep.accuracy))
    let left = Shown.factor(deep.deltaLeft)
    return Observation(
      Sentence(
        when: bottom < top, left > Shown.factor(0.1), left < Shown.factor(10),
        .fact("the deepest is sick", deep.isSick),
        says:
          "The deepest gets \(bottom) right, and \(best.name) \(top), though \(left) of δ arrives: "
          + "something else is wrong with it (\(deep.verdictText))."),
      Sentence(
        when: bottom < top, .fact("the deepest is not healthy", !deep.judgement.isHealthy),
        says:
          "The deepest is not the best: \(bottom) of the examples right\(guessing(deep)), and "
          + "\(best.name) \(top)."),
      Sentence(
        when: bottom < top,
        says: "The deepest is healthy, and gets \(bottom) right; with \(best.name) it is \(top)."),
      Sentence(
        when: bottom >= top, .fact("the deepest is healthy", deep.judgement.isHealthy),
        says: "Depth does no harm here: the deepest gets \(bottom) right, no less than the others, "
          + "and is healthy."),
      Sentence(
        when: bottom >= top, .fact("the deepest is sick", deep.isSick),
        says:
          "The deepest gets \(bottom) right, no less than the others, and is not well all the same."
      ),
      Sentence(
        when: bottom >= top, says: "The deepest gets \(bottom) right, no less than the others."),
      Sentence(
        when: .fact("a value was lost in the deepest", deep.firstNonFinite != nil),
        says:
          "In the deepest a value was lost at step \(deep.firstNonFinite?.step ?? 0): it answers "
          + "with no number."),
      Sentence(says: "The networks cannot be compared: of some there is no accuracy."))
  }

  /// Whether the right answers are as many as one answer for every example has.
  private static func guessing(_ run: JudgedRun) -> String {
    let chance = Shown.share(run.record.chance?.accuracy ?? .nan)
    return "\(chance)" == "\(Shown.share(run.accuracy))"
      ? ", as many as by one answer for all of them" : ""
  }

  /// Why the last layers do not learn either, which have all of δ: what comes to them.
  static func whole(_ runs: [JudgedRun]) -> Observation {
    guard let deep = runs.last,
      let (first, last) = ends(deep.profile(.activationExampleStd), deep.profile(.activationRMS))
    else { return Observation() }
    let (before, behind) = (Shown.short(first), Shown.short(last))
    return Observation(
      Sentence(
        when: behind < Shown.short(0.01), behind < before,
        .fact(
          "hardly any δ arrives, and little is learned",
          deep.deltaLeft < 1e-3 && deep.accuracy < 0.5),
        says: "The last layers have their δ, and do not learn to answer either: forward, too, each "
          + "layer multiplies what differs between examples by weights and slope. Activations differ "
          + "between examples by \(before) of their size in layer 1, by \(behind) in layer "
          + "\(deep.record.depth)\(last < 0x1p-23 ? ", which is rounding" : ""): the last layers "
          + "cannot tell them apart, and the layers before get no δ to change that."))
  }

  /// How far the last layer tells examples apart.
  private static func differing(_ run: JudgedRun) -> String {
    guard
      let (_, last) = ends(run.profile(.activationExampleStd), run.profile(.activationRMS)),
      last < 0.1
    else { return "" }
    return ": in layer \(run.record.depth) activations differ between examples by "
      + "\(Shown.short(last)) of their size"
  }

  private static func ends(_ deviations: [Double], _ sizes: [Double]) -> (Double, Double)? {
    guard let first = deviations.first, let last = deviations.last, let size = sizes.first,
      let end = sizes.last, deviations.count > 1
    else { return nil }
    return (first / size, last / end)
  }

  /// The shallowest that failed, where much more than a millionth arrives.
  static func early(_ runs: [JudgedRun]) -> Observation {
    guard let sick = runs.first(where: { !$0.judgement.isHealthy }) else { return Observation() }
    let (left, share) = (Shown.factor(sick.deltaLeft), Shown.share(sick.accuracy))
    return Observation(
      Sentence(
        when: left > Shown.factor(1e-5), left < Shown.factor(0.1),
        .fact("it is not the deepest", sick.record.depth < runs[runs.count - 1].record.depth),
        share < Shown.share(0.5),
        says:
          "It does not take \(runs.last?.name ?? ""): with \(sick.name) \(left) of δ arrives in "
          + "layer 1, and already only \(share) of the examples are right\(differing(sick))."))
  }

  static func remedy(
    _ all: [JudgedRun], beside runs: [JudgedRun], _ name: String
  ) -> Observation {
    guard all.count > runs.count, let remedy = all.last,
      let same = runs.first(where: { $0.record.depth == remedy.record.depth })
    else { return Observation() }
    let (factor, before) = (
      Shown.factor(remedy.deltaFactor, over: remedy.layerSteps),
      Shown.factor(same.deltaFactor, over: same.layerSteps)
    )
    let (share, old) = (Shown.share(remedy.accuracy), Shown.share(same.accuracy))
    let head =
      "\(remedy.name): ReLU has slope 1 where z is above 0, and weights of He make up for the "
      + "rest, where it is 0. "
    return Observation(
      Sentence(
        when: .fact("one layer has no step back", same.layerSteps == 0),
        says: "\(remedy.name): \(share) of the examples are right, with \(name) \(old). With one "
          + "layer no step leads back from one to another."),
      Sentence(
        when: before < factor, old < share,
        says: head + "A step back multiplies δ by \(factor), not \(before), and \(share) of the "
          + "examples are right, where \(name) has \(old)."),
      Sentence(
        says: head
          + "A step back multiplies δ by \(factor), with \(name) by \(before); right answers "
          + "\(Shown.told(remedy.accuracy)), with \(name) \(Shown.told(same.accuracy))."))
  }
}
