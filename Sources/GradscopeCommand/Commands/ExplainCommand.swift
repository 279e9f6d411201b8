import ArgumentParser
import Datasets
import Diagnosis
import Experiments
import Files
import Lessons
import Reports
import Texts

/// `gradscope explain [CODE|WORD]`: what a finding, or a word of the reports, means.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Says what a finding or a word means; without one lists the rules.",
    discussion: """
      CODE is a code (GS101), the name of a rule (vanishing-gradient), or a word of the pictures and tables \
      (sigmoid, delta, gain, saturation). Without one, text lists the rules, and markdown and json have all \
      of their pages.
      """)

  /// What standard output gets.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, markdown, json
  }

  @Argument(help: "A code such as GS101, the name of a rule, or a word such as sigmoid.")
  var code: String?
  @Option(help: "What standard output gets: text, markdown or json.") var format = Format.text
  @OptionGroup var color: ColorOption
  @OptionGroup var thresholds: ThresholdOptions

  func run() async throws {
    try await ExitStatus.reporting {
      let thresholds = try self.thresholds.load()
      let pages = RulePage.all(thresholds: thresholds)
      if let code {
        try explain(code, among: pages)
      } else {
        try show(pages, thresholds)
      }
      return 0
    }
  }

  /// The page of a rule, of a word, or of both where they have one name.
  private func explain(_ text: String, among pages: [RulePage]) throws {
    let wanted = text.lowercased()
    let page = pages.first { [$0.code.lowercased(), $0.name].contains(wanted) }
    // A rule's name may also be one of the ways to say a word.
    let word = WordCatalog.word(text).flatMap { page == nil || $0.name == wanted ? $0 : nil }
    guard page != nil || word != nil else {
      let guess = ClosestName.closest(
        to: text,
        in: pages.flatMap { [$0.code, $0.name] } + WordCatalog.all.flatMap { [$0.name] + $0.forms })
      throw ConfigurationError(
        "explain: expected the code or name of a rule, or a word of the reports, got \(text.inQuotes)."
          + (guess.map { " Did you mean \($0.inQuotes)?" } ?? "")
          + " \(Invocation.name) explain lists the rules")
    }
    guard let word else {
      if let page { try show(page) }
      return
    }
    switch format {
    case .text:
      try StandardOutput.write(
        word.blocks(program: Invocation.name) + (page.map { [.blank] + $0.blocks } ?? []))
    case .markdown:
      try StandardOutput.write(
        "# \(word.title)\n\n\(word.meaning)\n" + (word.formula.map { "\n`\($0)`\n" } ?? "")
          + (page.map { "\n" + $0.markdown } ?? ""), as: .markdown)
    case .json:
      if let page {
        try show(page)
      } else {
        try StandardOutput.write(JSONText.encode(WordDocument(word)), as: .json)
      }
    }
  }

  private func show(_ page: RulePage) throws {
    switch format {
    case .text: try StandardOutput.write(page.blocks)
    case .markdown: try StandardOutput.write(page.markdown, as: .markdown)
    case .json: try StandardOutput.write(JSONText.encode(page), as: .json)
    }
  }

  private func show(_ pages: [RulePage], _ thresholds: Thresholds) throws {
    switch format {
    case .text:
      let rows = pages.map {
        [PlainTable.Cell($0.code, role: .strong), .init($0.name), .init($0.detects)]
      }
      let columns: [PlainTable.Column] = [
        .init("code"), .init("name"), .init("what it finds", overflow: .wraps(to: 24)),
      ]
      try StandardOutput.write([.table(PlainTable(columns: columns, rows: rows))])
    case .markdown:
      try StandardOutput.write(RulePage.reference(thresholds: thresholds), as: .markdown)
    case .json: try StandardOutput.write(JSONText.encode(pages), as: .json)
    }
  }
}
