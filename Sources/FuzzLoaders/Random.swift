import Tensors

extension SeededGenerator {
  /// An integer from 0 to `count - 1`: the same in every Swift release.
  mutating func below(_ count: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(count)).high)
  }

  /// An integer of the range.
  mutating func integer(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  /// `true` once in `count` times.
  mutating func once(in count: Int) -> Bool { below(count) == 0 }

  /// One of the elements, of which there must be one.
  mutating func element<Element>(of elements: [Element]) -> Element {
    elements[below(elements.count)]
  }

  /// Random bytes.
  mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: next() >> 32) }
  }
}
