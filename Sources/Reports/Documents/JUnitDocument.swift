import Diagnosis
import Foundation
import Texts

/// Findings as JUnit XML, which every CI system shows as tests: a suite a run, a case a rule. A case
/// fails with a finding at or above the threshold and is skipped where the rule does not apply.
public struct JUnitDocument: Sendable {
  private let runs: [JudgedRun]
  private let threshold: Severity

  /// The findings on these runs; those of `threshold` and above are failures.
  public init(_ runs: [JudgedRun], threshold: Severity = .error) {
    self.runs = runs
    self.threshold = threshold
  }

  /// The XML.
  public var text: String {
    let suites = runs.map(suite)
    let total = suites.reduce(into: Counts()) { $0.add($1.counts) }
    return
      (["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
      + ["<testsuites name=\"gradscope\"\(total.attributes)>"]
      + suites.flatMap(\.lines) + ["</testsuites>"]).joined(separator: "\n") + "\n"
  }

  private struct Counts {
    var tests = 0
    var failures = 0
    var skipped = 0
    var seconds = 0.0

    mutating func add(_ other: Counts) {
      tests += other.tests
      failures += other.failures
      skipped += other.skipped
      seconds += other.seconds
    }

    var attributes: String {
      " tests=\"\(tests)\" failures=\"\(failures)\" errors=\"0\" skipped=\"\(skipped)\""
        + String(format: " time=\"%.3f\"", seconds)
    }
  }

  private func suite(_ run: JudgedRun) -> (lines: [String], counts: Counts) {
    var counts = Counts()
    counts.seconds = run.record.timing.trainingSeconds
    var lines: [String] = []
    for rule in RuleCatalog.all.map(\.description) {
      let findings = run.judgement.findings.filter { $0.code == rule.code }
      let failing = findings.filter { $0.severity >= threshold }
      counts.tests += 1
      let content: [String]
      if !failing.isEmpty {
        counts.failures += 1
        content = [failure(run, findings, gravest: failing.map(\.severity).max() ?? threshold)]
      } else if let reason = run.judgement.notApplicable[rule.code] {
        counts.skipped += 1
        content = ["<skipped message=\"\(XMLText.attribute("not applicable: \(reason)"))\"/>"]
      } else {
        content =
          findings.isEmpty
          ? [] : ["<system-out>\(XMLText.escaped(words(run, findings)))</system-out>"]
      }
      lines += testCase("\(rule.code) \(rule.name)", in: run, content)
    }
    let name = XMLText.attribute(run.name)
    return (
      ["  <testsuite name=\"\(name)\"\(counts.attributes)>"] + properties(run) + lines
        + ["  </testsuite>"], counts
    )
  }

  private func testCase(_ name: String, in run: JudgedRun, _ content: [String]) -> [String] {
    let attributes =
      "name=\"\(XMLText.attribute(name))\" "
      + "classname=\"\(XMLText.attribute("gradscope.\(run.name)"))\" time=\"0\""
    guard !content.isEmpty else { return ["    <testcase \(attributes)/>"] }
    return ["    <testcase \(attributes)>"] + content.map { "      \($0)" } + ["    </testcase>"]
  }

  private func failure(_ run: JudgedRun, _ findings: [Finding], gravest: Severity) -> String {
    let message = XMLText.attribute(findings.first?.message ?? "")
    return "<failure type=\"\(gravest.rawValue)\" message=\"\(message)\">"
      + XMLText.escaped(words(run, findings)) + "</failure>"
  }

  private func words(_ run: JudgedRun, _ findings: [Finding]) -> String {
    findings.map { "\($0.severity.rawValue): \($0.message)\nWhat to do: \(run.whatToDo($0))" }
      .joined(separator: "\n")
  }

  private func properties(_ run: JudgedRun) -> [String] {
    let facts = run.record.facts
    let words = NetworkWords(run)
    let pairs: [(name: String, value: String?)] = [
      ("verdict", run.judgement.verdict),
      ("program", facts.origin.isOwn ? nil : facts.origin.program),
      ("framework", facts.origin.isOwn ? nil : facts.origin.framework),
      ("seed", facts.seed.map { "\($0)" }), ("dataset", facts.data?.name),
      ("depth", run.chain.map { "\($0.count)" }), ("width", words.width),
      ("activation", words.activation),
      ("init", run.network.initializer),
      ("loss", run.hasLoss ? Words.short(run.finalLoss, digits: 3) : nil),
    ]
    return ["    <properties>"]
      + pairs.compactMap { name, value in
        value.map { "      <property name=\"\(name)\" value=\"\(XMLText.attribute($0))\"/>" }
      } + ["    </properties>"]
  }
}
