import Diagnosis
import Records

extension SweepCell {
  /// The gravest severity of what was found; nil without findings worth a warning.
  public var gravest: Severity? {
    if let verdict, verdict != "healthy" { return .error }
    return warnings > 0 ? .warning : nil
  }
}
