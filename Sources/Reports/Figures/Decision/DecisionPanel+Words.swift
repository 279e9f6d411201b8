import Records
import Texts

/// What is said of a look at the outputs, with its numbers.
extension DecisionPanel {
  /// What to know to read these panels.
  func explanation(with panels: [DecisionPanel]) -> String {
    reading(panels)
      + (map.grids.first?.step == 0
        ? "" : " No look before training: a batch norm then goes by its batch.")
  }

  private func reading(_ panels: [DecisionPanel]) -> String {
    let hasHeldOut = map.examples.contains(where: \.isHeldOut)
    let examples = hasHeldOut ? "Filled: examples trained on; hollow: held out." : ""
    switch (isClassifying, isPlane) {
    case (true, true):
      return "Colour: the class that the network answers there; the fainter, the less sure it is. "
        + "Line: where the answer changes. \(examples)"
    case (true, false):
      return
        "Colour: the class that the network answers there; line: how sure it is. Examples are at "
        + "the foot, a row a class. \(examples)"
    case (false, false):
      return "Line: what the network answers. \(examples)\(spread ?? "")"
    case (false, true):
      return
        "Ground: what the network answers; dots: what the examples say, on the same scale. Where a "
        + "dot cannot be seen, both agree." + beyond(panels) + (spread ?? "")
    }
  }

  /// That there are answers beyond the scale, where there are.
  private func beyond(_ panels: [DecisionPanel]) -> String {
    let domain = valueScale(of: panels).domain
    let isBeyond = panels.contains { panel in
      panel.grid.values.contains { Double($0) < domain.lower || Double($0) > domain.upper }
    }
    return isBeyond ? " What is beyond the scale has the colour of its end." : ""
  }

  /// Whether no answer is a number.
  var isLost: Bool { !grid.values.contains(where: \.isFinite) }

  /// What is wrong with the answers; nil where nothing is.
  var trouble: String? {
    let unknown = grid.values.count { !$0.isFinite }
    if unknown == grid.values.count { return "every output is NaN or infinite" }
    if unknown > 0 {
      return
        "\(Words.percent(Double(unknown) / Double(grid.values.count))) of the outputs are NaN or "
        + "infinite"
    }
    guard let first = grid.winners.first, grid.winners.allSatisfy({ $0 == first }),
      map.classes.indices.contains(Int(first))
    else { return nil }
    return "it answers \(map.classes[Int(first)]) everywhere"
  }

  /// Of the examples that are drawn, of those held out where `isHeldOut` says so, the share that lies where the network answers their class, or the root
  /// mean square of what their values are off; nil where no example lies on the map, or an answer is NaN.
  func score(ofHeldOut isHeldOut: Bool? = nil) -> Double? {
    let examples = map.examples.filter { isHeldOut == nil || $0.isHeldOut == isHeldOut }
    let answers = examples.compactMap { example -> (example: Double, cell: Int)? in
      map.cell(of: example.features).map { (example.answer, $0) }
    }
    guard !answers.isEmpty else { return nil }
    let count = Double(answers.count)
    if isClassifying {
      return Double(answers.count { Double(grid.winners[$0.cell]) == $0.example }) / count
    }
    let squares = answers.reduce(0.0) { sum, answer in
      let error = Double(grid.values[answer.cell]) - answer.example
      return sum + error * error
    }
    return squares.isFinite ? (squares / count).squareRoot() : nil
  }

  /// The accuracy on what was held out, as the run evaluated it at the step of this look, with the number of these
  /// examples, 0 where that is not known; nil where it was not evaluated then, where that was done at the end only,
  /// and where values are predicted.
  private var evaluated: (accuracy: Double, examples: Int)? {
    let looks = HeldOutLooks(run.record)
    guard isClassifying, !looks.isOfEndOnly,
      let look = looks.looks.first(where: { $0.step == grid.step }), look.accuracy.isFinite
    else { return nil }
    return (look.accuracy, looks.examples)
  }

  /// The score in words, and of which examples it is: of those that are drawn, of those held out of all where the
  /// run was evaluated on them.
  var scoreText: String? {
    guard let all = shortScore else { return nil }
    guard let trained = score(ofHeldOut: false), let held = score(ofHeldOut: true) else {
      return isClassifying
        ? "\(all) of the examples drawn\(kind)" : "\(what)\(all) on the examples drawn"
    }
    return told(words(trained), words(held), evaluated.map { Words.percent($0.accuracy) })
  }

  /// Of examples trained on and held out, each from one look to this one: `62 % → 97 % of those trained on and
  /// drawn, 67 % → 96 % of 200 held out classified correctly`. nil where none were held out.
  func change(from first: DecisionPanel) -> String? {
    guard let before = first.score(ofHeldOut: false), let after = score(ofHeldOut: false),
      let heldBefore = first.score(ofHeldOut: true), let heldAfter = score(ofHeldOut: true)
    else {
      guard !isClassifying, let before = first.shortScore, let after = shortScore else {
        return nil
      }
      return "\(what)\(before) → \(after) on the examples drawn"
    }
    let trained = "\(words(before)) → \(words(after))"
    // Shares of all and of those drawn would be no change.
    let all = first.evaluated.flatMap { start in
      evaluated.map { "\(Words.percent(start.accuracy)) → \(Words.percent($0.accuracy))" }
    }
    return told(trained, "\(words(heldBefore)) → \(words(heldAfter))", all)
  }

  private var kind: String { isClassifying ? " classified correctly" : "" }

  /// What a score is of, before it: of values the error in their own unit.
  private var what: String {
    isClassifying ? "" : "error in \(map.target) (root mean square) "
  }

  /// What answering the mean of the examples drawn would be off by, for comparison; nil of classes.
  var spread: String? {
    let answers = map.examples.map(\.answer)
    guard !isClassifying, answers.count > 1 else { return nil }
    let mean = answers.reduce(0, +) / Double(answers.count)
    let square = answers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(answers.count)
    return square.isFinite
      ? " Always answering the mean of the examples has an error of \(Words.short(square.squareRoot()))."
      : nil
  }

  /// - Parameters:
  ///   - held: of those held out that are drawn.
  ///   - all: of all held out; nil where that is not known.
  private func told(_ trained: String, _ held: String, _ all: String?) -> String {
    guard let all else {
      // What a value is off has no other number beside it to be mistaken for.
      guard isClassifying else {
        return "\(what)\(trained) on those trained on, \(held) on those held out"
      }
      return "of those drawn, \(trained) of those trained on, \(held) of those held out\(kind)"
    }
    let count = evaluated.map(\.examples) ?? 0
    return "\(trained) of those trained on and drawn, "
      + "\(all) of \(count > 0 ? "\(count)" : "those") held out\(kind)"
  }

  /// The number with its unit.
  var shortScore: String? { score().map(words) }

  private func words(_ score: Double) -> String {
    isClassifying ? Words.percent(score) : Words.short(score)
  }
}
