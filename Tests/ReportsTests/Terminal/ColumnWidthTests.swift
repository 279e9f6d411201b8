import Testing

@testable import Reports

/// How many columns a terminal gives to what is written.
struct ColumnWidthTests {
  @Test(arguments: [
    ("", 0), ("δ per layer", 11), ("‖∂L/∂W‖", 7), ("e\u{301}", 1), ("層", 2), ("데이터", 6),
    ("📈", 2), ("▁▂█", 3),
  ])
  func marksTakeNoneAndWideCharactersTwo(_ text: String, _ columns: Int) {
    #expect(ColumnWidth.of(text) == columns)
  }

  @Test func aShortenedTextKeepsItsEnds() {
    #expect(ColumnWidth.shortened("residual-naive-17", 9) == "resi…e-17")
    #expect(ColumnWidth.shortened("residual", 8) == "residual")
    // A wide character that would stand half outside is left out.
    #expect(ColumnWidth.shortened("層層層層", 6) == "層…層")
    #expect(ColumnWidth.cut("████████", 4) == "███…")
  }
}
