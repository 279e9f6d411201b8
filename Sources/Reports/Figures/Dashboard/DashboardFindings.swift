import Charts
import Diagnosis
import Texts

/// The findings on a run in words, causes above what they explain, each with what to do; of those that have no room the
/// names.
struct DashboardFindings {
  private let run: JudgedRun

  /// In the order of the page and the terminal: a cause above what it explains, the gravest first.
  private let findings: [Finding]

  /// The findings on this run.
  init(_ run: JudgedRun) {
    self.run = run
    findings = FindingTree(run.judgement.findings).nodes.map(\.finding)
  }

  /// A paragraph with the gap before it.
  private struct Paragraph {
    let text: FittedText
    let color: Color
    let gap: Double
  }

  /// Sizes of letters, tried from the first on until all findings have room.
  private static let sizes = [14.5, 13.5, 12.5, 11.5]

  /// Draws them within a rectangle.
  func draw(in rect: Rect, on canvas: any Canvas) {
    let title = canvas.fit("findings", width: rect.width, font: Typography.panelTitle)
    canvas.text(title, top: Point(rect.x, rect.y), color: Palette.ink)
    let room = rect.height - title.height
    var paragraphs: [Paragraph] = []
    for size in Self.sizes {
      let blocks = blocks(size, rect.width, canvas)
      paragraphs = blocks.flatMap { $0 }
      if height(paragraphs) <= room { break }
      if size == Self.sizes.last { paragraphs = fitting(blocks, room, rect.width, canvas) }
    }
    var y = rect.y + title.height
    for paragraph in paragraphs {
      y += paragraph.gap
      canvas.text(paragraph.text, top: Point(rect.x, y), color: paragraph.color)
      y += paragraph.text.height
    }
  }

  private func height(_ paragraphs: [Paragraph]) -> Double {
    paragraphs.reduce(0) { $0 + $1.gap + $1.text.height }
  }

  /// As many findings as there is room for, and the names of the others.
  private func fitting(
    _ blocks: [[Paragraph]], _ room: Double, _ width: Double, _ canvas: any Canvas
  ) -> [Paragraph] {
    let others = blocks.count - findings.count
    for count in stride(from: findings.count - 1, through: 0, by: -1) {
      let left = findings.dropFirst(count)
      let names = left.map { "\($0.severity.rawValue) \($0.code) \(words($0.rule))" }
      let more = canvas.fit(
        (count == 0 ? "" : "And: ") + names.joined(separator: ", ") + ".", width: width,
        font: Font(size: Self.sizes[Self.sizes.count - 1]), maximumLines: 8, breaksWords: true)
      let paragraphs =
        blocks.prefix(count + max(others, 0)).flatMap { $0 }
        + [Paragraph(text: more, color: Palette.secondaryText, gap: 10)]
      if height(paragraphs) <= room || count == 0 { return paragraphs }
    }
    return blocks.first ?? []
  }

  /// A finding, or that there is none, a block each.
  private func blocks(_ size: Double, _ width: Double, _ canvas: any Canvas) -> [[Paragraph]] {
    func paragraph(
      _ text: String, _ weight: Font.Weight = .regular, _ color: Color = Palette.ink,
      gap: Double = 2
    ) -> Paragraph {
      Paragraph(
        text: canvas.fit(
          text, width: width, font: Font(size: size, weight: weight), maximumLines: 12,
          minimumSize: size, breaksWords: true), color: color, gap: gap)
    }
    let next = healing.map { [paragraph($0, .bold, Palette.good, gap: 8)] }
    let told = findings.map { finding in
      [
        paragraph(
          "\(finding.severity.rawValue) \(finding.code) \(words(finding.rule))"
            + (run.placeWords(finding).map { ", \($0)" } ?? ""), .bold, color(finding), gap: 10)
      ] + details(finding).map { paragraph($0.text, .regular, $0.color) }
    }
    guard told.isEmpty else { return [next].compactMap { $0 } + told }
    return [DashboardNumbers(run).sentences.map { paragraph($0, gap: 8) }]
  }

  /// The verdict and what explains others are told at length, what follows from another in a line.
  private func details(_ finding: Finding) -> [(text: String, color: Color)] {
    let cause = findings.first { $0.code == finding.causedBy }
    if let cause, finding != run.judgement.gravestError {
      return [("Explained by \(cause.code) \(words(cause.rule)).", Palette.secondaryText)]
    }
    return [
      (finding.message, Palette.ink)
    ] + (cause.map { [("Explained by \($0.code) \(words($0.rule)).", Palette.ink)] } ?? []) + [
      // A note on a run that is well asks for nothing.
      finding.severity == .note && run.judgement.isHealthy
        ? ("The run is healthy all the same: nothing needs to be done.", Palette.secondaryText)
        : ("What to do: \(run.whatToDo(finding))", Palette.secondaryText)
    ]
  }

  /// What was tried and heals it; nil where nothing does.
  private var healing: String? {
    run.record.facts.tried.first(where: \.heals).map {
      "Tried, and it heals: \($0.options)"
        + ($0.accuracy.map { ", accuracy \(Words.share($0))" } ?? "") + "."
    }
  }

  private func words(_ rule: String) -> String { rule.replacing("-", with: " ") }

  private func color(_ finding: Finding) -> Color {
    switch finding.severity {
    case .error: Palette.bad
    case .warning: Palette.caution
    default: Palette.secondaryText
    }
  }
}
