import Diagnosis
import TrainingRecords

/// What "healed" means, in one place.
///
/// A run is well when no finding on it is an error and its loss came at least half of the way from
/// guessing to 0: `progress ≥ heldBackProgress`. A configuration is healed when it is well with every
/// seed that was tried. Not with the median: a network that fails with one draw of three fails again
/// in the hands of the next person.
public enum Healing {
  /// The share of the way from guessing to loss 0 that has to be done.
  public static let progress = Thresholds.standard.heldBackProgress

  /// Whether nothing is gravely wrong with a run, and it learned.
  public static func isWell(_ record: RunRecord) -> Bool {
    record.status == .completed && Judgement(record).isHealthy
      && RunEvidence(record).learning.progress >= progress
  }
}
