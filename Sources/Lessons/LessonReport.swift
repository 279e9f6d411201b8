import Reports

/// What came of a lesson's experiment.
public struct LessonReport: Sendable {
  /// A part of what is told, from the top.
  public enum Part: Sendable {
    /// What the next parts are about.
    case heading(String)
    /// A sentence that is true whatever came out: what was done, what a word means.
    case prose(String)
    /// A computation, whose lines stay as they are.
    case working([String])
    /// Numbers side by side.
    case table(PlainTable)
    /// What was seen, where its condition holds.
    case observation(Observation)
  }

  /// What stands around the experiment.
  public let card: LessonCard
  /// What was chosen.
  public let settings: LessonSettings
  /// What is told.
  public var parts: [Part]
  /// The results by name, each a list: what a test and a document read.
  public var numbers: [String: [Double]]
  /// The networks that were trained.
  public var runs: [JudgedRun]
  /// The pictures.
  package var figures: [LessonFigure]

  /// What came of it.
  package init(
    _ card: LessonCard, _ settings: LessonSettings, parts: [Part],
    numbers: [String: [Double]] = [:], runs: [JudgedRun] = [], figures: [LessonFigure] = []
  ) {
    self.card = card
    self.settings = settings
    self.parts = parts
    self.numbers = numbers
    self.runs = runs
    self.figures = figures
  }

  /// Everything that may be seen.
  public var observations: [Observation] {
    parts.compactMap { part in
      if case .observation(let observation) = part { observation } else { nil }
    }
  }

  /// The command that makes it again, after the program's name.
  public var command: [String] { ["lesson", card.name] + settings.words }
}
