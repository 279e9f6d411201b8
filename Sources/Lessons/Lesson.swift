import Experiments

/// A question that an experiment answers: it is asked, guessed, really run, and what is said of it follows from
/// the numbers that came out.
///
/// Adding one: a file with a type that conforms, and a line in `LessonCatalog`.
public protocol Lesson: Sendable {
  /// What stands around the experiment.
  var card: LessonCard { get }
  /// What somebody can change; of these the text follows.
  var options: [LessonOption] { get }
  /// What a page of it lets a reader slide: every combination of these values is an experiment that is run.
  var sliders: [LessonSlider] { get }
  /// Whether the experiment is another one each time, where nobody chose a seed.
  var drawsAnew: Bool { get }

  /// Runs the experiment and says what was seen.
  ///
  /// - Throws: `LessonError` for a setting that does not serve, `ConfigurationError` for a network that cannot
  ///   be trained.
  func report(_ settings: LessonSettings, stop: StopSignal) async throws -> LessonReport
}

extension Lesson {
  public var sliders: [LessonSlider] { [] }
  public var drawsAnew: Bool { false }

  /// Runs the experiment after a look at what was set.
  ///
  /// - Throws: as `report`, and `LessonError` for an option that this lesson does not take.
  public func take(
    _ settings: LessonSettings = LessonSettings(), stop: StopSignal = StopSignal()
  ) async throws -> LessonReport {
    if let option = LessonOption.allCases.first(where: {
      settings.texts[$0] != nil && !options.contains($0)
    }) {
      let taken = options.map(\.words)
      throw LessonError(
        "\(option.words): lesson \(card.name) does not take it; it takes "
          + (taken.isEmpty ? "no options" : taken.joined(separator: ", ")))
    }
    return try await report(settings, stop: stop)
  }
}

/// What stands around the experiment of a lesson.
public struct LessonCard: Sendable, Hashable {
  /// What it is called on the command line.
  public let name: String
  /// What it shows, in a line for whoever chooses one.
  public let topic: String
  /// What is asked.
  public let question: String
  /// What to guess before one looks.
  public let guess: String
  /// What people do wrong here, and what to do instead.
  public let mistake: String
  /// What to try next: words of the command line after the program's name, and why.
  public let next: [Next]

  /// A command and what it shows.
  public struct Next: Sendable, Hashable {
    /// Such as `lesson exploding --clip-norm 1`.
    public let command: String
    /// What one sees there.
    public let reason: String

    /// A command and what it shows.
    public init(_ command: String, _ reason: String) {
      self.command = command
      self.reason = reason
    }
  }

  /// The card of a lesson.
  public init(
    name: String, topic: String, question: String, guess: String, mistake: String, next: [Next]
  ) {
    self.name = name
    self.topic = topic
    self.question = question
    self.guess = guess
    self.mistake = mistake
    self.next = next
  }

  /// The same with a guess, and perhaps a question, that follow what somebody chose.
  func guessing(_ guess: String, asking question: String? = nil) -> LessonCard {
    LessonCard(
      name: name, topic: topic, question: question ?? self.question, guess: guess,
      mistake: mistake, next: next)
  }
}
