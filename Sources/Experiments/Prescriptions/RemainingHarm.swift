import Diagnosis
import Records

/// How much is still wrong after a change, for an order: fewest of the errors that were there before,
/// then fewest errors, then fewest seeds that are not well, then the furthest from guessing.
///
/// Only errors count that no other error explains: what a cured cause leaves behind is news, what follows
/// from a cause is not another one.
struct RemainingHarm: Comparable {
  private let kept: Int
  private let errors: Int
  private let unwell: Int
  private let missing: Double

  /// What a trial left of a network with these errors.
  init(_ trial: PrescriptionTrial, sick: Set<String>) {
    let codes = Self.gravest(of: trial.runs)
    kept = codes.intersection(sick).count
    errors = codes.count
    unwell = trial.runs.count - trial.wellCount
    let progress = trial.runs.map(\.evidence.learning.progress)
      .map { $0.isNaN ? 0 : max($0, 0) }
    // In tenths: what is about as far is as good.
    missing = (10 * (1 - (progress.min() ?? 0))).rounded()
  }

  /// Codes of the errors on these runs that no other error explains.
  static func gravest(of runs: [JudgedRecord]) -> Set<String> {
    Set(
      runs.flatMap { run in
        let errors = run.judgement.findings.filter { $0.severity == .error }
        return errors.filter { error in !errors.contains { $0.code == error.causedBy } }
          .map(\.code)
      })
  }

  static func < (a: RemainingHarm, b: RemainingHarm) -> Bool {
    (a.kept, a.errors, a.unwell, a.missing) < (b.kept, b.errors, b.unwell, b.missing)
  }
}
