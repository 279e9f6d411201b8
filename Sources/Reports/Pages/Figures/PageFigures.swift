import Charts
import Dispatch
import Synchronization

/// The pictures of a page: every kind that has something to show of all runs together, else of each run that
/// it has something to show of.
struct PageFigures: Sendable {
  /// In the order of the catalogue.
  let figures: [InlineFigure]

  /// Draws them, on all cores.
  ///
  /// - Throws: `PictureError`.
  init(_ context: PageContext, kinds: [any RunFigure.Type] = FigureCatalog.all) throws {
    let all = FigureContext(context.runs, command: context.command)
    // Names beside each other are shortened together, so that one run alone has its own context.
    var jobs: [(figure: any Figure, run: Int?)] = []
    for kind in kinds {
      let figure = kind.init(context: all)
      if figure.lack == nil {
        jobs.append((figure, nil))
      } else if context.runs.count > 1 {
        for (index, run) in context.runs.enumerated() {
          let single = kind.init(context: FigureContext([run], command: context.command))
          if single.lack == nil { jobs.append((single, index)) }
        }
      }
    }
    let descriptions = context.runs.map(Self.description)
    let work = jobs
    let drawn = Mutex([Result<InlineFigure, any Error>?](repeating: nil, count: work.count))
    DispatchQueue.concurrentPerform(iterations: work.count) { index in
      let (figure, run) = work[index]
      let words = run.map { [descriptions[$0]] } ?? descriptions
      let result = Result {
        try InlineFigure(
          figure, id: "figure-\(index)", run: run,
          description: ([type(of: figure).topic + "."] + words).joined(separator: " "))
      }
      drawn.withLock { $0[index] = result }
    }
    figures = try drawn.withLock { $0 }.compactMap { try $0?.get() }
  }

  /// What a picture shows of a run, in words: its verdict, its score, what was found.
  private static func description(_ run: JudgedRun) -> String {
    let factor = run.evidence.initialDeltaDecay.map {
      ", δ \(Words.factor($0)) per \(run.noun) going back"
    }
    let found = run.judgement.findings.prefix(3).map(\.message)
    let score = "\(run.scoreHeading) \(run.scoreCell)"
    return (["\(run.name): \(run.verdictText); \(score)\(factor ?? "")."] + found)
      .joined(separator: " ")
  }

  /// The colours that a page sets for its dark theme.
  var colors: Set<ThemedColor> { figures.reduce(into: []) { $0.formUnion($1.colors) } }

  /// So many numbers of cells a page keeps, and so many points of lines: some half of a megabyte each.
  private static let mostCells = 50_000
  private static let mostPoints = 40_000

  /// The pictures of all runs, or of one.
  func markup(of run: Int?, level: Int) -> Markup {
    let count = max(figures.count, 1)
    let cells = min(max(Self.mostCells / count, 500), 12_000)
    let points = min(max(Self.mostPoints / count, 500), 8_000)
    return Markup(
      trusted: figures.filter { $0.run == run }.map {
        $0.markup(level: level, mostCells: cells, mostPoints: points).text
      }.joined())
  }
}
