import Texts

extension NumberText {
  /// How much of something, before it: `0.24 of`, `12 times`.
  static func part(_ value: Double) -> String {
    // As it is written: what is shown as 1.0 is no part.
    "\(short(value)) \(value >= 0.995 ? "times" : "of")"
  }
}
