import Diagnosis
import Texts

/// Findings as SARIF 2.1.0, the format in which code-scanning services take them: one run of the tool,
/// with the pages of all rules, a result a finding, and a notification for each rule that could not
/// be applied.
public struct SARIFDocument: Encodable, Sendable {
  private let runs: [JudgedRun]
  private let command: String

  /// The findings on these runs; `command` is the command line that made them.
  public init(_ runs: [JudgedRun], command: String) {
    self.runs = runs
    self.command = command
  }

  private enum Key: String, CodingKey {
    case schema = "$schema"
    case version, runs
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode("https://json.schemastore.org/sarif-2.1.0.json", forKey: .schema)
    try container.encode("2.1.0", forKey: .version)
    let invocation = SARIFInvocation(
      commandLine: command, toolExecutionNotifications: runs.flatMap(notifications))
    try container.encode(
      [
        SARIFRun(
          tool: .init(driver: SARIFDriver(rules: rules)), invocations: [invocation],
          results: runs.flatMap(results))
      ], forKey: .runs)
  }

  private var rules: [SARIFRule] { RuleCatalog.all.map { SARIFRule($0.description) } }

  private func index(_ code: String) -> Int? {
    RuleCatalog.all.firstIndex { $0.description.code == code }
  }

  private func results(_ run: JudgedRun) -> [SARIFResult] {
    run.judgement.findings.map { finding in
      let words = run.placeWords(finding)
      let place = SARIFLogicalLocation(
        name: words ?? run.name,
        fullyQualifiedName: ([run.name] + [words].compactMap { $0 }).joined(separator: "/"),
        kind: "module")
      return SARIFResult(
        ruleId: finding.code, ruleIndex: index(finding.code), level: finding.severity.rawValue,
        message: .init(
          text: "\(run.name): \(finding.message) What to do: \(run.whatToDo(finding))"),
        locations: [.init(logicalLocations: [place])],
        properties: .init(
          run: run.name, layers: finding.layers, chain: finding.chain, places: finding.places,
          steps: finding.steps,
          evidence: finding.evidence, threshold: finding.threshold))
    }
  }

  private func notifications(_ run: JudgedRun) -> [SARIFNotification] {
    run.judgement.notApplicable.sorted { $0.key < $1.key }.map { code, reason in
      SARIFNotification(
        associatedRule: .init(id: code, index: index(code)), level: "note",
        message: .init(text: "\(run.name): not applicable: \(reason)"))
    }
  }
}
