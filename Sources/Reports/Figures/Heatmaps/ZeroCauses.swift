import Diagnosis
import Records

/// Why a δ is exactly 0, as far as the findings of runs say: the number format, or a dead layer.
struct ZeroCauses: Sendable {
  /// Such as `float32 underflow`; nil where no finding says so.
  let underflow: String?
  /// Such as `layer 10 is dead`, of several runs with the name of its run; nil where no finding says so.
  let deadLayer: String?
  /// Whether a layer is dead.
  var hasDeadLayer: Bool { deadLayer != nil }

  /// The causes that these runs have.
  init(_ runs: [JudgedRun]) {
    func has(_ code: String, _ run: JudgedRun) -> Bool {
      run.judgement.findings.contains { $0.code == code }
    }
    underflow = runs.first { has("GS104", $0) }.map { run in
      "\(run.record.facts.precision.map { "\($0.name) " } ?? "")underflow"
    }
    let dead = runs.compactMap { run in
      run.judgement.findings.first { $0.code == "GS204" }.map { finding in
        (run.placeWords(finding) ?? "a layer") + (runs.count > 1 ? " of \(run.name)" : "")
          + (finding.places.count > 1 ? " are dead" : " is dead")
      }
    }
    deadLayer =
      dead.count > 3
      ? "layers of \(dead.count) networks are dead"
      : dead.isEmpty ? nil : dead.joined(separator: ", ")
  }

  /// Such as `float32 underflow or layer 10 is dead`; empty where nothing is known.
  var words: String {
    [underflow, deadLayer].compactMap { $0 }.joined(separator: ", or ")
  }
}
