import Foundation
import Records
import Testing

@testable import RecordStore

@Suite struct SchemaTests {
  @Test func theColumnsAreThoseOfTheTables() throws {
    let files = try TestStore()
    try files.add()
    for (table, columns) in [
      (RunRow.table, RunRow.columns), (LayerRows.table, LayerRows.columns),
      (ChainRows.table, ChainRows.columns), (FindingRows.table, FindingRows.columns),
      (OutputRows.maps, OutputRows.mapColumns), (OutputRows.grids, OutputRows.gridColumns),
      (ProbeRows.looks, ProbeRows.lookColumns), (ProbeRows.layers, ProbeRows.layerColumns),
    ] {
      #expect(try files.query("SELECT name FROM pragma_table_info('\(table)')") == columns)
    }
  }

  @Test func jsonOfTheFileIsJSON() throws {
    let files = try TestStore()
    try files.add()
    #expect(
      try files.query(
        "SELECT json_extract(facts, '$.run.data.name') FROM runs") == ["digits"])
    #expect(
      try files.query("SELECT json_extract(configuration, '$.activation') FROM runs") == ["tanh"])
    #expect(
      try files.query(
        """
        SELECT sum(value) FROM histograms, json_each(positive)
        WHERE step = 35 AND layer = 1 AND tensor = 'delta'
        """) == ["7"])
  }

  /// The page that describes the tables names every one of them and each of their columns.
  @Test func thePageNamesEveryTableAndColumn() throws {
    let page = try String(
      contentsOf: URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Documentation/run-store.md"), encoding: .utf8)
    let files = try TestStore()
    try files.add()
    let tables = try files.query(
      "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite%'"
    ).compactMap(\.self)
    #expect(tables.count == 22)
    var missing: [String] = []
    for table in tables {
      // A table's section, from its heading to the next.
      let section = page.components(separatedBy: "\n### ")
        .first { $0.components(separatedBy: "\n")[0].contains("`\(table)`") }
      for column in try files.query("SELECT name FROM pragma_table_info('\(table)')") {
        let word = "`\(column ?? "")`"
        // What every layer table has in common is described once.
        let isShared =
          StatisticsColumns.standard.names.contains(column ?? "") && page.contains(word)
        if !isShared, section?.contains(word) != true { missing.append("\(table).\(word)") }
      }
    }
    #expect(missing.isEmpty)
  }
}
