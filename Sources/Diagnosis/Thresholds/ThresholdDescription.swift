import Texts

/// What a threshold is called, means, and may be: from this it is listed, set by its name and
/// explained.
public struct ThresholdDescription: Sendable {
  /// Its name, as it is typed.
  public let name: String
  /// The codes of the rules that compare with it.
  public let codes: [String]
  /// What is compared with it, in a few words.
  public let meaning: String
  /// Why its standard is what it is.
  public let reason: String
  /// Whether it is a share of something, which cannot be above 1.
  public let isShare: Bool
  /// Whether it is a number of steps.
  public let isWhole: Bool
  private let get: @Sendable (Thresholds) -> Double
  private let put: @Sendable (inout Thresholds, Double) -> Void

  init(
    _ name: String, _ path: WritableKeyPath<Thresholds, Double> & Sendable, of codes: [String],
    share: Bool = false, _ meaning: String, because reason: String
  ) {
    self.name = name
    self.codes = codes
    self.meaning = meaning
    self.reason = reason
    isShare = share
    isWhole = false
    get = { $0[keyPath: path] }
    put = { $0[keyPath: path] = $1 }
  }

  init(
    steps name: String, _ path: WritableKeyPath<Thresholds, Int> & Sendable, of codes: [String],
    _ meaning: String, because reason: String
  ) {
    self.name = name
    self.codes = codes
    self.meaning = meaning
    self.reason = reason
    isShare = false
    isWhole = true
    get = { Double($0[keyPath: path]) }
    put = { $0[keyPath: path] = Int($1) }
  }

  /// What it may be, in words.
  public var range: String {
    isWhole ? "a whole number from 0" : isShare ? "a share from 0 to 1" : "a number from 0"
  }

  /// Its value.
  public func value(in thresholds: Thresholds) -> Double { get(thresholds) }

  /// Changes it; false for a value that it cannot have.
  public func set(_ value: Double, in thresholds: inout Thresholds) -> Bool {
    guard value.isFinite, value >= 0, !isShare || value <= 1,
      !isWhole || Int(exactly: value) != nil
    else { return false }
    put(&thresholds, value)
    return true
  }
}

extension Thresholds {
  /// What differs from the standard, such as `vanishedShare 0.001 instead of 0.010`.
  public var changes: [String] {
    ThresholdDescription.all.compactMap { description in
      let (now, before) = (description.value(in: self), description.value(in: .standard))
      guard now != before else { return nil }
      return "\(description.name) \(NumberText.short(now)) instead of \(NumberText.short(before))"
    }
  }
}
