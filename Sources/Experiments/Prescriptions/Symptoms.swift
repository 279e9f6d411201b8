import Diagnosis
import Records

/// What the findings on the sick runs say together: which codes, and whether weights or activation
/// are to blame for the flow of the gradient.
public struct Symptoms: Sendable {
  /// Codes of all errors and warnings, each once, in the order of the findings.
  public let codes: [String]
  private let findings: [Finding]
  private let activation: ActivationFacts?

  /// The symptoms of these runs of one configuration.
  public init(_ runs: [JudgedRecord]) {
    findings = runs.flatMap(\.judgement.findings).filter { $0.severity >= .warning }
    var codes: [String] = []
    for finding in findings where !codes.contains(finding.code) { codes.append(finding.code) }
    self.codes = codes
    activation = runs.first?.evidence.mainChain?.activation
  }

  /// What the findings name to change, each once, with the code of the first that names it.
  var remedies: [(action: Remedy.Action, code: String)] {
    var remedies: [(action: Remedy.Action, code: String)] = []
    for finding in findings {
      for remedy in finding.remedies where !remedies.contains(where: { $0.action == remedy.action })
      {
        remedies.append((remedy.action, finding.code))
      }
    }
    return remedies
  }

  /// Those of these codes that were found.
  func found(_ wanted: [String]) -> [String] { codes.filter(wanted.contains) }

  /// Those of these codes that were found, without a loss and values that were not finite before the first
  /// update, to which no step led.
  func foundWhileTraining(_ wanted: [String]) -> [String] {
    found(wanted).filter { !foundBeforeTraining.contains($0) }
  }

  /// Codes of a loss and values that were not finite before the first update; none where they were.
  var foundBeforeTraining: [String] {
    findings.contains { $0.code == "GS103" && $0.steps.first == 0 }
      ? found(["GS103", "GS401"]) : []
  }

  /// Codes of all errors.
  var errors: [String] { codes.filter(hasError) }

  /// Whether a finding of this code is an error.
  func hasError(_ code: String) -> Bool {
    findings.contains { $0.code == code && $0.severity == .error }
  }

  /// Whether anything is wrong with the flow of signal or gradient through the layers, which would
  /// explain a loss that does not fall.
  var concernsFlow: Bool {
    !found(["GS101", "GS102", "GS103", "GS104", "GS105", "GS106", "GS202", "GS204", "GS304"])
      .isEmpty
  }

  /// Codes of findings on the flow whose evidence says that the weights are not those that the
  /// initializer of the activation makes: gain 10 % off.
  var blamingWeights: [String] {
    blaming { evidence, activation in
      guard let gain = evidence["weightGain"] else { return true }
      return !(0.9...1.1).contains(gain / activation.matchingGain)
    }
  }

  /// Codes of findings on the flow whose evidence says that φ′ loses gradient even with the weights
  /// made for it: √E[φ′²] × gain < 0.8.
  var blamingActivation: [String] {
    blaming { evidence, activation in
      guard let derivative = evidence["derivativeRMS"] else { return false }
      return !(derivative * activation.matchingGain >= 0.8)
    }
  }

  private func blaming(
    _ blames: ([String: Double], ActivationFacts) -> Bool
  ) -> [String] {
    guard let activation else { return [] }
    let blamed = findings.filter {
      ["GS101", "GS102"].contains($0.code) && blames($0.evidence, activation)
    }.map(\.code)
    return codes.filter(blamed.contains)
  }
}
