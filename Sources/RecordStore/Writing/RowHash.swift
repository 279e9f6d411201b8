import Foundation
import GRDB

/// A number of 64 bits that stands for the cells of a row.
///
/// h ← s; for each word w: h ← (h ⊕ w)·s mod 2⁶⁴, then h ← h ⊕ ⌊h / 2³²⌋, with s = 9E3779B97F4A7C15₁₆.
///
/// Both steps can be undone (s is odd), so that two rows which differ in one word never have the same
/// hash. The words of a cell are what SQLite gives back of it: its kind, then its value.
struct RowHash {
  private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15

  private(set) var value = Self.factor

  /// The hash of a row, without the NULLs at its end: a column that a later version adds changes nothing
  /// in rows that are there already.
  ///
  /// - Parameter least: So many cells count in any case.
  static func of(_ cells: some Sequence<DatabaseValue>, atLeast least: Int = 0) -> UInt64 {
    var hash = RowHash()
    var (count, nulls) = (0, 0)
    for cell in cells {
      count += 1
      guard !isNull(cell) || count <= least else {
        nulls += 1
        continue
      }
      while nulls > 0 {
        hash.add(word: null)
        nulls -= 1
      }
      hash.add(cell)
    }
    return hash.value
  }

  /// The word of NULL.
  private static let null: UInt64 = 5

  // SQLite turns NaN into NULL.
  private static func isNull(_ cell: DatabaseValue) -> Bool {
    switch cell.storage {
    case .null: true
    case .double(let number): number.isNaN
    default: false
    }
  }

  private mutating func add(_ cell: DatabaseValue) {
    switch cell.storage {
    case .int64(let number):
      add(word: 1)
      add(word: UInt64(bitPattern: number))
    // SQLite turns NaN into NULL, and keeps no sign of −0.
    case .double(let number) where !number.isNaN:
      add(word: 2)
      add(word: number == 0 ? 0 : number.bitPattern)
    case .string(var text):
      add(word: 3)
      text.withUTF8 { bytes in
        // As SQLite binds it: up to the first NUL.
        add(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes).prefix { $0 != 0 }))
      }
    case .blob(let data):
      add(word: 4)
      data.withUnsafeBytes { add($0) }
    case .null, .double:
      add(word: Self.null)
    }
  }

  /// The number of bytes, then eight of them a word, the first lowest; zeros fill up the last word.
  private mutating func add(_ bytes: UnsafeRawBufferPointer) {
    add(word: UInt64(bytes.count))
    let whole = bytes.count & ~7
    for offset in stride(from: 0, to: whole, by: 8) {
      add(word: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
    }
    guard whole < bytes.count else { return }
    add(word: bytes[whole...].reversed().reduce(0) { $0 << 8 | UInt64($1) })
  }

  private mutating func add(word: UInt64) {
    value = (value ^ word) &* Self.factor
    value ^= value >> 32
  }
}
