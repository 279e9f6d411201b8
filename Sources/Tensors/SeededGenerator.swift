/// xoshiro256++: 256 bits of state, period 2²⁵⁶ − 1, the same numbers on every machine.
///
/// Seeded through SplitMix64 as its authors advise. A `stream` separates uses of one seed (the
/// split of the data, the weights, the order of the batches), so that drawing more of one does not
/// move the others.
///
/// Source: D. Blackman, S. Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS
/// 47(4), 2021.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// The generator of one stream of one seed.
  public init(seed: UInt64, stream: UInt64 = 0) {
    var mixer = seed &+ stream &* 0xD1B5_4A32_D192_ED03
    func splitMix() -> UInt64 {
      mixer &+= 0x9E37_79B9_7F4A_7C15
      var z = mixer
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
    state = (splitMix(), splitMix(), splitMix(), splitMix())
  }

  /// 64 random bits.
  public mutating func next() -> UInt64 {
    func rotate(_ x: UInt64, _ k: UInt64) -> UInt64 { (x << k) | (x >> (64 - k)) }
    let result = rotate(state.0 &+ state.3, 23) &+ state.0
    let t = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= t
    state.3 = rotate(state.3, 45)
    return result
  }
}

extension RandomNumberGenerator {
  /// A number in (0, 1): the 53 high bits, moved half a step off zero.
  public mutating func nextUniform() -> Double {
    (Double(next() >> 11) + 0.5) * 0x1p-53
  }
}

extension SeededGenerator {
  /// Puts the elements in a random order (Fisher–Yates): the same order in every Swift release,
  /// which the standard library does not promise.
  @specialized(where Element == Int)
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    var last = elements.count - 1
    while last > 0 {
      // The high half of a 128-bit product maps 64 random bits to 0…last, biased by < 2⁻⁵⁰ here.
      let other = Int(next().multipliedFullWidth(by: UInt64(last + 1)).high)
      elements.swapAt(last, other)
      last -= 1
    }
  }
}
