import Foundation

/// Counts the outcomes of one format.
struct FuzzTally {
  private var accepted = 0
  private var refused = 0
  private var seconds = 0.0
  private var memory = 0
  private var memoryPerByte = 0.0

  mutating func add(_ outcome: FuzzOutcome, _ input: FuzzInput, seconds: Double) {
    if outcome.isAccepted { accepted += 1 } else { refused += 1 }
    self.seconds += seconds
    memory = max(memory, outcome.memory)
    // Of a short input, the loader's own needs are many times its size.
    if input.size >= 1 << 16 {
      memoryPerByte = max(memoryPerByte, Double(outcome.memory) / Double(input.size))
    }
  }

  /// The counts in one line.
  func line(_ format: LoaderFormat) -> String {
    format.rawValue.padding(toLength: 12, withPad: " ", startingAt: 0)
      + "\(accepted + refused) inputs, \(accepted) accepted, \(refused) refused, "
      + String(format: "%.1f s, ", seconds)
      + String(format: "at most %.1f MB, ", Double(memory) / 1e6)
      + String(format: "%.0f bytes a byte of input from 64 KiB on", memoryPerByte)
  }
}
