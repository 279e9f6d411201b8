import Reports

/// What is seen of the units of a network and of more examples.
enum FeaturesWords {
  static func layers(_ units: UnitAnswers) -> PlainTable {
    PlainTable(
      columns: [
        .init("layer"), .init("decided by the kind"), .init("units that answer"),
        .init("the same for all"),
      ],
      rows: units.layers.indices.map { layer in
        [
          .init("\(layer + 1)"),
          .init(units.layers[layer].isEmpty ? "none" : "\(share(units, layer))"),
          .init("\(units.layers[layer].count)"), .init("\(units.silent[layer])"),
        ]
      },
      notes: [
        .init(
          "decided by the kind: how much of what a unit says follows from which of the ten digits "
            + "it sees (of its variance, the part between the means of the kinds), on average over "
            + "the units.")
      ])
  }

  static func share(_ units: UnitAnswers, _ layer: Int) -> Shown {
    Shown.percent(units.explained[layer]).asPrinted
  }

  private static let lost =
    "The units answer with no numbers: a value was lost in training."

  /// How much of what units say is decided by which digit they see.
  static func purity(_ units: UnitAnswers) -> Observation {
    let last = units.layers.count - 1
    let (first, top) = (share(units, 0), share(units, last))
    guard last > 0 else {
      return Observation(
        Sentence(
          when: first > Shown.percent(0),
          says: "Of what a unit says, \(first) follows from which digit it sees; the rest is how "
            + "that digit is written."),
        Sentence(
          when: .equal(first, Shown.percent(0)),
          says: "Of what a unit says, \(first) follows from which digit it sees."),
        Sentence(
          when: .fact("values are numbers", units.areNumbers),
          says: "No unit answers to anything: every digit is the same to it."),
        Sentence(says: lost))
    }
    return Observation(
      Sentence(
        when: first < top,
        says: "In layer 1 \(first) of what a unit says follows from which digit it sees, in layer "
          + "\(last + 1) \(top): there it matters more which digit it is, and less how it is "
          + "written."),
      Sentence(
        when: first >= top,
        says: "In layer 1 \(first) of what a unit says follows from which digit it sees, in layer "
          + "\(last + 1) \(top): here later units are not more about which digit it is than the "
          + "first."),
      Sentence(
        when: .fact("values are numbers", units.areNumbers),
        says:
          "In layer 1 or \(last + 1) no unit answers to anything: every digit is the same to it."),
      Sentence(says: lost))
  }

  /// Whether units are there for nothing.
  static func silence(_ units: UnitAnswers) -> Observation {
    let silent = units.silent.reduce(0, +)
    let all = silent + units.layers.reduce(0) { $0 + $1.count }
    let (some, none) = (Shown(silent), Shown(0))
    return Observation(
      Sentence(
        when: .fact("some values are no numbers", !units.areNumbers),
        says: "What the units say to the digits cannot be counted: it is no number."),
      Sentence(
        when: some > none,
        says: "\(some) of \(all) units \(silent == 1 ? "is" : "are") the same for every digit: as "
          + "if \(silent == 1 ? "it was" : "they were") not there."),
      Sentence(
        says: "Every one of the \(all) units answers to some images otherwise than to others."))
  }

  // MARK: - Examples

  static func examples(_ runs: [JudgedRun]) -> PlainTable {
    PlainTable(
      columns: [
        .init("trained on"), .init("right of these"), .init("right of all others"),
      ],
      rows: runs.map { run in
        [
          .init("\(run.record.evaluation.trainingExamples)"),
          .init("\(Shown.share(run.record.evaluation.trainingAccuracy))"),
          .init("\(Shown.share(run.accuracy))"),
        ]
      },
      notes: [
        .init(
          "the same network and as many steps each time; the others of the 1797 digits are held "
            + "out.")
      ])
  }

  /// What more of them bring.
  static func more(_ runs: [JudgedRun]) -> Observation {
    guard let few = runs.first, let many = runs.last else { return Observation() }
    let (low, high) = (Shown.share(few.accuracy).asPrinted, Shown.share(many.accuracy).asPrinted)
    let counts = [few, many].map(\.record.evaluation.trainingExamples)
    return Observation(
      Sentence(
        when: low < high,
        says: "With \(counts[0]) examples \(low) of the others are read right, with \(counts[1]) "
          + "\(high): the same network, the same number of steps, only more to learn from."),
      Sentence(
        when: low >= high,
        says: "With \(counts[0]) examples \(low) of the others are read right, with \(counts[1]) "
          + "\(high): here more examples bring nothing."),
      Sentence(says: "Not every network answers with numbers: a value was lost in training."))
  }

  /// How far what it knows by heart is from what it knows.
  static func gap(_ runs: [JudgedRun]) -> Observation {
    guard let few = runs.first else { return Observation() }
    let own = Shown.share(few.record.evaluation.trainingAccuracy).asPrinted
    let others = Shown.share(few.accuracy).asPrinted
    let count = few.record.evaluation.trainingExamples
    return Observation(
      Sentence(
        when: others < own,
        says: "Of the \(count) it was trained on it reads \(own), of others \(others): part of "
          + "what it learned holds for those \(count) only."),
      Sentence(
        when: others >= own,
        says: "Of the \(count) it was trained on it reads \(own), of others \(others): it does not "
          + "know those by heart better than it reads."),
      Sentence(
        says: "The network of \(count) examples answers with no numbers: a value was lost in "
          + "training."))
  }
}
