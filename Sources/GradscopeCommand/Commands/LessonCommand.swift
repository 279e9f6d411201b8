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
  @OptionGroup(title: "Experiment") var options: LessonOptions
  @Option(help: "Folder for the picture (default: reports/lesson-NAME).") var output: String?
  @Option(help: "What standard output gets: text or json.") var format = PlainFormat.text
  @OptionGroup var color: ColorOption
  @OptionGroup var pictures: PictureOptions

  func run() async throws {
    try await ExitStatus.reporting {
      let settings = options.settings
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
        report = try await lesson.take(settings, stop: stop)
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
