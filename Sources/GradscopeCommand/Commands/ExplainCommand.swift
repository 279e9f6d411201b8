import ArgumentParser
import Datasets
import Diagnosis
import Experiments
import Files
import Reports
import Texts

/// `gradscope explain [CODE]`: what a finding means.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Says what a finding means; without a code lists the rules.",
    discussion: """
      CODE is a code (GS101) or the name of a rule (vanishing-gradient). Without one, text lists the \
      rules, and markdown and json have all of their pages.
      """)

  /// What standard output gets.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, markdown, json
  }

  @Argument(help: "A code such as GS101, or the name of a rule.") var code: String?
  @Option(help: "What standard output gets: text, markdown or json.") var format = Format.text
  @OptionGroup var color: ColorOption
  @OptionGroup var thresholds: ThresholdOptions

  func run() async throws {
    try await ExitStatus.reporting {
      let thresholds = try self.thresholds.load()
      let pages = RulePage.all(thresholds: thresholds)
      if let code {
        try show(try page(code, among: pages))
      } else {
        try show(pages, thresholds)
      }
      return 0
    }
  }

  private func page(
    _ text: String, among pages: [RulePage]
  ) throws(ConfigurationError) -> RulePage {
    let wanted = text.lowercased()
    if let page = pages.first(where: { [$0.code.lowercased(), $0.name].contains(wanted) }) {
      return page
    }
    let guess = ClosestName.closest(to: text, in: pages.flatMap { [$0.code, $0.name] })
    throw ConfigurationError(
      "explain: expected the code or name of a rule, got \(text.inQuotes)."
        + (guess.map { " Did you mean \($0.inQuotes)?" } ?? "")
        + " \(Invocation.name) explain lists them")
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
