/// Which stream of a seed serves which purpose, so that none moves another.
enum SeedStream {
  static let split: UInt64 = 1
  static let weights: UInt64 = 2
  static let batches: UInt64 = 3
  static let masks: UInt64 = 4
  static let spread: UInt64 = 5
}
