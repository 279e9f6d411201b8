import Datasets
import Records
import Reports
import Texts

/// What can be answered in the lesson capstone: a verdict, how one sees it, and what speaks against it.
struct Disease: Sendable {
  /// As the judge calls it.
  let name: String
  /// What one sees where it is.
  let sign: String
  /// What is said where the numbers of a run speak against it.
  let against: @Sendable (JudgedRun) -> Sentence

  /// All of them.
  static let all: [Disease] = [
    Disease(
      name: "vanishing-gradient", sign: "δ gets smaller from layer to layer, toward the input"
    ) { run in
      let (left, tenth) = (Shown.factor(run.deltaLeft).asPrinted, Shown.factor(0.1))
      return Sentence(
        when: left > tenth,
        says: "Before training the first layer gets \(left) of the δ of the last hidden one, more "
          + "than \(tenth): it does not vanish on its way there.")
    },
    Disease(
      name: "exploding-gradient",
      sign: "δ gets larger from layer to layer, toward the input"
    ) {
      run in
      let (left, tenfold) = (Shown.factor(run.deltaLeft).asPrinted, Shown.factor(10))
      return Sentence(
        when: left < tenfold,
        says: "Before training the first layer gets \(left) of the δ of the last hidden one, less "
          + "than \(tenfold): it does not explode on its way there.")
    },
    Disease(name: "saturation", sign: "most units lie where their activation is flat") { run in
      let (most, half) = (Shown.percent(largest(run.flatShares)).asPrinted, Shown.percent(0.5))
      return Sentence(
        when: most < half,
        says: "In no layer more than \(most) of the values lie where the activation is flat, less "
          + "than \(half).")
    },
    Disease(name: "dying-relu", sign: "units say 0 to everything and get no δ") { run in
      let shares = run.silentShares
      let (silent, none) = (Shown.percent(shares.last?.share ?? .nan).asPrinted, Shown.percent(0))
      let before = Shown.percent(shares.first?.share ?? .nan).asPrinted
      // Shares of values that are 0 would not do: a layer of healthy units is 0 for half of the examples.
      return Sentence(
        when: silent <= before,
        says: "At the last look \(silent) of all hidden units are 0 for every example, before "
          + "training \(before): there are no more of them than in the beginning"
          + (silent.value == none.value ? "." : ", so training did not silence them."))
    },
    Disease(name: "updates-too-small", sign: "a step hardly changes the weights") { run in
      let (most, little) = (Shown.short(largest(run.updateRatios)).asPrinted, Shown.short(1e-4))
      return Sentence(
        when: most > little,
        says: "A step changed the weights of a layer by up to \(most) of their size, more than "
          + "\(little): that step was not small.")
    },
    Disease(name: "updates-too-large", sign: "a step changes the weights by much of their size") {
      run in
      let (most, much) = (Shown.short(largest(run.updateRatios)).asPrinted, Shown.short(0.1))
      return Sentence(
        when: most < much,
        says: "The largest step that was looked at changed the weights of a layer by \(most) of "
          + "their size, less than \(much): that step was not large.")
    },
    Disease(name: "linear-network", sign: "every slope φ′ is 1: nothing bends") { run in
      let slopes = run.profile(.derivativeRMS)
      let (least, one) = (Shown(slopes.min() ?? .nan, decimals: 3).asPrinted, Shown(1))
      return Sentence(
        when: least < one,
        says: "In one layer the slope φ′ is \(least) (root of the mean of squares), less than "
          + "\(one): its activation bends.")
    },
    Disease(name: "healthy", sign: "it learns, and nothing above is seen") { run in
      let end = Shown.short(run.record.evaluation.finalLoss, digits: 3).asPrinted
      let half = Shown.short((run.record.chance?.loss ?? .nan) / 2, digits: 3).asPrinted
      return Sentence(
        when: end > half,
        says: "The loss ends at \(end), above \(half), half of what guessing costs: it has not "
          + "learned much.")
    },
  ]

  /// The disease of a name as somebody types it.
  ///
  /// - Throws: `LessonError` for a name that none has, with the nearest one.
  static func named(_ text: String) throws(LessonError) -> Disease {
    let name = text.lowercased().replacing(" ", with: "-")
    if let disease = all.first(where: { $0.name == name }) { return disease }
    let names = all.map(\.name)
    let guess = ClosestName.closest(to: name, in: names).map { ". Did you mean \($0.inQuotes)?" }
    throw LessonError(
      "\(LessonOption.answer.words): expected one of \(names.joined(separator: ", ")), got "
        + text.inQuotes + (guess ?? ""))
  }

  /// The largest number; NaN where there is none or one is NaN.
  private static func largest(_ values: [Double]) -> Double {
    values.contains { $0.isNaN } ? .nan : values.max() ?? .nan
  }
}

extension JudgedRun {
  /// Values that lie where φ is flat, as a share of a layer's, at the first and at the last look.
  var flatShares: [Double] {
    [profile, lastProfile].flatMap { look in
      zip(look(.saturatedLowFraction), look(.saturatedHighFraction)).map(+)
    }
  }

  /// Values that are exactly 0, as a share of a layer's, at the last look.
  var zeroShares: [Double] { lastProfile(.zeroFraction) }

  /// ‖ΔW‖ / ‖W‖ of a layer, at the first and at the last look.
  var updateRatios: [Double] { profile(.updateRatio) + lastProfile(.updateRatio) }
}
