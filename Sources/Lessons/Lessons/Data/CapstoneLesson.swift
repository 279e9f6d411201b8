import Experiments
import Records
import Reports

/// Networks without a label: the learner says what is wrong, the judge says whether that is so.
struct CapstoneLesson: Lesson {
  let options: [LessonOption] = [.seed, .answer]
  let drawsAnew = true
  let sliders = [
    LessonSlider(.seed, ["1", "2", "3", "4", "5", "6"], start: "1"),
    LessonSlider(.answer, [""] + Disease.all.map(\.name), start: ""),
  ]
  let card = LessonCard(
    name: "capstone", topic: "sick networks without labels: name the disease",
    question: "What is wrong with this network, if anything?",
    guess: "Look at the numbers and the picture. Which of the answers below fits all of them?",
    mistake:
      "Naming the first thing that looks odd. Several numbers are bad at once, and most are "
      + "consequences: ask which of them explains the others, and heal that one.",
    next: [.init("lesson capstone --seed 2", "another network")])

  func report(_ settings: LessonSettings, stop: StopSignal) async throws -> LessonReport {
    let seed = try settings.seed()
    let answer = try settings.texts[.answer].map { text throws(LessonError) in
      try Disease.named(text)
    }
    let patient = try await Patient.drawn(seed: seed, of: Disease.all.map(\.name), stop: stop)
    let isRight = answer?.name == patient.verdict
    let plan = patient.plan
    let run = patient.run
    var parts: [LessonReport.Part] = [
      .prose(
        "Network \(seed) has \(plan.depth) hidden layers of \(plan.width) units and was trained "
          + "for \(plan.steps) steps on \(patient.dataset). How it was made is kept back. Seen in "
          + "its first hidden layer and in its last, before training and at the end:"),
      .table(Self.numbers(run)), .observation(Self.learning(run)),
      .heading(answer == nil ? "What it may be" : "Your answer: \(answer?.name ?? "")"),
    ]
    if let answer {
      parts += [
        .observation(Self.judged(patient, answer)), .observation(Self.reason(patient, answer)),
      ]
    } else {
      parts.append(.table(Self.answers))
    }
    return LessonReport(
      card(seed, isRight ? patient : nil, answer), settings, parts: parts,
      numbers: [
        "lossBeforeAndAfter": [
          run.record.evaluation.initialLoss, run.record.evaluation.finalLoss,
        ],
        "deltas": run.firstDeltas,
      ],
      // A run carries its verdict.
      runs: isRight ? [run] : [],
      figures: [CapstoneFigure.figure(patient, isRight ? answer : nil, settings)])
  }

  private func card(_ seed: UInt64, _ healed: Patient?, _ named: Disease?) -> LessonCard {
    let another = LessonCard.Next(
      "lesson capstone --seed \(seed == .max ? 0 : seed + 1)", "another network")
    let answer = LessonCard.Next(
      "lesson capstone --seed \(seed) --answer NAME",
      named == nil ? "your answer" : "another answer")
    let proof = healed.map {
      LessonCard.Next(
        $0.prescription,
        $0.run.judgement.isHealthy
          ? "the proof: there is nothing to heal"
          : "the proof: changes are tried, each by a training of its own")
    }
    return LessonCard(
      name: card.name, topic: card.topic, question: card.question,
      guess: named.map { "Look at the numbers and the picture. Does \($0.name) fit all of them?" }
        ?? card.guess,
      mistake: card.mistake, next: [proof ?? answer, another])
  }

  // MARK: - What is shown

  private static func numbers(_ run: JudgedRun) -> PlainTable {
    let quantities: [(Quantity, String)] = [
      (.activationRMS, "size of what it passes on, a"), (.derivativeRMS, "slope φ′"),
      (.zeroFraction, "share of a that is 0"), (.deltaRMS, "size of δ"),
      (.updateRatio, "change of W in a step"),
    ]
    func cell(_ value: Double?) -> PlainTable.Cell {
      guard let value, !value.isNaN else { return .init("none") }
      return .init("\(Shown.short(value))")
    }
    func row(_ words: String, _ first: [Double], _ last: [Double]) -> [PlainTable.Cell] {
      [.init(words), cell(first.first), cell(first.last), cell(last.first), cell(last.last)]
    }
    func flat(_ look: (Quantity) -> [Double]) -> [Double] {
      zip(look(.saturatedLowFraction), look(.saturatedHighFraction)).map(+)
    }
    return PlainTable(
      columns: [
        .init("measured"), .init("first: before"), .init("last: before"), .init("first: end"),
        .init("last: end"),
      ],
      rows: quantities.map { row($1, run.profile($0), run.lastProfile($0)) } + [
        row("share where φ is flat", flat(run.profile), flat(run.lastProfile))
      ],
      notes: [
        .init(
          "Sizes and slopes: root of the mean of squares. δ: how much the loss depends on the "
            + "signal in a layer. Change of W: as a share of the size of W; some 10⁻³ is usual.")
      ])
  }

  private static let answers = PlainTable(
    columns: [.init("answer"), .init("what one sees where it is", overflow: .wraps(to: 40))],
    rows: Disease.all.map { [.init($0.name), .init($0.sign)] })

  private static func learning(_ run: JudgedRun) -> Observation {
    let evaluation = run.record.evaluation
    let (start, end) = (
      Shown.short(evaluation.initialLoss), Shown.short(evaluation.finalLoss).asPrinted
    )
    let guessing = Shown.short(run.record.chance?.loss ?? .nan)
    let half = Shown.short(guessing.value / 2).asPrinted
    let right = Shown.share(run.accuracy)
    return Observation(
      Sentence(
        when: end < half,
        says: "The loss went from \(start) to \(end), below half of what guessing costs, \(half); "
          + "\(right) of the held-out examples are right."),
      Sentence(
        when: end >= half,
        says: "The loss went from \(start) to \(end); guessing costs \(guessing), half of that is "
          + "\(half). \(right) of the held-out examples are right."),
      Sentence(
        when: .fact("the loss ended as no number", evaluation.finalLoss.isNaN),
        says: "The loss began at \(start) and ended as no number."),
      Sentence(says: "The loss went from \(start) to \(end). Nobody measured what guessing costs."))
  }

  // MARK: - The answer

  private static func judged(_ patient: Patient, _ answer: Disease) -> Observation {
    Observation(
      Sentence(
        when: .fact("the answer is the verdict", answer.name == patient.verdict),
        says: "Right: the judge calls network "
          + "\(patient.run.judgement.isHealthy ? "well" : "sick"), and says \(answer.name)."),
      Sentence(says: "Not right: the judge does not say \(answer.name)."))
  }

  private static func reason(_ patient: Patient, _ answer: Disease) -> Observation {
    let judgement = patient.run.judgement
    guard answer.name != patient.verdict else {
      let message = judgement.gravestError?.message ?? "No finding is an error."
      return Observation(
        Sentence(
          when: .fact("the judge says this", true), says: "Why: " + message))
    }
    let isFound = judgement.findings.contains { $0.rule == answer.name }
    return Observation(
      Sentence(
        when: .fact("it is among the findings", isFound),
        says: "Signs of \(answer.name) are there, but another finding explains them or is graver. "
          + "Which number could be the cause of the others?"),
      answer.against(patient.run),
      Sentence(says: "What the judge looks for under this name is not in this run."))
  }
}
