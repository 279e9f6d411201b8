import Charts
import Dispatch
import Synchronization

/// The pictures of a page: every kind that has something to show of all runs together, else of each run that
/// it has something to show of.
struct PageFigures: Sendable {
  /// In the order of the catalogue.
  let figures: [InlineFigure]
  /// What could not be drawn, with the reason: a name and a sentence each.
  let failures: [String]

  /// Draws them, on all cores. One that cannot be drawn keeps none of the others back.
  init(_ context: PageContext, kinds: [any RunFigure.Type] = FigureCatalog.all) {
    let jobs = Self.jobs(context, kinds: kinds)
    var drawn = Self.drawn(jobs, of: context, tolerance: Self.finest)
    if drawn.figures.reduce(0, { $0 + $1.size }) > Self.mostBytes {
      drawn = Self.drawn(jobs, of: context, tolerance: Self.coarse)
    }
    (figures, failures) = drawn
  }

  /// A third of a screen's pixel, and, where the pictures would make the page heavy to send, a whole one.
  private static let (finest, coarse) = (0.3, 1.0)
  private static let mostBytes = 1_200_000

  /// What has something to show, in the order of the kinds. What a picture is of is gathered on all cores too.
  private static func jobs(_ context: PageContext, kinds: [any RunFigure.Type]) -> [Job] {
    let all = FigureContext(context.runs, command: context.command)
    // Names beside each other are shortened together, so that one run alone has its own context.
    let singles =
      context.runs.count > 1
      ? context.runs.map { FigureContext([$0], command: context.command) } : []
    let found = Mutex([[Job]](repeating: [], count: kinds.count))
    DispatchQueue.concurrentPerform(iterations: kinds.count) { index in
      let kind = kinds[index]
      let figure = kind.init(context: all)
      var jobs: [Job] = []
      if figure.lack == nil {
        jobs = [(figure, nil)]
      } else {
        for (run, context) in singles.enumerated() {
          let single = kind.init(context: context)
          if single.lack == nil { jobs.append((single, run)) }
        }
      }
      found.withLock { $0[index] = jobs }
    }
    return found.withLock { $0.flatMap { $0 } }
  }

  /// A picture to draw, and the one run that it is of; nil of all.
  private typealias Job = (figure: any Figure, run: Int?)

  private static func drawn(
    _ jobs: [Job], of context: PageContext, tolerance: Double
  ) -> (figures: [InlineFigure], failures: [String]) {
    let descriptions = context.runs.map { description($0, isAlone: context.runs.count == 1) }
    let drawn = Mutex([Result<InlineFigure, any Error>?](repeating: nil, count: jobs.count))
    DispatchQueue.concurrentPerform(iterations: jobs.count) { index in
      let (figure, run) = jobs[index]
      let words = run.map { [descriptions[$0]] } ?? descriptions
      let result = Result {
        try InlineFigure(
          figure, id: "figure-\(index)", run: run,
          description: ([type(of: figure).topic + "."] + words).joined(separator: " "),
          tolerance: tolerance)
      }
      drawn.withLock { $0[index] = result }
    }
    var (figures, failures): ([InlineFigure], [String]) = ([], [])
    for (job, result) in zip(jobs, drawn.withLock { $0 }) {
      switch result {
      case .success(let figure)?: figures.append(figure)
      case .failure(let error)?: failures.append("\(type(of: job.figure).name): \(error)")
      case nil: break
      }
    }
    return (figures, failures)
  }

  /// What a picture shows of a run, in words: its verdict, its score, what was found.
  private static func description(_ run: JudgedRun, isAlone: Bool) -> String {
    let factor = run.evidence.initialDeltaFactor.map {
      ", δ \(run.factorText($0)) per \(run.noun) going back"
    }
    let found = run.judgement.findings.prefix(isAlone ? 3 : 1).map(\.message)
    let score = "\(run.scoreHeading) \(run.scoreCell)"
    return (["\(run.name): \(run.verdictText); \(score)\(factor ?? "")."] + found)
      .joined(separator: " ")
  }

  /// The colours that a page sets for its dark theme.
  var colors: Set<ThemedColor> { figures.reduce(into: []) { $0.formUnion($1.colors) } }

  /// So many numbers of cells a page keeps, and so many points of lines: a third of a megabyte each.
  private static let mostCells = 20_000
  private static let mostPoints = 16_000

  /// A line for each picture that could not be drawn; nil where all were.
  var failureMarkup: Markup? {
    failures.isEmpty
      ? nil
      : Markup(
        trusted: failures.map { failure -> String in
          let line: Markup = """
            <p class="aside" data-testid="not-drawn">Not drawn: \(failure)</p>

            """
          return line.text
        }.joined())
  }

  /// The pictures of all runs, or of one.
  func markup(of run: Int?, level: Int) -> Markup {
    let cells = Self.mostCells / max(figures.count { $0.shown.hasCells }, 1)
    let points = Self.mostPoints / max(figures.count { $0.shown.hasLines }, 1)
    return Markup(
      trusted: figures.filter { $0.run == run }.map {
        $0.markup(
          level: level, mostCells: min(max(cells, 250), 8_000),
          mostPoints: min(max(points, 250), 6_000)
        ).text
      }.joined())
  }
}
