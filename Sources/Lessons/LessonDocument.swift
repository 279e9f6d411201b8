import Reports

/// A lesson as JSON: what was asked, what came out, what may be said of it.
public struct LessonDocument: Encodable, Sendable {
  /// The version of this form.
  public let schema = "gradscope.lesson/1"
  let name: String
  let question: String
  let guess: String
  let mistake: String
  let settings: [String: String]
  let numbers: [String: [Double]]
  let observations: [String]
  let runs: [Run]
  let files: [String]

  /// A network that was trained.
  struct Run: Encodable, Sendable {
    let name: String
    let verdict: String
    let accuracy: Double
    let loss: Double
  }

  /// The document of a report with the pictures that were written.
  ///
  /// - Parameter longestList: longer lists of numbers are left out.
  public init(_ report: LessonReport, files: [String], longestList: Int = .max) {
    name = report.card.name
    question = report.card.question
    guess = report.card.guess
    mistake = report.card.mistake
    settings = Dictionary(
      uniqueKeysWithValues: report.settings.texts.map { ($0.key.rawValue, $0.value) })
    numbers = report.numbers.filter { $0.value.count <= longestList }
    observations = report.observations.compactMap { $0.said?.text }
    runs = report.runs.map {
      Run(
        name: $0.name, verdict: $0.judgement.verdict, accuracy: $0.accuracy,
        loss: $0.record.evaluation.finalLoss)
    }
    self.files = files
  }
}

/// A lesson of the list as JSON.
public struct LessonEntry: Encodable, Sendable {
  let name: String
  let topic: String
  let question: String

  /// The entry of a card.
  public init(_ card: LessonCard) {
    name = card.name
    topic = card.topic
    question = card.question
  }
}

extension FigureSet {
  /// The pictures of a lesson.
  public init(_ report: LessonReport, command: String, format: FigureFormat = FigureFormat()) {
    self.init(
      drawing: report.figures, command: command, plans: report.runs.map(\.record.plan),
      seed: report.runs.first?.record.facts.seed, format: format)
  }
}
