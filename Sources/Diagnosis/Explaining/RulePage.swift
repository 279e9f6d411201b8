import Texts

/// The page of documentation about a rule: what `explain` prints and the reference is made of.
///
/// Values are data, and the three forms (text, Markdown, JSON by `Encodable`) say the same.
public struct RulePage: Encodable, Sendable {
  /// A number that the rule compares with.
  public struct Threshold: Encodable, Sendable {
    /// As it is typed.
    public let name: String
    /// What it is.
    public let value: Double
    /// What is compared with it.
    public let meaning: String
    /// Why it is what it is.
    public let reason: String
  }

  /// A record that the rule was tried on.
  public struct Example: Encodable, Sendable {
    /// What it is.
    public let title: String
    /// Whether the rule finds something in it.
    public let triggers: Bool
  }

  /// Such as `GS101`.
  public let code: String
  /// Such as `vanishing-gradient`.
  public let name: String
  /// What it detects.
  public let detects: String
  /// Why it matters.
  public let why: String
  /// What it reads.
  public let requires: String
  /// What it compares with.
  public let thresholds: [Threshold]
  /// The codes of rules whose findings can explain one of this rule.
  public let canComeFrom: [String]
  /// What to do.
  public let remedy: String
  /// Where this is known from.
  public let references: [String]
  /// What it was tried on.
  public let examples: [Example]
  /// What it is known to get wrong; nil where nothing is.
  public let confusions: String?

  /// The page of a rule, with the thresholds as they are.
  public init(_ rule: any Rule, thresholds: Thresholds = .standard) {
    let description = rule.description
    code = description.code
    name = description.name
    detects = description.detects
    why = description.why
    requires = description.needs
    remedy = Remedy.sentence(description.remedies)
    references = description.references
    confusions = description.confusions
    self.thresholds = description.thresholds.map {
      Threshold(name: $0.name, value: thresholds[$0], meaning: $0.meaning, reason: $0.reason)
    }
    // One of several conditions may be written once each.
    canComeFrom = description.causes.map(\.code).reduce(into: []) { codes, code in
      if !codes.contains(code) { codes.append(code) }
    }
    examples = rule.examples.map { Example(title: $0.title, triggers: $0.triggers) }
  }

  /// Every page, in the order of the codes.
  public static func all(thresholds: Thresholds = .standard) -> [RulePage] {
    RuleCatalog.all.map { RulePage($0, thresholds: thresholds) }.sorted { $0.code < $1.code }
  }

  /// As Markdown, with a heading of the second level.
  public var markdown: String {
    var text = "## \(code) \(name)\n\n\(detects)\n\n**Why it matters.** \(why)\n\n"
    text += "**Needs** \(requires).\n\n"
    if thresholds.isEmpty {
      text += "**Thresholds.** None: what it looks for is there or is not.\n\n"
    } else {
      text += "| threshold | value | compared with it | why |\n|---|---|---|---|\n"
      for threshold in thresholds {
        let cells = [
          "`\(threshold.name)`", NumberText.short(threshold.value), threshold.meaning,
          threshold.reason,
        ]
        text += "| " + cells.map(Self.cell).joined(separator: " | ") + " |\n"
      }
      text += "\n"
    }
    text += "**What to do.** \(remedy)\n\n"
    if !canComeFrom.isEmpty { text += "**Can come from** \(causes.joined(separator: ", ")).\n\n" }
    if let confusions { text += "**What it confuses.** \(confusions)\n\n" }
    text += "**Tried on.** " + sentences.joined(separator: " ") + "\n\n"
    return text + "**References.** \(references.joined(separator: "; ")).\n"
  }

  /// As lines for a terminal.
  public var lines: [String] {
    var lines = ["\(code) \(name)", "", detects, "", "Why it matters: \(why)", ""]
    lines += ["Needs: \(requires).", ""]
    if !thresholds.isEmpty {
      lines.append("Thresholds:")
      for threshold in thresholds {
        lines.append("  \(threshold.name) = \(NumberText.short(threshold.value))")
        lines.append("    \(threshold.meaning);")
        lines.append("    \(threshold.reason).")
      }
      lines.append("")
    }
    lines += ["What to do: \(remedy)", ""]
    if !canComeFrom.isEmpty { lines += ["Can come from: \(causes.joined(separator: ", ")).", ""] }
    if let confusions { lines += ["What it confuses: \(confusions)", ""] }
    lines += ["Tried on:"] + sentences.map { "  \($0)" } + [""]
    return lines + ["References: \(references.joined(separator: "; "))."]
  }

  private var sentences: [String] {
    examples.map { "\($0.triggers ? "Found" : "Nothing found"): \($0.title)." }
  }

  private var causes: [String] {
    canComeFrom.map { code in
      let name = RuleCatalog.all.first { $0.description.code == code }?.description.name
      return "\(code) \(name ?? "")"
    }
  }

  /// A cell's text without what ends it.
  private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
}

extension RulePage {
  /// The page `Documentation/findings.md`, which is `gradscope explain --format markdown`.
  public static func reference(thresholds: Thresholds = .standard) -> String {
    let pages = all(thresholds: thresholds)
    let rows = pages.map { "| \($0.code) | \($0.name) | \(cell($0.detects)) |\n" }.joined()
    return introduction + "| code | name | what it finds |\n|---|---|---|\n" + rows + "\n"
      + pages.map(\.markdown).joined(separator: "\n")
  }

  private static let introduction = """
    # What can be found

    Every rule, what it looks for, and with which numbers it compares. A finding is an *error* where the \
    run cannot learn, or learned nothing because of it; a *warning* where it costs something; a *note* \
    where it is worth knowing. A verdict is `healthy` where no finding is an error. A rule whose data \
    are missing says so under `notApplicable`. Findings that occur together are all reported; one that \
    another explains names it (`causedBy`). Other thresholds: `--threshold NAME=NUMBER` and \
    `--thresholds FILE` of `gradscope diagnose`.

    This page is `gradscope explain --format markdown`, generated from `Sources/Diagnosis/Rules`.


    """
}
