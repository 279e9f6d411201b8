import Charts
import Records

/// How a run looks in every picture: one colour a family, dashed where the weights started from a
/// fixed variance (naive), solid where the initializer looks at the layer's size.
struct RunStyle: Sendable {
  /// The family's colour; further variants of one family are darker.
  let color: Color
  /// Dashed for naive.
  let stroke: StrokeStyle
  /// Whether the first weights ignore the layer's size.
  let isNaive: Bool

  /// One style for each run of a picture.
  static func styles(for runs: [JudgedRun], width: Double = 2.6) -> [RunStyle] {
    var seen: [String: Int] = [:]
    var extra: [String: Color] = [:]
    let spare = [Palette.reddishPurple, Palette.skyBlue, Palette.black, Palette.yellow]
    return runs.map { run in
      let family = family(of: run)
      let naive = isNaive(run)
      let base =
        known[family]
        ?? {
          // A second round of the same colours is darker.
          let color =
            extra[family]
            ?? spare[extra.count % spare.count]
            .mixed(with: Palette.ink, min(0.4 * Double(extra.count / spare.count), 0.8))
          extra[family] = color
          return color
        }()
      let repeated = seen["\(family) \(naive)", default: 0]
      seen["\(family) \(naive)"] = repeated + 1
      let color = base.mixed(with: Palette.ink, min(0.45 * Double(repeated), 0.8))
      return RunStyle(
        color: color,
        stroke: StrokeStyle(
          color, width: width, dash: naive ? StrokeStyle.dashes(width: width) : []),
        isNaive: naive)
    }
  }

  /// The activation, or `residual`; where φ is not known, the run is a family of its own.
  static func family(of run: JudgedRun) -> String {
    if run.network.isResidual { return "residual" }
    return NetworkWords(run).activation ?? run.name
  }

  /// Whether the first weights have a size that does not look at the layer's.
  static func isNaive(_ run: JudgedRun) -> Bool {
    ["normal:", "uniform:"].contains { run.network.initializer?.hasPrefix($0) ?? false }
  }

  private static let known: [String: Color] = [
    "sigmoid": Palette.vermillion, "tanh": Palette.orange, "relu": Palette.blue,
    "residual": Palette.bluishGreen,
  ]
}
