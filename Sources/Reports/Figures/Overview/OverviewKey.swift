import Charts
import Diagnosis
import Texts

/// What the marks and words of an overview mean, of those that occur in it: bold and dashed, and what the
/// verdicts say of φ′.
struct OverviewKey {
  private let runs: [JudgedRun]
  private let styles: [RunStyle]

  /// The key of an overview of these runs.
  init(_ context: FigureContext) {
    runs = context.runs
    styles = context.styles
  }

  /// A sentence for each; empty where there is nothing to explain.
  var text: String {
    [bold, dashed, slope].compactMap { $0 }.joined(separator: " ")
  }

  /// Where all are alike, nothing is told apart.
  private var bold: String? {
    let healthy = runs.count(where: \.judgement.isHealthy)
    return healthy == 0 || healthy == runs.count ? nil : "Bold names: healthy."
  }

  private var dashed: String? {
    let naive = styles.count(where: \.isNaive)
    if naive == 0 { return nil }
    let dashed = "Dashed: first weights of a fixed size"
    return naive == styles.count ? "\(dashed)." : "\(dashed); solid: scaled to the layer."
  }

  /// `φ′ ≤ ¼` and `φ′ small`, as the verdicts name them.
  var slope: String? {
    var words: [String] = []
    for text in runs.map(\.verdictText) {
      guard let start = text.range(of: "φ′") else { continue }
      let word = text[start.lowerBound...].prefix { !",;(".contains($0) }
      if !words.contains(String(word)) { words.append(String(word)) }
    }
    guard !words.isEmpty else { return nil }
    return "φ′: the slope of the activation, which δ is multiplied by in every "
      + "\(RunGroup(runs).noun) on its way back"
      + (words.contains { $0.contains("≤ ¼") }
        ? "; ≤ ¼: at most a quarter of δ gets through."
        : ".")
  }
}
