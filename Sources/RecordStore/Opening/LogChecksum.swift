/// The checksum of SQLite's write-ahead log: s₀ ← s₀ + x₀ + s₁, s₁ ← s₁ + x₁ + s₀ over pairs of 32-bit
/// words x, modulo 2³².
///
/// Source: https://www.sqlite.org/fileformat2.html#checksum_algorithm
struct LogChecksum {
  /// The two sums.
  struct Sum: Equatable {
    var first: UInt32
    var second: UInt32
    static let zero = Sum(0, 0)

    init(_ first: UInt32, _ second: UInt32) {
      self.first = first
      self.second = second
    }
  }

  /// In which order the bytes of a word stand, as the log's first word says.
  let isBigEndian: Bool

  /// The sum over bytes, of which there are a multiple of 8.
  func sum(of bytes: ArraySlice<UInt8>, from start: Sum) -> Sum {
    var sum = start
    bytes.withUnsafeBytes { buffer in
      for at in stride(from: 0, to: buffer.count, by: 8) {
        sum.first = sum.first &+ word(buffer, at) &+ sum.second
        sum.second = sum.second &+ word(buffer, at + 4) &+ sum.first
      }
    }
    return sum
  }

  /// Whether another value of one bit, in the bytes or in the sum that is stored, makes them agree.
  ///
  /// A change of δ in x₀ of a pair is one of (δ, δ) in the sums after it, in x₁ one of (0, δ); each later
  /// pair makes (a, b) of it (a + b, a + 2b).
  func oneBitLeads(from sum: Sum, to stored: Sum, in bytes: [UInt8]) -> Bool {
    let missing = Sum(stored.first &- sum.first, stored.second &- sum.second)
    let flipped = Sum(stored.first ^ sum.first, stored.second ^ sum.second)
    if flipped.first.nonzeroBitCount + flipped.second.nonzeroBitCount == 1 { return true }
    var (left, right) = (Sum(1, 1), Sum(0, 1))
    return bytes.withUnsafeBytes { buffer in
      for at in stride(from: buffer.count - 8, through: 0, by: -8) {
        for (place, effect) in [(at, left), (at + 4, right)] {
          let value = word(buffer, place)
          for bit in 0..<32 {
            let power: UInt32 = 1 << UInt32(bit)
            let change = value & power == 0 ? power : 0 &- power
            if change &* effect.first == missing.first, change &* effect.second == missing.second {
              return true
            }
          }
        }
        left = Self.after(left)
        right = Self.after(right)
      }
      return false
    }
  }

  private static func after(_ change: Sum) -> Sum {
    Sum(change.first &+ change.second, change.first &+ 2 &* change.second)
  }

  private func word(_ buffer: UnsafeRawBufferPointer, _ at: Int) -> UInt32 {
    let word = buffer.loadUnaligned(fromByteOffset: at, as: UInt32.self)
    return isBigEndian ? UInt32(bigEndian: word) : UInt32(littleEndian: word)
  }
}
