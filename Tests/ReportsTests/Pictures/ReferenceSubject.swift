import Charts
import Diagnosis
import Records

@testable import Reports

/// A picture that has a reference, drawn from small records that are made by formulas: training would differ in the last
/// digits from machine to machine.
struct ReferenceSubject: Sendable, CustomStringConvertible {
  /// The name of its file.
  let description: String
  let figure: any Figure
  var theme = Theme.light

  /// A picture a kind of the catalog, each of the first runs for which it has something to show; then those of other
  /// results, and one on a dark ground.
  static let all: [ReferenceSubject] =
    FigureCatalog.all.compactMap { kind in
      runs.lazy.map { kind.init(context: FigureContext($0, command: command)) }
        .first { $0.lack == nil }
        .map { ReferenceSubject(description: kind.name, figure: $0) }
    } + [
      ReferenceSubject(
        description: PrescriptionFigure.name,
        figure: PrescriptionFigure(report: SampleReports.healed(), command: "gradscope prescribe")),
      ReferenceSubject(
        description: PhaseDiagramFigure.name,
        figure: PhaseDiagramFigure(
          sweep: SampleSweep.make(), measure: .accuracy, command: "gradscope sweep")),
      ReferenceSubject(
        description: ForecastFigure.name,
        figure: ForecastFigure(ForecastTests.forecast(), command: "gradscope predict")),
      ReferenceSubject(
        description: "\(OverviewFigure.name)-dark",
        figure: OverviewFigure(context: FigureContext(runs[0], command: command)), theme: .dark),
    ]

  /// Kinds of the catalog that none of these runs has anything for.
  static let without: [String] = FigureCatalog.all.map { $0.name }.filter { name in
    !all.contains { $0.description == name }
  }

  private static let command = "gradscope compare --depth 10"

  /// Where a picture has nothing to show of the lineup, runs of other programs may have it. A new kind of picture that
  /// needs more gets a line here.
  private static let runs: [[JudgedRun]] = [
    SampleRuns.runs(depth: 10).map { JudgedRun(FullRecord.of($0.record)) },
    [JudgedRun(FullRecord.of(ForeignRuns.lstm()))],
    [JudgedRun(FullRecord.of(ForeignRuns.transformer))],
    [MappedRuns.run { step, x in step == 0 ? 0 : x < 0 ? 0 : 1 }],
  ]

  /// Draws it on the ground of its theme.
  func draw(on canvas: any Canvas) {
    figure.draw(on: theme == .light ? canvas : ThemedCanvas(canvas, theme: theme))
  }

  /// The picture as it is drawn now.
  func picture() throws -> ReferencePicture {
    try ReferencePicture(size: figure.size, draw: draw)
  }
}
