import Experiments
import Foundation
import Networks
import Reports

/// What a wrong answer costs: squared error and cross-entropy by hand, and why ln 0 is kept away.
struct LossesLesson: Lesson {
  let options: [LessonOption] = [.predictions, .labels, .logits, .target]
  let sliders = [
    LessonSlider(
      .predictions,
      [
        "0.9,0.1,0.8,0.3", "0.99,0.01,0.99,0.01", "0.5,0.5,0.5,0.5", "0.01,0.1,0.8,0.3",
        "0.0001,0.1,0.8,0.3", "0,0.1,0.8,0.3",
      ], start: "0.9,0.1,0.8,0.3")
  ]
  let card = LessonCard(
    name: "losses", topic: "squared error and cross-entropy by hand, and why log(0) is clipped",
    question: "What does a wrong answer cost?",
    guess:
      "Yes is right, and a network gives it the probability 0.000045. Squared error counts 0.9999 "
      + "for that. Does cross-entropy count about as much, 10 times as much or 20000 times as "
      + "much?",
    mistake:
      "Taking the logarithm of a probability that was already rounded to 0: the loss is ∞ and "
      + "training ends. Clipping hides it, and stops the correction. Give the loss the logits and "
      + "let it take both steps at once, as cross-entropy here does (in PyTorch "
      + "BCEWithLogitsLoss).",
    next: [
      .init("lesson losses --predictions 0,0.1,0.8,0.3", "an answer that is sure and wrong"),
      .init("lesson softmax", "where the probabilities of classes come from"),
      .init("lesson mse-vs-cross-entropy", "which of the two teaches a classifier"),
    ])

  /// Ever surer, and wrong.
  private static let logits = [0.0, -2, -5, -10, -20, -40, -800]

  func report(_ settings: LessonSettings, stop: StopSignal) async throws -> LessonReport {
    let p = try settings.numbers(.predictions, or: [0.9, 0.1, 0.8, 0.3], count: 1...8, in: 0...1)
    let y = try settings.numbers(
      .labels, or: p.indices.map { $0.isMultiple(of: 2) ? 1 : 0 }, count: p.count...p.count)
    guard y.allSatisfy({ $0 == 0 || $0 == 1 }) else {
      throw LessonError.value(
        .labels, expected: "0 or 1 for each prediction", got: settings.texts[.labels] ?? "")
    }
    let logits = Logits(values: try settings.numbers(.logits, or: [2, 1, 0.1], count: 2...9))
    let target = try settings.whole(.target, or: 1, in: 1...logits.values.count)
    let sheet = try LossSheet(p, y, logits: Self.logits)
    let costs = logits.values.indices.map { logits.cost(of: $0) }
    let guessing = Logits(values: logits.values.map { _ in 0 }).cost(of: 0)
    return LessonReport(
      card, settings,
      parts: [
        .prose(
          "A loss makes one number of all answers: 0 if all are right, more the more they are "
            + "wrong. Here p is the probability that a network gives to a yes, y is what is right, "
            + "1 for yes and 0 for no."),
        .heading("Mean squared error and binary cross-entropy, by hand"), .table(sheet.examples),
        .observation(sheet.worst), .heading("What one answer can cost, where yes is right"),
        .table(sheet.clipping), .observation(sheet.bounds), .observation(sheet.zero),
        .heading("Categorical cross-entropy: one of \(logits.values.count) classes"),
        .working(Self.classes(logits, target, costs)),
        .observation(Self.knowing(costs[target - 1], guessing, target)),
      ],
      numbers: [
        "mse": [sheet.mse], "bce": [sheet.bce], "squared": sheet.squared,
        "entropies": sheet.entropies,
        "shares": logits.shares, "cce": [costs[target - 1]], "classCosts": costs,
        "clipped": sheet.clipped.map(\.cost), "ofLogit": sheet.ofLogit.map(\.cost),
      ],
      figures: [sheet.figure(classCosts: costs, guessing: guessing, settings)])
  }

  private static func classes(_ logits: Logits, _ target: Int, _ costs: [Double]) -> [String] {
    var working = Working()
    for (index, share) in logits.shares.enumerated() {
      working.add(
        "class \(index + 1):", "logit", "\(Shown.exact(logits.values[index]))", " p", "=",
        "\(Shown(share))",
        " −ln p", "=", "\(Shown(costs[index]))",
        index == target - 1
          ? " ← this one is right: the loss" : "")
    }
    return working.lines
  }

  private static func knowing(_ cost: Double, _ guessing: Double, _ target: Int) -> Observation {
    let (loss, blind) = (Shown(cost), Shown(guessing))
    return Observation(
      Sentence(
        when: loss < blind,
        says: "Class \(target) is right: the loss is \(loss), less than the \(blind) of somebody "
          + "who gives every class the same probability."),
      Sentence(
        when: loss > blind,
        says: "Class \(target) is right: the loss is \(loss), more than the \(blind) of somebody "
          + "who gives every class the same probability. Being sure and wrong costs more than not "
          + "knowing."),
      Sentence(
        says: "Class \(target) is right: the loss is \(loss), that of somebody who gives every "
          + "class the same probability."))
  }
}
