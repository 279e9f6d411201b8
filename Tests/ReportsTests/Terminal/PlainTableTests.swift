import Testing

@testable import Reports

/// Columns are fitted to the width: shortened or wrapped first, left out last.
struct PlainTableTests {
  private let table = PlainTable(
    columns: [
      .init("name", overflow: .shortens(to: 6)), .init("extra", priority: 1),
      .init("loss", priority: 2), .init("verdict", overflow: .wraps(to: 9)),
    ],
    rows: [
      ["relu-he-1", "0.25", "0.0123", "all is well"],
      ["residual-he-2", "–", "2.30", .init("bad", role: .error)],
    ],
    notes: [.init("loss: at the end."), .init("extra: more.", on: "extra")])

  private func lines(_ width: Int?, colors: Bool = false) -> [String] {
    TerminalText(width: width, colors: colors).lines([.table(table)])
  }

  @Test func withRoomNothingIsLeftOut() {
    #expect(
      lines(nil) == [
        "name           extra  loss    verdict",
        "─────────────  ─────  ──────  ───────────",
        "relu-he-1      0.25   0.0123  all is well",
        "residual-he-2  –      2.30    bad",
        "",
        "loss: at the end.",
        "extra: more.",
      ])
  }

  @Test func theWidestShrinksFirst() {
    #expect(
      lines(34)
        == [
          "name      extra  loss    verdict",
          "────────  ─────  ──────  ─────────",
          "relu…e-1  0.25   0.0123  all is",
          "                         well",
          "resi…e-2  –      2.30    bad",
          "",
          "loss: at the end.",
          "extra: more.",
        ])
  }

  @Test func aColumnWithoutRoomGoesWithItsNoteAndIsNamed() {
    #expect(
      lines(25) == [
        "name    loss    verdict",
        "──────  ──────  ─────────",
        "rel…-1  0.0123  all is",
        "                well",
        "res…-2  2.30    bad",
        "",
        "loss: at the end.",
        "No room here for: extra",
        "(from 32 columns on there",
        "is).",
      ])
  }

  /// What cannot be left out does not fit: a record a row, with all columns.
  @Test func whereTheRestDoesNotFitRowsAreRecords() {
    var numbers = table
    numbers.columns[2].priority = nil
    numbers.columns[2].heading = "loss at the end"
    #expect(
      TerminalText(width: 24, colors: false).lines([.table(numbers)]) == [
        "relu-he-1",
        "  extra: 0.25",
        "  loss at the end:",
        "  0.0123",
        "  verdict: all is well",
        "",
        "residual-he-2",
        "  extra: –",
        "  loss at the end: 2.30",
        "  verdict: bad",
        "",
        "loss: at the end.",
        "extra: more.",
      ])
  }

  /// A record of one row says in a few lines what a table would leave out.
  @Test func aSingleRowIsARecordRatherThanCut() {
    var single = table
    single.rows.removeLast()
    let text = TerminalText(width: 25, colors: false).lines([.table(single)])
    #expect(text.prefix(2) == ["relu-he-1", "  extra: 0.25"])
  }

  @Test func aRoleIsAroundItsTextOnly() {
    #expect(lines(nil, colors: true)[3] == "residual-he-2  –      2.30    \u{1B}[1;31mbad\u{1B}[0m")
  }
}
