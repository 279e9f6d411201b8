import Experiments
import Reports

/// All lessons as pages that need nothing else: from disk, by mail, on a web site.
///
/// Every position of every slider is an experiment that was run when the course was made.
public struct Course: Sendable {
  /// A file of the course.
  public struct File: Sendable {
    /// Its name in the folder.
    public let name: String
    /// UTF-8.
    public let text: String
  }

  /// The page with which it begins.
  public static let firstPage = "index.html"

  private let lessons: [any Lesson]

  /// A course of these lessons.
  public init(_ lessons: [any Lesson] = LessonCatalog.all) { self.lessons = lessons }

  /// What its files are called.
  public var fileNames: [String] {
    [Self.firstPage] + lessons.map { Self.fileName($0.card) }
  }

  static func fileName(_ card: LessonCard) -> String { "\(card.name).html" }

  /// How many experiments it is made of.
  public var experimentCount: Int {
    lessons.reduce(0) { $0 + LessonSlider.grid($1.sliders).count }
  }

  /// Runs every experiment, as many at a time as there are cores, and writes the pages.
  ///
  /// - Parameter onEach: called with how many experiments are done.
  /// - Throws: as the lessons do; `PictureError` for a picture that cannot be drawn; `LessonError` where
  ///   somebody stopped.
  public func files(
    stop: StopSignal = StopSignal(), onEach: (_ done: Int) -> Void = { _ in }
  ) async throws -> [File] {
    let lessons = self.lessons
    let jobs = lessons.indices.flatMap { lesson in
      LessonSlider.grid(lessons[lesson].sliders).map { (lesson: lesson, settings: $0) }
    }
    let positions = try await WorkerPool.map(jobs, onEach: onEach) { job in
      guard !stop.isRaised else { throw LessonError("lesson: interrupted") }
      let report = try await lessons[job.lesson].take(job.settings, stop: stop)
      return (lesson: job.lesson, position: try CoursePosition(report))
    }
    let pages = lessons.enumerated().map { index, lesson in
      CoursePage(
        lesson: lesson, number: index + 1, all: lessons.map(\.card),
        positions: positions.filter { $0.lesson == index }.map(\.position))
    }
    let cards = lessons.map(\.card)
    return try [File(name: Self.firstPage, text: CourseIndex(cards: cards).html)]
      + pages.map { try File(name: Self.fileName($0.lesson.card), text: $0.html()) }
  }
}
