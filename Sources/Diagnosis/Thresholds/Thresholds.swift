import Texts

/// The numbers that rules compare with: the standards of `Threshold.all`, and what was chosen instead.
public struct Thresholds: Sendable, Equatable {
  private var chosen: [String: Double] = [:]

  /// The standards.
  public init() {}

  /// The standards.
  public static let standard = Thresholds()

  /// The value of a threshold. One that it cannot have is not taken.
  public subscript(threshold: Threshold) -> Double {
    get { chosen.isEmpty ? threshold.standard : chosen[threshold.name] ?? threshold.standard }
    set {
      if threshold.allows(newValue) {
        chosen[threshold.name] = newValue == threshold.standard ? nil : newValue
      }
    }
  }

  /// Changes a threshold; false for a value that it cannot have.
  public mutating func set(_ threshold: Threshold, to value: Double) -> Bool {
    guard threshold.allows(value) else { return false }
    self[threshold] = value
    return true
  }

  /// What differs from the standard, such as `vanishedShare 0.001 instead of 0.010`.
  public var changes: [String] {
    Threshold.all.compactMap { threshold in
      chosen[threshold.name].map {
        "\(threshold.name) \(NumberText.short($0)) instead of \(NumberText.short(threshold.standard))"
      }
    }
  }
}
