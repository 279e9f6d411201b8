import Diagnosis
import Records

/// Why a δ is exactly 0, as far as the findings of runs say: the number format, or a dead layer.
struct ZeroCauses: Sendable {
  /// Such as `float32 underflow`; nil where no finding says so.
  let underflow: String?
  /// Whether a layer is dead.
  let hasDeadLayer: Bool

  /// The causes that these runs have.
  init(_ runs: [JudgedRun]) {
    func has(_ code: String, _ run: JudgedRun) -> Bool {
      run.judgement.findings.contains { $0.code == code }
    }
    underflow = runs.first { has("GS104", $0) }.map { run in
      "\(run.record.facts.precision.map { "\($0.name) " } ?? "")underflow"
    }
    hasDeadLayer = runs.contains { has("GS204", $0) }
  }

  /// Such as `float32 underflow or a dead layer`; empty where nothing is known.
  var words: String {
    [underflow, hasDeadLayer ? "a dead layer" : nil].compactMap { $0 }.joined(separator: " or ")
  }
}
