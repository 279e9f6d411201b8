import ArgumentParser

/// The text of `--seed`.
enum Seed {
  /// The seed that a text means.
  ///
  /// - Throws: `ValidationError` for what is none; the parser would not say which there are.
  static func parse(_ text: String) throws -> UInt64 {
    guard let seed = UInt64(text) else {
      throw ValidationError(
        "expected a whole number from 0 to \(UInt64.max)")
    }
    return seed
  }
}
