import Charts
import Records

/// How a run looks in every picture: one colour a family where that tells runs apart, dashed where the weights
/// started from a fixed variance (naive), solid where the initializer looks at the layer's size.
struct RunStyle: Sendable {
  /// Its family's colour or, where that is not enough, its own.
  let color: Color
  /// Dashed for naive.
  let stroke: StrokeStyle
  /// Whether the first weights ignore the layer's size.
  let isNaive: Bool

  /// The line without dashes.
  var solid: StrokeStyle { StrokeStyle(color, width: stroke.width) }

  /// One style for each run of a picture: the colour of its family where this and the dashes tell all runs
  /// apart, else a colour of its own for up to eight runs; more get colours in their order, from dark to
  /// light, which say no more than where in that order a run is.
  static func styles(for runs: [JudgedRun], width: Double = 2.6) -> [RunStyle] {
    zip(runs, colors(for: runs)).map { run, color in
      let naive = isNaive(run)
      return RunStyle(
        color: color,
        stroke: StrokeStyle(
          color, width: width, dash: naive ? StrokeStyle.dashes(width: width) : []),
        isNaive: naive)
    }
  }

  /// Whether the colours are a sequence: too many runs for colours that can be told apart.
  static func isGradient(_ runs: [JudgedRun]) -> Bool {
    familyColors(runs) == nil && runs.count > Palette.lines.count
  }

  private static func colors(for runs: [JudgedRun]) -> [Color] {
    if let colors = familyColors(runs) { return colors }
    guard runs.count > Palette.lines.count else { return Array(Palette.lines.prefix(runs.count)) }
    // The lightest of the map are lost on white.
    return runs.indices.map {
      ColorMap.viridis.color(at: 0.86 * Double($0) / Double(runs.count - 1))
    }
  }

  /// The colours of the families; nil where two runs would look the same.
  private static func familyColors(_ runs: [JudgedRun]) -> [Color]? {
    var looks: Set<[String]> = []
    var extra: [String: Color] = [:]
    let spare = [Palette.reddishPurple, Palette.skyBlue, Palette.black]
    var colors: [Color] = []
    for run in runs {
      let family = family(of: run)
      guard looks.insert([family, "\(isNaive(run))"]).inserted else { return nil }
      if known[family] == nil, extra[family] == nil {
        guard extra.count < spare.count else { return nil }
        extra[family] = spare[extra.count]
      }
      colors.append(known[family] ?? extra[family] ?? Palette.black)
    }
    return colors
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
