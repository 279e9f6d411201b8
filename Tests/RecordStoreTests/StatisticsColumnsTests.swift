import GRDB
import Records
import Testing

@testable import RecordStore

/// Every quantity is a column of the statistics tables; what was not measured is not NaN, nor 0.
@Suite struct StatisticsColumnsTests {
  /// Versions are out in people's files. Whoever adds a quantity writes the next version: a line in
  /// `StatisticsColumns.added`, an entry more in `Schema.upgrades`, and these columns as they are here.
  /// Version 6 has those of version 5.
  @Test func theColumnsOfVersion7() {
    #expect(Schema.version == 7)
    #expect(
      StatisticsColumns.standard.names == [
        "delta_rms", "delta_zero_fraction", "weight_gradient_norm", "weight_gradient_rms",
        "weight_norm", "update_ratio", "activation_mean", "activation_std", "activation_rms",
        "preactivation_mean", "preactivation_std", "preactivation_rms", "derivative_rms",
        "saturated_low_fraction", "saturated_high_fraction", "zero_fraction",
        "non_finite_activations", "non_finite_deltas", "non_finite_gradients",
        "non_finite_weights", "attention_entropy", "attention_logit_max", "token_cosine",
        "forget_gate_mean", "nan", "not_counted", "saturated_fraction",
        "activation_example_std",
      ])
  }

  @Test func everyQuantityHasAColumn() throws {
    let files = try TestStore()
    _ = try files.open()
    for table in StatisticsColumns.tables {
      let columns = try files.query("SELECT name FROM pragma_table_info('\(table)')")
      #expect(columns.suffix(28).compactMap(\.self) == StatisticsColumns.standard.names)
      for quantity in Quantity.all { #expect(columns.contains(quantity.column)) }
    }
  }

  @Test func columnsAreInOrder() throws {
    let files = try TestStore()
    try files.add()
    let record = ExampleTraining.finished()
    let last = record.history[record.history.count - 1, place: 1]
    for quantity in Quantity.all {
      let values = try files.query(
        "SELECT \(quantity.column) FROM final_layers WHERE layer = 2"
      ).compactMap { $0.flatMap(Double.init) }
      #expect(values == [last[quantity]])
    }
    #expect(
      try files.query("SELECT place FROM final_layers WHERE layer = 2") == ["encoder.2.query"])
  }

  @Test func whatWasNotMeasuredIsNotNaN() throws {
    var record = ExampleTraining.finished()
    record.history = RunHistory(placeCount: 3)
    record.history.append(step: 0)
    record.history[0, place: 0][.deltaRMS] = .nan
    record.history[0, place: 0][.tokenCosine] = .nan
    record.history[0, place: 0][.nonFiniteDeltas] = 0
    let files = try TestStore()
    let id = try files.add(record)
    let stored = try files.open().record(id).history
    #expect(stored[0, place: 0].measured == [.deltaRMS, .tokenCosine, .nonFiniteDeltas])
    #expect(stored[0, place: 0].deltaRMS.isNaN)
    #expect(stored[0, place: 1].measured.quantities.isEmpty)
    #expect(
      try files.query("SELECT nan FROM layer_statistics") == ["delta_rms token_cosine", nil, nil])
    #expect(
      try files.query("SELECT not_counted FROM layer_statistics WHERE layer = 1")
        == ["non_finite_activations non_finite_gradients non_finite_weights"])
  }

  /// A quantity that a program measures for itself, or that a later version knows.
  @Test func anAdditionalQuantityIsStoredAndRead() throws {
    let own = Quantity(slot: 27, "headDiversity", "a test's own number")
    let files = try TestStore()
    try files.add()
    var record = ExampleTraining.finished()
    record.history[0, place: 1][own] = 0.75
    record.history[1, place: 1][own] = .nan
    record.events[0].steps[0].places[0][own] = 8
    let file = StoreFile(
      path: files.path, statistics: StatisticsColumns(additional: [own]))
    let store = try RunStore(writing: file)
    let id = try store.begin(record, version: "1")
    var position = WritePosition()
    try store.finish(id, with: record, from: &position, verdict: nil)

    let stored = try RunStore(reading: file).record(id)
    #expect(stored.history[0, place: 1][own] == 0.75)
    #expect(stored.history[1, place: 1][own]?.isNaN == true)
    #expect(stored.history[2, place: 1][own] == nil)
    #expect(stored.events[0].steps[0].places[0][own] == 8)
    #expect(try files.query("SELECT sum(head_diversity) FROM layer_statistics") == ["0.75"])
    // The run that was there before does without, and its sums still hold.
    #expect(try RunStore(reading: file).record(1) == ExampleTraining.finished())
    // A program that does not know the quantity reads the rest, and its sums hold too.
    let plain = try RunStore(readingAt: files.path).record(id)
    #expect(plain.history[0, place: 1][own] == nil)
    #expect(plain.curves == record.curves && plain.history.count == record.history.count)
    // But a change of it is noticed.
    try files.execute("UPDATE layer_statistics SET head_diversity = 1 WHERE layer = 3")
    #expect(
      storeError { _ = try RunStore(readingAt: files.path).record(id) }?.category == .badInput)
  }
}
