import Foundation
import GRDB
import Records
import Testing

@testable import RecordStore

/// Stores that earlier versions wrote are listed and read, whether or not they can be written. They were
/// made by those programs: `Stores/make-stores.sh`.
@Suite struct OlderStoreTests {
  /// A copy of the store that a program of this version wrote.
  private func store(version: Int) throws -> TestStore {
    let files = try TestStore()
    let stored = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Stores/version-\(version).sqlite")
    try FileManager.default.copyItem(at: stored, to: URL(fileURLWithPath: files.path))
    return files
  }

  /// What the two runs of versions 1, 2 and 4 are, or the one of version 3.
  private func expectTheRuns(in store: RunStore, _ files: TestStore, version: Int) throws {
    let runs = try store.runs()
    #expect(
      runs.map(\.name)
        == (version == 3 ? ["relu-he-normal"] : ["residual-tanh-xavier-normal", "relu-he-normal"]))
    #expect(runs.map(\.id) == (version == 3 ? [1] : [2, 1]))
    #expect(try store.resolve("last").id == runs.first?.id)
    for run in runs {
      let record = try store.record(run.id)
      #expect(record.facts == run.facts && record.plan == run.plan)
      #expect(record.chains == [.hiddenLayers(record.places.count - 1)])
      #expect(record.history.placeCount == record.places.count)
      #expect(run.network.widths == NetworkSummary(record).widths)
      #expect(run.network.activations == NetworkSummary(record).activations)
      #expect(run.network.residualScale == NetworkSummary(record).residualScale)
      #expect(run.network.norm == NetworkSummary(record).norm)
      #expect(record.curves.lastStep == run.steps)
      #expect((record.prediction != nil) == (version >= 2))
      #expect((record.probes.first?.distinctUnits != nil) == (version >= 3))
      #expect(try store.verdict(run.id)?.verdict == run.verdict)
      try expectTheNumbers(of: record, run.id, in: files)
    }
    #expect(try store.finishedRuns { $0 }.count == runs.count)
  }

  /// What was measured at every step in those days.
  private static let measured = QuantitySet.everyStep.subtracting([.activationExampleStd])

  /// The statistics are those in the file, where NULL was NaN, and nothing was missing.
  private func expectTheNumbers(of record: RunRecord, _ id: Int64, in files: TestStore) throws {
    for quantity in Self.measured.quantities {
      let stored = try files.query(
        "SELECT \(quantity.column) FROM layer_statistics WHERE run_id = \(id) ORDER BY step, layer")
      let read = record.history.statistics.map { $0[quantity] }
      #expect(stored.count == read.count)
      for (text, number) in zip(stored, read) {
        let number = try #require(number)
        #expect(text.map { Double($0) == number } ?? number.isNaN)
      }
    }
    #expect(record.history.statistics.allSatisfy { $0.measured == Self.measured })
    #expect(
      record.events.flatMap(\.steps).flatMap(\.places).allSatisfy { $0.measured == Self.measured })
  }

  @Test(arguments: [1, 2, 3, 4])
  func isBroughtUpToDateByReading(version: Int) throws {
    let files = try store(version: version)
    let store = try RunStore(readingAt: files.path)
    try expectTheRuns(in: store, files, version: version)
    #expect(try files.query("PRAGMA user_version") == ["7"])
    // It takes runs of today, beside those that were there.
    let id = try files.add()
    #expect(try store.record(id) == ExampleTraining.finished())
    #expect(try store.runs().map(\.id).prefix(2) == [id, version == 3 ? 1 : 2])
    #expect(try files.query("PRAGMA integrity_check") == ["ok"])
  }

  @Test(arguments: [1, 2, 3, 4])
  func isReadAsItIsWhereItCannotBeWritten(version: Int) throws {
    let files = try store(version: version)
    // Another process that writes; a folder without permission would not stop the super-user.
    let writer = try DatabaseQueue(path: files.path)
    try writer.inDatabase { database in
      try database.inTransaction(.immediate) {
        try expectTheRuns(in: RunStore(readingAt: files.path), files, version: version)
        return .rollback
      }
    }
    #expect(try files.query("PRAGMA user_version") == ["\(version)"])
  }

  // The super-user may write everywhere.
  @Test(.enabled(if: geteuid() != 0))
  func isReadAsItIsWithoutPermission() throws {
    let files = try store(version: 1)
    chmod(files.path, 0o400)
    chmod(files.folder, 0o500)
    try expectTheRuns(in: RunStore(readingAt: files.path), files, version: 1)
  }

  /// The options and φ of that time, in the words of today.
  @Test(arguments: [1, 2, 4])
  func itsFactsAreThoseOfItsOptions(version: Int) throws {
    let files = try store(version: version)
    let store = try RunStore(readingAt: files.path)
    let facts = try store.record(2).facts
    #expect(facts.origin == .gradscope && facts.task == .classification && facts.classes == 2)
    #expect(
      facts.loss == LossFacts(name: "cross-entropy", kind: .logLikelihood, isOverClasses: true))
    #expect(facts.optimizer == OptimizerFacts(name: "adam", dividesByGradientSize: true))
    #expect(facts.learningRate == 0.001 && facts.hasConstantRate == false)
    #expect(facts.weightDecay == 0 && facts.clipNorm == nil && facts.clipValue == nil)
    #expect(facts.batchSize == 16 && facts.plannedSteps == 20 && facts.seed == .max)
    #expect(facts.precision == Precision("float32") && facts.reduction == "mean")
    #expect(facts.initializer == InitializerFacts(name: "xavier-normal", isMatching: true))
    #expect(facts.data?.name == "xor" && facts.data?.examples == 120)
    #expect(facts.isStandardized == true && facts.recordingTier == .scalars)

    let plain = try store.record(1)
    #expect(plain.facts.optimizer == OptimizerFacts(name: "sgd", dividesByGradientSize: false))
    #expect(plain.facts.hasConstantRate == true && plain.status == .diverged)
    #expect(plain.evaluation.finalLoss.isNaN && plain.plan?["learningRate"] != nil)
    // Its last point is NaN in many places, and its counts say how many values are not finite.
    let last = plain.history[plain.history.count - 1, place: 3]
    #expect(last[.deltaRMS]?.isNaN == true && last.nonFinite > 0)
  }

  @Test(arguments: [1, 2, 4])
  func itsPlacesAreItsLayers(version: Int) throws {
    let files = try store(version: version)
    let store = try RunStore(readingAt: files.path)
    let tanh = ActivationFacts(
      name: "tanh", matchingInitializer: "xavier-normal", matchingGain: 1, maximumDerivative: 1,
      attainableSlope: 0.9999000299873392, saturates: true, canGoSilent: false)
    let layer = NormFacts(name: "layer", usesBatch: false)
    let scale = 0.5773502691896258
    let parameters = try store.record(2).places.map(\.parameters)
    #expect(
      try store.record(2).places == [
        Place(
          name: "layers.0", units: 8, fanIn: 2, fanOut: 8, parameters: parameters[0],
          activation: tanh, norm: layer),
        Place(
          name: "layers.1", units: 8, fanIn: 8, fanOut: 8, parameters: parameters[1],
          activation: tanh, norm: layer, bypass: scale),
        Place(
          name: "layers.2", units: 8, fanIn: 8, fanOut: 8, parameters: parameters[2],
          activation: tanh, norm: layer, bypass: scale),
        Place(
          name: "layers.3", kind: .output, units: 2, fanIn: 8, fanOut: 2,
          parameters: parameters[3]),
      ])
    #expect(parameters == [40, 88, 88, 18])
    #expect(try store.record(1).places.allSatisfy { $0.bypass == nil && $0.norm == nil })
    #expect(try store.runs()[0].network.biasStd == 0.1)
  }

  /// The runs of version 4 have checksums of the first formula, which go on being held against theirs.
  @Test(arguments: [
    (
      "layer_statistics",
      "UPDATE layer_statistics SET weight_norm = 3 WHERE run_id = 2 AND layer = 1"
    ),
    (
      "layer_statistics",
      "UPDATE layer_statistics SET token_cosine = 3 WHERE run_id = 2 AND layer = 1"
    ),
    ("layers", "UPDATE layers SET name = 'a', kind = 'dense', units = 1 WHERE run_id = 2"),
    ("findings", "UPDATE findings SET chain = 'a' WHERE run_id = 1"),
    ("checksums", "INSERT INTO chains VALUES (2, 1, 'a', 'depth', 1, 1)"),
    (
      "layers",
      "UPDATE checksums SET formula = 2, checksum = checksum + 1 WHERE table_name = 'layers'"
    ),
    ("checksums", "DELETE FROM checksums WHERE table_name = 'curves'"),
  ])
  func aChangeOfARunOfVersion4IsNoticed(table: String, sql: String) throws {
    let files = try store(version: 4)
    #expect(try RunStore(readingAt: files.path).runs().count == 2)
    try files.execute(sql)
    let error = storeError {
      _ = try RunStore(readingAt: files.path).record(1)
      _ = try RunStore(readingAt: files.path).record(2)
    }
    #expect(error?.category == .badInput)
    #expect(error?.description.contains("in table \(table) of run ") == true)
  }

  /// A number that a flipped bit made smaller: the tables are there already.
  @Test func aVersionThatDoesNotFitTheTablesIsDamage() throws {
    let files = try store(version: 3)
    try files.execute("PRAGMA user_version = 1")
    let error = storeError { _ = try RunStore(readingAt: files.path) }
    #expect(error?.category == .badInput)
    #expect(error?.description.contains("expected a sound run store, got") == true)
    #expect(try files.query("PRAGMA user_version") == ["1"])
  }

  /// Nor does it make runs lose what that version had no place for.
  @Test func aVersionThatDoesNotFitLosesNothingWhereItCannotBeWritten() throws {
    let files = try TestStore()
    let id = try files.add()
    try files.execute("PRAGMA user_version = 1; PRAGMA wal_checkpoint(TRUNCATE)")
    try DatabaseQueue(path: files.path).inDatabase { database in
      try database.inTransaction(.immediate) {
        let store = try RunStore(readingAt: files.path)
        #expect(try store.record(id) == ExampleTraining.finished())
        return .rollback
      }
    }
  }
}
