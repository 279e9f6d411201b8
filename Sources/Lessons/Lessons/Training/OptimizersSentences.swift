import Reports

/// What is seen of the ways down the valley and on the digits.
enum OptimizersSentences {
  private static func end(_ path: ValleyRun) -> Shown {
    Shown.short(path.losses.last ?? .nan).asPrinted
  }

  /// Which of those that look at all examples came lowest.
  static func race(_ paths: [ValleyRun]) -> Observation {
    let all = paths.filter { $0.batchSize == ValleyRun.exampleCount }
    let order = all.sorted {
      ($0.losses.last ?? .nan, $0.name) < ($1.losses.last ?? .nan, $1.name)
    }
    let steps = (paths.first?.points.count ?? 1) - 1
    let plain = paths[0]
    let (first, last) = (Shown.short(plain.losses[0]).asPrinted, end(plain))
    // Farther away than at the start, by direction.
    let grown = (0...1).map {
      (plain.points.last?[$0] ?? 0).magnitude > plain.points[0][$0].magnitude
    }
    return Observation(
      Sentence(
        when: last > first, .fact("it is y alone that grows", grown == [false, true]),
        says: "Plain descent goes up, from \(first) to \(last): the rate is too large for the "
          + "steep direction y, where each step lands farther away on the other side."),
      Sentence(
        when: last > first,
        says: "Plain descent goes up, from \(first) to \(last): the rate is too large, and each "
          + "step lands farther away on the other side."),
      Sentence(
        when: end(order[0]) < end(order[1]), end(order[1]) <= end(order[2]),
        says: "Of the three that look at all examples \(order[0].name) is lowest after \(steps) "
          + "\(steps == 1 ? "step" : "steps"): \(end(order[0])), then \(order[1].name) "
          + "\(end(order[1])) and \(order[2].name) \(end(order[2]))."
          + (order[0].name == "batch"
            ? " In a small smooth valley the plain way can do best." : "")),
      Sentence(
        says: "After \(steps) \(steps == 1 ? "step" : "steps") the three that look at all examples "
          + "are at "
          + order.map { "\(end($0)) (\($0.name))" }.joined(separator: ", ") + "."))
  }

  /// Whether momentum runs past the bottom.
  static func overshoot(_ paths: [ValleyRun]) -> Observation {
    let (plain, momentum) = (paths[0], paths[3])
    let (own, other) = (Shown(momentum.crossings(0)), Shown(plain.crossings(0)))
    return Observation(
      Sentence(
        when: own > other,
        says: "Momentum runs past the bottom: its x changes its sign \(times(own)), that of plain "
          + "descent \(times(other)). The steps it keeps carry it up the other side."),
      Sentence(
        says: "Momentum does not run past the bottom in x more often than plain descent "
          + "(\(times(own)) and \(times(other))); its loss rose in \(momentum.rises) of "
          + "\(momentum.points.count - 1) steps."))
  }

  /// How far Adam goes.
  static func adam(_ paths: [ValleyRun], _ rate: Double) -> Observation {
    func first(_ path: ValleyRun, _ index: Int) -> Double {
      (path.points[1][index] - path.points[0][index]).magnitude
    }
    let (adam, plain) = (paths[4], paths[0])
    let (x, y) = (first(adam, 0), first(adam, 1))
    let isEven = x > 0 && (x - y).magnitude < 1e-6 * x
    let of = "x by \(Shown(first(plain, 0))) and y by \(Shown(first(plain, 1)))"
    let (step, length) = (Shown(x).asPrinted, Shown(rate).asPrinted)
    return Observation(
      Sentence(
        when: .fact("Adam's first step is as long in x as in y", isEven), .equal(step, length),
        says: "The first step of plain descent moves \(of), as steep as it is there. Adam's moves "
          + "both by \(step), the learning rate: it divides each slope by its own size."),
      Sentence(
        says: "The first step of plain descent moves \(of). Adam's moves x by \(step) and y by "
          + "\(Shown(y)); the learning rate is \(length)."))
  }

  /// Whether fewer examples make it less steady.
  static func noise(_ paths: [ValleyRun]) -> Observation {
    let (batch, some, one) = (Shown(paths[0].rises), Shown(paths[1].rises), Shown(paths[2].rises))
    let steps = paths[0].points.count - 1
    return Observation(
      Sentence(
        when: one > batch,
        says: "With one example a step the loss rose in \(one) of \(steps) steps, with 8 in "
          + "\(some), with all in \(batch): the slope of few examples points only roughly "
          + "downhill."),
      Sentence(
        says: "The loss rose in \(one) of \(steps) steps with one example, in \(some) with 8, in "
          + "\(batch) with all: here fewer examples did not make the way less steady."))
  }

  // MARK: - Digits

  /// What a look at an example brings, one at a time and all at once.
  static func work(_ runs: [JudgedRun]) -> Observation {
    let (batch, some, one) = (runs[0], runs[1], runs[2])
    let low = Shown.share(batch.accuracy).asPrinted
    let high = Shown.share(some.accuracy).asPrinted
    func steps(_ run: JudgedRun) -> Int { OptimizersOnDigits.plan(run).steps }
    return Observation(
      Sentence(
        when: low < high,
        says: "For the same work, some \(OptimizersOnDigits.looks(batch)) looks at an example, the "
          + "full batch made \(steps(batch)) steps and reads \(low) of the held-out digits, "
          + "mini-batches made \(steps(some)) and read \(high), single examples \(steps(one)) and "
          + "\(Shown.share(one.accuracy)): many rough steps for the price of few exact ones."),
      Sentence(
        says: "The full batch made \(steps(batch)) steps and has \(low) right, mini-batches made "
          + "\(steps(some)) and have \(high)."))
  }

  private static func times(_ count: Shown) -> String {
    count.value == 1 ? "\(count) time" : "\(count) times"
  }
}
