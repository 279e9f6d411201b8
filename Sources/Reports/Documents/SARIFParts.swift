import Diagnosis

// The objects of SARIF 2.1.0 that a report of findings needs, with the names of the standard.

/// One run of the tool.
struct SARIFRun: Encodable {
  struct Tool: Encodable { let driver: SARIFDriver }

  let tool: Tool
  let invocations: [SARIFInvocation]
  let results: [SARIFResult]
  // Columns do not occur, but where the key is missing some readers warn.
  let columnKind = "unicodeCodePoints"
}

/// The program, and the rules it knows.
struct SARIFDriver: Encodable {
  let name = "gradscope"
  let version = Version.current
  let semanticVersion = Version.current
  let rules: [SARIFRule]
}

/// A text that may have no other form.
struct SARIFMessage: Encodable {
  let text: String
}

/// The page of a rule.
struct SARIFRule: Encodable {
  struct Help: Encodable {
    let text: String
    let markdown: String
  }

  let id: String
  let name: String
  let shortDescription: SARIFMessage
  let fullDescription: SARIFMessage
  let help: Help

  init(_ rule: RuleDescription) {
    id = rule.code
    name = rule.name
    shortDescription = SARIFMessage(text: rule.detects)
    fullDescription = SARIFMessage(text: rule.why)
    let remedy = Remedy.sentence(rule.remedies)
    let references = rule.references.joined(separator: "; ")
    help = Help(
      text: "\(rule.why) What to do: \(remedy) Reads: \(rule.needs)."
        + (references.isEmpty ? "" : " See: \(references)."),
      markdown: "\(rule.why)\n\n**What to do:** \(remedy)\n\n**Reads:** \(rule.needs)."
        + (references.isEmpty ? "" : "\n\n**See:** \(references)."))
  }
}

/// How the program was called, and what it could not do.
struct SARIFInvocation: Encodable {
  let commandLine: String
  // Findings are what the tool is for; only a crash would be a failure.
  let executionSuccessful = true
  let toolExecutionNotifications: [SARIFNotification]
}

/// A rule that could not be applied.
struct SARIFNotification: Encodable {
  struct Rule: Encodable {
    let id: String
    let index: Int?
  }

  let associatedRule: Rule
  let level: String
  let message: SARIFMessage
}

/// A finding.
struct SARIFResult: Encodable {
  struct Location: Encodable { let logicalLocations: [SARIFLogicalLocation] }

  /// The numbers, for a script.
  struct Properties: Encodable {
    let run: String
    let layers: [Int]
    let chain: String?
    let places: [String]
    let steps: [Int]
    let evidence: [String: Double]
    let threshold: [String: Double]
  }

  let ruleId: String
  let ruleIndex: Int?
  let level: String
  let message: SARIFMessage
  let locations: [Location]
  let properties: Properties
}

/// Where in a network: there is no file to point at.
struct SARIFLogicalLocation: Encodable {
  let name: String
  let fullyQualifiedName: String
  let kind: String
}
