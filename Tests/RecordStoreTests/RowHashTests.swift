import Foundation
import GRDB
import Testing

@testable import RecordStore

/// The values were computed by the formula of `Documentation/run-store.md` in Python.
@Suite struct RowHashTests {
  @Test(
    arguments: [
      ([], 0x9E37_79B9_7F4A_7C15),
      ([.null], 0xC82E_CC83_99FD_21D3),
      ([0.databaseValue], 0x6F1B_F43D_95A0_96EC),
      ([(-1).databaseValue], 0xF2AC_9208_7756_B312),
      ([(0.0).databaseValue], 0xE175_1520_6055_638E),
      ([(0.1).databaseValue], 0xB031_D304_4751_B858),
      (["".databaseValue], 0x2CD6_F554_64C1_DD2E),
      (["δ shrinks".databaseValue], 0x29C0_8E92_3D35_933D),
      ([Data([5, 1]).databaseValue], 0xB00D_6B4C_43C6_D6BE),
      ([Data("12345678".utf8).databaseValue], 0xFF88_5C7C_6E0B_1E6D),
      (
        [
          17.databaseValue, (0.5).databaseValue, .null, "tanh".databaseValue,
          Data([1]).databaseValue,
        ],
        0x7DF2_3A7B_5E06_C311
      ),
    ] as [([DatabaseValue], UInt64)])
  func theFormulaOfThePage(cells: [DatabaseValue], hash: UInt64) {
    #expect(RowHash.of(cells, atLeast: cells.count) == hash)
    // None of them but one ends with NULL, which the second formula leaves out.
    #expect(RowHash.of(cells) == (cells == [.null] ? 0x9E37_79B9_7F4A_7C15 : hash))
  }

  @Test func aColumnThatIsAddedChangesNothing() {
    let row: [DatabaseValue] = [1.databaseValue, .null, 2.databaseValue]
    #expect(RowHash.of(row + [.null, .null]) == RowHash.of(row))
    #expect(RowHash.of(row + [.null, 0.databaseValue]) != RowHash.of(row))
    #expect(RowHash.of(row + [.null], atLeast: 4) != RowHash.of(row, atLeast: 3))
    // A NULL within the row counts.
    #expect(RowHash.of([1.databaseValue, 2.databaseValue]) != RowHash.of(row))
  }

  /// What SQLite gives back is not always what it got.
  @Test func aCellCountsAsItIsReadBack() {
    func hash(_ value: some DatabaseValueConvertible) -> UInt64 {
      RowHash.of([value.databaseValue])
    }
    #expect(
      RowHash.of([Double.nan.databaseValue, 7.databaseValue])
        == RowHash.of([DatabaseValue.null, 7.databaseValue]))
    #expect(hash(-0.0) == hash(0.0))
    #expect(hash("a\u{0}b") == hash("a"))
    // But a whole number is not a real one, and bytes are no text.
    #expect(hash(0) != hash(0.0))
    #expect(hash("a") != hash(Data("a".utf8)))
  }

  @Test func cellsDoNotRunTogether() {
    func hash(_ texts: String...) -> UInt64 { RowHash.of(texts.map(\.databaseValue)) }
    #expect(hash("ab", "c") != hash("a", "bc"))
    #expect(hash("a") != hash("a", ""))
    #expect(hash("a", "b") != hash("b", "a"))
  }
}
