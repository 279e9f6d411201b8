import Foundation
import Records
import Testing

@testable import RecordStore

@Suite struct SchemaTests {
  /// Versions are out in people's files. Whoever changes a table writes the next version: an entry
  /// more in `Schema.upgrades`, and these columns there as they are here.
  @Test func theLayerColumnsOfVersion1() {
    #expect(Schema.version == 4)
    #expect(
      StatisticsColumns.names == [
        "delta_rms", "delta_zero_fraction", "weight_gradient_norm", "weight_gradient_rms",
        "weight_norm", "update_ratio", "activation_mean", "activation_std", "activation_rms",
        "preactivation_mean", "preactivation_std", "preactivation_rms", "derivative_rms",
        "saturated_low_fraction", "saturated_high_fraction", "zero_fraction",
        "non_finite_activations", "non_finite_deltas", "non_finite_gradients",
        "non_finite_weights",
      ])
  }

  /// A file as the first version made it, with a look and a finding in it.
  private func oldStore() throws -> TestStore {
    let files = try TestStore()
    var record = ExampleTraining.finished()
    for index in record.probes.indices { record.probes[index].distinctUnits = nil }
    try files.add(
      record,
      verdict: StoredVerdict(
        verdict: "diverged",
        findings: [
          StoredFinding(code: "GS401", rule: "diverged", severity: "error", message: "NaN")
        ]))
    for (table, column) in [
      ("probe_looks", "distinct_units"), ("probes", "distinct_units"),
      ("findings", "caused_by"),
    ] { try files.execute("ALTER TABLE \(table) DROP COLUMN \(column)") }
    try files.forgetChecksums()
    try files.execute("DROP TABLE predictions; DROP TABLE checksums; PRAGMA user_version = 1")
    return files
  }

  @Test func anOlderStoreIsBroughtUpToDate() throws {
    let files = try oldStore()
    let store = try files.open()
    #expect(try files.query("PRAGMA user_version") == ["4"])
    var expected = ExampleTraining.finished()
    expected.prediction = nil
    for index in expected.probes.indices { expected.probes[index].distinctUnits = nil }
    #expect(try store.record(1) == expected)
    #expect(try store.verdict(1)?.findings.map(\.causedBy) == [nil])
    let id = try files.add()
    #expect(try store.record(id) == ExampleTraining.finished())
  }

  @Test func columnsAreInOrder() throws {
    let files = try TestStore()
    try files.add()
    let record = ExampleTraining.finished()
    for (quantity, column) in zip(LayerStatistics.quantities, StatisticsColumns.names) {
      let values = try files.query(
        "SELECT \(column) FROM final_layers WHERE layer = 2"
      ).compactMap { $0.flatMap(Double.init) }
      #expect(values == [record.history[record.history.count - 1, 2][keyPath: quantity.path]])
    }
  }

  @Test func jsonOfTheFileIsJSON() throws {
    let files = try TestStore()
    try files.add()
    #expect(
      try files.query(
        "SELECT json_extract(configuration, '$.dataset.name') FROM runs") == ["digits"])
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
    #expect(tables.count == 19)
    var missing: [String] = []
    for table in tables {
      // A table's section, from its heading to the next.
      let section = page.components(separatedBy: "\n### ")
        .first { $0.components(separatedBy: "\n")[0].contains("`\(table)`") }
      for column in try files.query("SELECT name FROM pragma_table_info('\(table)')") {
        let word = "`\(column ?? "")`"
        // What every layer table has in common is described once.
        let isShared =
          StatisticsColumns.names.contains(column ?? "") && page.contains(word)
        if !isShared, section?.contains(word) != true { missing.append("\(table).\(word)") }
      }
    }
    #expect(missing.isEmpty)
  }
}
