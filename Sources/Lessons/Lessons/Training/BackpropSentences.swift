import Reports

/// What is seen of gradients, of their differences and of a step.
enum BackpropSentences {
  /// Whether the chain rule and the differences say the same.
  static func agreement(_ backward: Backward) -> Observation {
    let pairs = Array(zip(backward.gradients, backward.differences))
    let worst = pairs.map { ($0 - $1).magnitude }
    let (off, limit) = (
      Shown.short(worst.contains { $0.isNaN } ? .nan : worst.max() ?? .nan), Shown.short(1e-8)
    )
    let zeros = pairs.count { $0 == 0 && $1 == 0 }
    let all = pairs.count
    let nothing = "a parameter that moves nothing has no slope, and shows no more than that"
    let kink = backward.kinked.map { subscripted("z", $0 + 1) }
    return Observation(
      Sentence(
        when: .fact("nothing moves the loss", zeros == all),
        says: "All \(all) gradients are 0, and so are their differences: \(nothing)."),
      Sentence(
        when: off < limit, .fact("a kink is within the step", !kink.isEmpty),
        says: "The gradients agree with their differences to \(off), below \(limit), though "
          + "\(Words.list(kink)) \(kink.count == 1 ? "is" : "are") at a kink of the activation: a "
          + "nudge up and one down are on different sides of it, and there this confirms nothing."),
      Sentence(
        when: off < limit,
        says: "All \(all) gradients agree with their differences: the worst is off by \(off) "
          + "(up to \(limit) is taken for rounding)."
          + (zeros == 0 ? "" : " \(zeros) of them are 0 in both ways: \(nothing).")),
      Sentence(
        when: off >= limit, .fact("a kink is within the step", !kink.isEmpty),
        says: "The worst gradient is off by \(off): \(Words.list(kink)) "
          + "\(kink.count == 1 ? "is" : "are") at a kink of the activation, where there is no "
          + "derivative. The difference has both sides of it in it, the chain rule takes one."),
      Sentence(
        when: off >= limit,
        says: "The worst gradient is off by \(off), more than \(limit). No sum is at a kink of the "
          + "activation; but a difference over ±h is only near the slope: it is off by what L "
          + "bends within h, and by the rounding of L divided by h."),
      Sentence(says: "Gradients and differences cannot be compared: one of them is no number."))
  }

  /// Which hidden units get nothing back.
  static func silence(_ backward: Backward) -> Observation {
    let silent = backward.slopes.indices.filter { backward.slopes[$0] == 0 }
    let words = Words.list(silent.map { subscripted("z", $0 + 1) })
    let isAtKink = silent.contains { backward.kinks.contains(backward.z1[$0]) }
    let nothing = "so δ is 0 there and what leads to it does not move in this step."
    return Observation(
      Sentence(
        when: .fact("a hidden slope is 0 at a kink", isAtKink),
        says: "φ′ is 0 at \(words); at a kink, which has no slope, it is taken to be 0. And "
          + nothing),
      Sentence(
        when: .fact("a hidden slope is 0", !silent.isEmpty),
        says:
          "\(words) \(silent.count == 1 ? "lies" : "lie") where the activation is flat: φ′ = 0, "
          + nothing),
      Sentence(
        says: "Both hidden units get δ of the output, \(Shown(backward.delta2)), times the weight "
          + "that leads there and the slope, \(Shown(backward.slopes[0])) and "
          + "\(Shown(backward.slopes[1]))."))
  }

  /// What a step 100 times as long would bring.
  static func far(_ after: Double, _ far: Double) -> Observation {
    let (now, then) = (Shown.short(after, digits: 4), Shown.short(far, digits: 4))
    let one = "A step 100 times as long would take it to \(then)"
    return Observation(
      Sentence(
        when: then < now,
        says: one
          + ": one example alone only becomes more right. With many, each pulls at the same "
          + "weights, and a step that long for one can make others wrong."),
      Sentence(when: now < then, says: one + ": too long even for this one example."),
      Sentence(says: one + " as well."))
  }

  /// What the step brought.
  static func descent(_ backward: Backward, _ after: Double, _ rate: Double) -> Observation {
    let (before, now) = (
      Shown.short(backward.loss, digits: 4), Shown.short(after, digits: 4)
    )
    let step = Shown.exact(rate)
    return Observation(
      Sentence(
        when: now < before,
        says: "One step of \(step) times the gradient took the loss from \(before) to \(now)."),
      Sentence(
        when: before < now,
        says:
          "The step of \(step) times the gradient was too long: it took the loss from \(before) up "
          + "to \(now). The gradient says where down is, not how far."),
      Sentence(
        when: .fact("no parameter moves", backward.gradients.allSatisfy { $0 == 0 }),
        says: "Every gradient is 0, so that no parameter moves and the loss stays \(now)."),
      Sentence(
        says:
          "After a step of \(step) times the gradient the loss is \(now), to its four digits as "
          + "before."))
  }
}
