import Diagnosis
import Records

/// What "healed" means, in one place: the verdict that every command gives.
///
/// A run is well when it came to its end and no finding on it is an error; that it learned too little is one
/// (GS408), against what a small healthy network reaches on the same data. Where none could be trained, it
/// has to come half of the way from guessing to a loss of 0.
///
/// A configuration is healed when it is well with every seed that was tried. Not with the median: a
/// network that fails with one draw of three fails again in the hands of the next person.
public enum RecoveryCriterion {
  /// The share of what the data give that has to be reached.
  public static let progress = Threshold.heldBackProgress.standard

  /// What the small network is, in words.
  public static let reference = ReferenceNetwork.words

  /// Whether nothing is gravely wrong with a run, and it learned.
  public static func isWell(_ run: JudgedRecord) -> Bool {
    run.record.status == .completed && run.judgement.isHealthy
      && (run.record.facts.reference != nil || !run.evidence.learning.isHeldBack)
  }
}
