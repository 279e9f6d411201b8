import Charts
import Dispatch
import Files
import Records
import Synchronization
import Texts

/// All pictures of a report, with the page that has them all, written into one folder.
public struct FigureSet: Sendable {
  let figures: [any Figure]
  /// The page beside them; nil where none is written.
  private var page: ReportPage?
  /// Pictures that somebody asked for by name and that have nothing to show, with the reason.
  public let omitted: [(name: String, reason: String)]
  private let format: FigureFormat
  private let command: String
  private let plans: [JSONValue?]
  private let seed: UInt64?

  /// The pictures of a comparison or a run; `command` is named at the foot of each and in its
  /// metadata.
  ///
  /// - Parameter next: the next step after each run, for the page; empty where no more is known of them than
  ///   their records say.
  public init(
    _ runs: [JudgedRun], command: String, selection: FigureSelection = .usual,
    format: FigureFormat = FigureFormat(), next: [NextStep] = []
  ) {
    self.init(
      runs, command: command, kinds: selection.kinds(of: runs.count),
      isByName: selection.isByName, format: format)
    if selection.hasReport, !runs.isEmpty {
      page = ReportPage(runs, command: command, next: next)
    }
  }

  /// These pictures of a comparison or a run.
  init(
    _ runs: [JudgedRun], command: String, kinds: [any RunFigure.Type], isByName: Bool = false,
    format: FigureFormat = FigureFormat()
  ) {
    let context = FigureContext(runs, command: command)
    let figures = kinds.map { $0.init(context: context) }
    self.init(
      figures.filter { $0.lack == nil }, command: command, plans: runs.map(\.record.plan),
      seed: runs.first?.record.facts.seed,
      omitted: isByName
        ? figures.compactMap { figure in figure.lack.map { (type(of: figure).name, $0) } } : [],
      format: format)
  }

  private init(
    _ figures: [any Figure], command: String, plans: [JSONValue?], seed: UInt64?,
    omitted: [(name: String, reason: String)] = [], format: FigureFormat
  ) {
    (self.figures, self.omitted, self.format) = (figures, omitted, format)
    (self.command, self.plans, self.seed) = (command, plans, seed)
  }

  /// The picture of a prescription.
  public init(
    _ report: PrescriptionReport, command: String, format: FigureFormat = FigureFormat()
  ) {
    self.init(
      report.before.isEmpty ? [] : [PrescriptionFigure(report: report, command: command)],
      command: command,
      plans: (report.before.prefix(1) + report.trials.compactMap(\.runs.first)).map(\.record.plan),
      seed: report.before.first?.record.facts.seed, format: format)
  }

  /// The picture of a sweep.
  public init(
    _ sweep: SweepRecord, measure: SweepMeasure, command: String,
    format: FigureFormat = FigureFormat()
  ) {
    self.init(
      [PhaseDiagramFigure(sweep: sweep, measure: measure, command: command)], command: command,
      plans: [sweep.plan], seed: sweep.facts.seed, format: format)
  }

  /// The picture of a forecast.
  public init(_ forecast: Forecast, command: String, format: FigureFormat = FigureFormat()) {
    self.init(
      [ForecastFigure(forecast, command: command)], command: command, plans: [], seed: nil,
      format: format)
  }

  /// Pictures of another room.
  ///
  /// - Parameter plans: what was trained for them, for their metadata.
  package init(
    drawing figures: [any Figure], command: String, plans: [JSONValue?] = [], seed: UInt64? = nil,
    format: FigureFormat = FigureFormat()
  ) {
    self.init(
      figures, command: command, plans: plans, seed: seed, omitted: [], format: format)
  }

  // MARK: - Files

  /// What the pictures of a selection, and the page, are called in their folder, for so many runs.
  public static func files(
    of selection: FigureSelection, runs: Int, format: FigureFormat = FigureFormat()
  ) -> [String] {
    selection.kinds(of: runs).map { format.fileName($0.name) }
      + (selection.hasReport ? [ReportPage.fileName] : [])
  }

  /// What the picture of a prescription is called.
  public static func fileOfPrescription(_ format: FigureFormat = FigureFormat()) -> String {
    format.fileName(PrescriptionFigure.name)
  }

  /// What the picture of a sweep is called.
  public static func fileOfSweep(_ format: FigureFormat = FigureFormat()) -> String {
    format.fileName(PhaseDiagramFigure.name)
  }

  /// What the picture of a forecast is called.
  public static func fileOfForecast(_ format: FigureFormat = FigureFormat()) -> String {
    format.fileName(ForecastFigure.name)
  }

  /// Draws every picture, on all cores, then writes them all into a folder, which is made where it is
  /// missing: a folder then has the pictures of one result, also where the disk is full. One that cannot be
  /// drawn, or whose name cannot be taken, keeps none of the others back.
  ///
  /// - Parameter document: the JSON that the page holds, of these files.
  /// - Returns: their paths, in the order a reader looks at them.
  /// - Throws: `ReportError.incomplete` where some could not be drawn or written and all others were;
  ///   `ReportError.cannotWrite` where none was, and what was there before is still there.
  public func write(
    into folder: String, document: (_ files: [String]) throws -> String
  ) throws(ReportError) -> [String] {
    do {
      try Folder.make(folder)
      var failures: [String] = []
      /// The bytes of a file, where there are any and they can be put there.
      func file(_ name: String, _ bytes: (_ path: String) throws -> [UInt8]) -> WrittenFile? {
        let path = FilePath(folder).appending(name).text
        do {
          try AtomicFile.check(path)
          return (path, try bytes(path))
        } catch let error as FileError {
          failures.append("\(error)")
        } catch {
          failures.append("\(name): \(error)")
        }
        return nil
      }
      var files = zip(figures, drawn()).compactMap { figure, bytes in
        file(format.fileName(figure.fileName)) { _ in try bytes.get() }
      }
      if let page {
        let pictures = files.map(\.path)
        files += [file(ReportPage.fileName) { try page.bytes(document: document(pictures + [$0])) }]
          .compactMap { $0 }
      }
      try AtomicFile.write(files)
      guard !failures.isEmpty else { return files.map(\.path) }
      throw files.isEmpty
        ? ReportError.cannotWrite(failures.joined(separator: "; "))
        : .incomplete(written: files.map(\.path), failures: failures)
    } catch let error as ReportError {
      throw error
    } catch {
      throw .cannotWrite("\(error)")
    }
  }

  private typealias WrittenFile = (path: String, bytes: [UInt8])

  /// Every picture, or why it cannot be drawn.
  private func drawn() -> [Result<[UInt8], any Error>] {
    let drawn = Mutex([Result<[UInt8], any Error>?](repeating: nil, count: figures.count))
    DispatchQueue.concurrentPerform(iterations: figures.count) { index in
      let bytes = Result { try format.bytes(figures[index], metadata: metadata(figures[index])) }
      drawn.withLock { $0[index] = bytes }
    }
    return drawn.withLock { $0 }.map { $0 ?? .success([]) }
  }

  /// The same with a page that holds what the runs' records say.
  ///
  /// - Throws: as `write(into:document:)`.
  public func write(into folder: String) throws(ReportError) -> [String] {
    try write(into: folder) { try page?.document($0) ?? "" }
  }

  private func metadata(_ figure: any Figure) -> [TextEntry] {
    [
      // One line: names in it come from outside, and a line end would begin another entry.
      TextEntry("Title", figure.title.onOneLine),
      TextEntry("Software", "gradscope \(Version.current)"),
      TextEntry("gradscope:command", command),
      TextEntry("gradscope:version", Version.current),
      // What is needed to train again, as null where nobody can.
      TextEntry(
        "gradscope:configuration", (try? JSONText.encode(plans, pretty: false)) ?? "[]"),
    ] + (seed.map { [TextEntry("gradscope:seed", "\($0)")] } ?? [])
  }
}
