import ArgumentParser
import Experiments
import Files
import Lessons
import Reports
import Texts

/// `gradscope lesson [NAME]`: a question, a guess, an experiment that is really run, and what was seen in it.
struct LessonCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lesson",
    abstract: "Runs a lesson on why networks learn or do not; without a name lists them.",
    discussion: """
      A lesson asks a question, lets you guess, runs an experiment, and says what was seen in its numbers. \
      Options change the experiment, and the text follows what then happened; each lesson takes those that \
      it is about.
      """)

  @Argument(help: "The name of a lesson.") var name: String?
  @Flag(
    help: "All lessons as pages with sliders, into a folder, to be read from disk or a web site.")
  var all = false
  @OptionGroup(title: "Experiment") var options: LessonOptions
  @Option(
    help: "Folder for the picture (default: reports/lesson-NAME), or the course (reports/course).")
  var output: String?
  @Option(help: "What standard output gets: text or json.") var format = PlainFormat.text
  @OptionGroup var color: ColorOption
  @OptionGroup var pictures: PictureOptions
  @Flag(help: "No progress on standard error.") var quiet = false

  func run() async throws {
    try await ExitStatus.reporting {
      let settings = options.settings
      if all {
        try await writeCourse(settings)
        return 0
      }
      guard let name else {
        if let word = settings.words.first ?? output.map({ _ in "--output" }) {
          throw LessonError("\(word): expected the name of a lesson before it, got none")
        }
        try list()
        return 0
      }
      let lesson = try LessonCatalog.lesson(name)
      let stop = StopSignal()
      let interrupt = InterruptHandler(stop)
      let folder = try OutputFolder(
        output ?? "reports/lesson-\(lesson.card.name)",
        for: [pictures.format.fileName(lesson.card.name)], beside: FileUses(),
        pictures: pictures.areDrawn)
      let report: LessonReport
      do {
        // An answer is to a network that was seen.
        let isAnew = lesson.drawsAnew && settings.texts[.seed] == nil
        if isAnew, settings.texts[.answer] != nil {
          throw LessonError(
            "--answer: expected --seed with the number of the network that it is about, got none")
        }
        report = try await lesson.take(
          isAnew ? settings.with(.seed, "\(UInt64.random(in: 1...9999))") : settings, stop: stop)
      } catch let error as LessonError {
        guard let code = interrupt.code else { throw error }
        throw ExitStatus.failure(error, code)
      }
      let set = FigureSet(report, command: Invocation.command, format: pictures.format)
      let drawing = Result {
        pictures.areDrawn ? try folder.write { try set.write(into: $0) } : []
      }
      let paths = (try? drawing.get()) ?? []
      switch format {
      case .json:
        try StandardOutput.write(JSONText.encode(LessonDocument(report, files: paths)), as: .json)
      case .text:
        try StandardOutput.write(
          report.blocks(program: Invocation.name)
            + (paths.isEmpty ? [] : [.blank, .line("Picture:")])
            + paths.map { .copyable("  \($0)") })
      }
      _ = try drawing.get()
      return 0
    }
  }

  /// Runs every experiment of the course and writes its pages.
  private func writeCourse(_ settings: LessonSettings) async throws {
    if let word = name ?? settings.words.first {
      throw LessonError("--all: takes every lesson as it is; leave out \(word.inQuotes)")
    }
    if format == .json {
      throw LessonError(
        "--all: writes pages, which hold their records as JSON; leave out --format json")
    }
    if let word = pictures.words.first {
      throw LessonError("--all: writes pages with pictures of their own; leave out \(word)")
    }
    let course = Course()
    let folder = try OutputFolder(
      output ?? "reports/course", for: course.fileNames, beside: FileUses(), pictures: true)
    let stop = StopSignal()
    let interrupt = InterruptHandler(stop)
    let total = course.experimentCount
    let files: [Course.File]
    do {
      files = try await course.files(stop: stop) { done in
        if !quiet, done % 20 == 0 || done == total {
          StandardError.say("gradscope: \(done) of \(total) experiments")
        }
      }
    } catch let error as LessonError {
      guard let code = interrupt.code else { throw error }
      throw ExitStatus.failure(error, code)
    }
    try folder.write { path in
      try AtomicFile.write(
        files.map { (path: FilePath(path).appending($0.name).text, bytes: Array($0.text.utf8)) })
    }
    try StandardOutput.write([
      .line("\(files.count) pages of \(total) experiments. The first one:"),
      .copyable("  \(FilePath(folder.path).appending(Course.firstPage).text)"),
    ])
  }

  private func list() throws {
    let cards = LessonCatalog.all.map(\.card)
    switch format {
    case .json: try StandardOutput.write(JSONText.encode(cards.map(LessonEntry.init)), as: .json)
    case .text:
      try StandardOutput.write([
        .table(
          PlainTable(
            columns: [.init("lesson"), .init("what it shows", overflow: .wraps(to: 30))],
            rows: cards.map { [PlainTable.Cell($0.name, role: .strong), .init($0.topic)] })),
        .blank, .line("One of them: \(Invocation.name) lesson NAME"),
      ])
    }
  }
}
