import Experiments
import Foundation
import Networks
import Reports

/// Shares of one whole, which exclude each other; and why the largest logit is subtracted first.
struct SoftmaxLesson: Lesson {
  let options: [LessonOption] = [.logits]
  let sliders = [
    LessonSlider(
      .logits,
      [
        "2,1,0.1", "2,2,2", "3,1,0.1", "5,1,0.1", "8,1,0.1", "2,1,-4", "2,1,1", "100,99,98.1",
        "1000,999,998.1",
      ], start: "2,1,0.1")
  ]
  let card = LessonCard(
    name: "softmax", topic: "shares that exclude each other, and logits of 1000",
    question: "How do raw outputs become probabilities of classes, and what do these mean?",
    guess: Self.guess(Logits(values: [2, 1, 0.1])),
    mistake:
      "Reading shares such as 0.66 and 0.24 as two independent chances, class 1 with 66 % and "
      + "also class 2 with "
      + "24 %. They are shares of one whole: an example belongs to one class. Where several labels "
      + "may be true at once, give each output a sigmoid of its own.",
    next: [
      .init("lesson softmax --logits 1000,999,998.1", "logits so large that no e^z is a number"),
      .init("lesson softmax --logits 2,1,0.1,0.1", "one class more"),
      .init("lesson losses", "what a share given to the wrong class costs"),
    ])

  /// Added to all logits.
  private static let shifts = [-1000.0, -100, 0, 100, 1000]

  /// What is asked of the class with the largest share while the smallest one rises.
  private static func guess(_ logits: Logits) -> String {
    let (best, least) = (logits.best, logits.best == logits.least ? 1 : logits.least)
    let shares = Words.list(logits.shares.map { "\(Shown($0, decimals: 2))" })
    return "Softmax gives \(logits.values.count) classes \(shares). Now the raw output of class "
      + "\(least + 1) rises, and the others stay as they are. What becomes of the share of class "
      + "\(best + 1): does it rise, stay or fall?"
  }

  func report(_ settings: LessonSettings, stop: StopSignal) async throws -> LessonReport {
    let logits = Logits(values: try settings.numbers(.logits, or: [2, 1, 0.1], count: 2...9))
    let raised = logits.raising(logits.least, by: 1)
    return LessonReport(
      card.guessing(Self.guess(logits)), settings,
      parts: [
        .prose(
          "A network has one raw output, a logit z, for each class. Softmax makes e^z of each and "
            + "divides by the sum of all: shares between 0 and 1, in the order of the logits. A "
            + "sigmoid looks at each logit by itself."),
        .table(Self.table(logits, raised)), .observation(Self.whole(logits)),
        .observation(Self.seesaw(logits, raised)),
        .heading("Why the largest logit is subtracted first"),
        .prose(
          "Adding the same number c to all logits multiplies every e^z by e^c, and the sum too: "
            + "the shares stay. So one may subtract the largest logit first, and no e^z is above "
            + "1. As it is written:"),
        .table(Self.overflow(logits)), .observation(Self.breaks(logits)),
      ],
      numbers: [
        "shares": logits.shares, "sigmoids": logits.sigmoids, "raised": raised.shares,
        "raisedSigmoids": raised.sigmoids,
        "sum": [logits.shares.reduce(0, +)], "shifted": logits.shifted(by: 1000).shares,
        "plainShifted": PlainSoftmax.shares(logits.shifted(by: 1000).values),
      ],
      figures: [SoftmaxPicture(logits: logits, settings: settings).figure])
  }

  private static func table(_ logits: Logits, _ raised: Logits) -> PlainTable {
    let top = logits.values[logits.best]
    func row(_ name: String, _ numbers: [Double?], isSum: Bool = false) -> [PlainTable.Cell] {
      [.init(name, role: isSum ? .strong : nil)]
        + numbers.map { .init($0.map { "\(Shown.whole($0))" } ?? "", role: isSum ? .strong : nil) }
    }
    let (shares, sigmoids) = (logits.shares, logits.sigmoids)
    let powers = logits.values.map { exp($0 - top) }
    let later = (raised.shares, raised.sigmoids)
    return PlainTable(
      columns: [
        .init("class"), .init("logit z"), .init("z − m"), .init("e^(z − m)"),
        .init("softmax"), .init("sigmoid"), .init("softmax*"), .init("sigmoid*"),
      ],
      rows: logits.values.enumerated().map { index, z in
        row(
          "\(index + 1)",
          [
            z, z - top, powers[index], shares[index], sigmoids[index], later.0[index],
            later.1[index],
          ])
      } + [
        row(
          "sum",
          [
            nil, nil, powers.reduce(0, +), shares.reduce(0, +), sigmoids.reduce(0, +),
            later.0.reduce(0, +), later.1.reduce(0, +),
          ], isSum: true)
      ],
      notes: [
        .init(
          "m: the largest logit, \(Shown.exact(top)). softmax: e^(z − m) divided by its sum. *: "
            + "with 1 "
            + "added to the logit of class \(logits.least + 1). Sums are of numbers before they "
            + "are rounded.")
      ])
  }

  private static func whole(_ logits: Logits) -> Observation {
    let total = Shown(logits.shares.reduce(0, +), decimals: 6)
    let (single, one) = (Shown(logits.sigmoids.reduce(0, +)), Shown(1))
    let share = Shown(logits.shares[logits.best])
    let ties = logits.values.count { $0 == logits.values[logits.best] }
    let rest =
      ties == logits.values.count
      ? "All classes have \(share): the network does not know."
      : ties > 1
        ? "\(ties) classes have the most, \(share) each: the network cannot choose."
        : "Class \(logits.best + 1) is the answer, with \(share)."
    return Observation(
      Sentence(
        when: .fact("the shares sum to 1", abs(total.value - 1) < 1e-9), single > one,
        says: "The shares add up to \(total): one whole, divided. \(rest) The sigmoids add up to "
          + "\(single), more than \(one): each could be true beside the others."),
      Sentence(
        when: .fact("the shares sum to 1", abs(total.value - 1) < 1e-9),
        says: "The shares add up to \(total): one whole, divided. \(rest) The sigmoids add up to "
          + "\(single), as each is a chance of its own."),
      Sentence(says: "The shares add up to \(total)."))
  }

  private static func seesaw(_ logits: Logits, _ raised: Logits) -> Observation {
    let (index, best) = (logits.least, logits.best == logits.least ? 1 : logits.best)
    let (before, after) = (Shown(logits.shares[index]), Shown(raised.shares[index]))
    let (other, later) = (Shown(logits.shares[best]), Shown(raised.shares[best]))
    return Observation(
      Sentence(
        when: before < after, other > later,
        says: "With 1 added to the logit of class \(index + 1) its share rises from \(before) to "
          + "\(after), and class \(best + 1) falls from \(other) to \(later), though nobody "
          + "touched it: what one gets, the others lose. Its sigmoid stays as it was."),
      Sentence(
        says: "With 1 added to the logit of class \(index + 1) its share is \(after), and was "
          + "\(before): it is too far below the others for one step to be felt by them."))
  }

  private static func overflow(_ logits: Logits) -> PlainTable {
    let best = logits.best
    func text(_ value: Double) -> String { value.isNaN ? "no number" : "\(Shown(value))" }
    return PlainTable(
      columns: [
        .init("c"), .init("e^z"), .init("as written"), .init("in single precision"),
        .init("largest subtracted"),
      ],
      rows: shifts.map { shift in
        let moved = logits.shifted(by: shift)
        return [
          .init("\(Shown(shift))"), .init("\(Shown.short(exp(moved.values[best])))"),
          .init(text(PlainSoftmax.shares(moved.values)[best])),
          .init(text(Double(PlainSoftmax.singleShares(moved.values)[best]))),
          .init(text(moved.shares[best])),
        ]
      },
      notes: [
        .init(
          "c: added to all logits. e^z, and then the share: of class \(best + 1). no number: ∞/∞, "
            + "or 0/0. Single precision: numbers of some 7 digits, in which networks are mostly "
            + "trained.")
      ])
  }

  private static func breaks(_ logits: Logits) -> Observation {
    let best = logits.best
    let moved = logits.shifted(by: 1000)
    let isLarge = exp(moved.values[best]).isInfinite
    let (plain, safe, before) = (
      PlainSoftmax.shares(moved.values)[best], Shown(moved.shares[best]), Shown(logits.shares[best])
    )
    return Observation(
      Sentence(
        when: .fact("as written it breaks", plain.isNaN && isLarge),
        .fact("the shares stay", abs(safe.value - before.value) < 1e-9),
        says: "With 1000 added, e^z is too large for a number of this machine, ∞, and ∞/∞ is no "
          + "number: one such output makes the loss and then every weight useless. With the "
          + "largest subtracted first the share is \(safe), as before (\(before))."),
      Sentence(
        when: .fact("as written it breaks", plain.isNaN && isLarge),
        says: "With 1000 added, e^z is ∞ and ∞/∞ is no number. With the largest subtracted first "
          + "the share is \(safe); before it was \(before), and the rest is what rounding takes "
          + "from logits so large."),
      Sentence(
        when: .fact("as written it breaks", plain.isNaN),
        says: "Even with 1000 added, every e^z is too small for a number of this machine, 0, and "
          + "0/0 is no number. With the largest subtracted first the share is \(safe)."),
      Sentence(
        when: .fact("both ways agree", abs(plain - safe.value) < 1e-9),
        says: "Even with 1000 added, these logits stay small enough for e^z: as written the share "
          + "is \(Shown(plain)), and with the largest subtracted first \(safe)."),
      Sentence(
        says:
          "With 1000 added, the sum of all e^z leaves the range of numbers: as written the share "
          + "is \(Shown(plain)), and with the largest subtracted first \(safe)."))
  }
}
