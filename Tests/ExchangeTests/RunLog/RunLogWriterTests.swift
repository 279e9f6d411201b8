import Foundation
import Records
import Testing

@testable import Exchange

@Suite struct RunLogWriterTests {
  private let start = Date(timeIntervalSince1970: 1_700_000_000)

  private func back(_ record: RunRecord) throws -> RunLog {
    let text = try #require(RecordExport.text(record, as: .log, startedAt: start))
    return try LogFile.read(Array(text.utf8))
  }

  /// NaN is not equal to itself: lists of numbers are compared by their texts.
  private func same(_ a: [Double], _ b: [Double]) -> Bool { "\(a)" == "\(b)" }

  @Test func whatIsWrittenIsReadBack() throws {
    let record = ExampleRecord.make()
    let log = try back(record)
    let again = log.record
    #expect(log.startedAt == start && again.name == record.name)
    #expect(again.places == record.places && again.chains == record.chains)
    #expect(again.facts == record.facts && again.chance == record.chance)
    #expect(again.history == record.history && again.samples == record.samples)
    #expect(again.curves.steps == record.curves.steps)
    #expect(same(again.curves.loss, record.curves.loss))
    #expect(same(again.curves.accuracy, record.curves.accuracy))
    #expect(same(again.curves.gradientNorm, record.curves.gradientNorm))
    #expect(again.curves.learningRate == record.curves.learningRate)
    #expect(again.status == record.status && again.probeExamples == record.probeExamples)
    #expect(again.probes.first?.step == 2 && again.probes.first?.silentUnits == [1, nil])
    let kept = try #require(again.events.first { $0.kind == .tooLarge })
    #expect(kept == record.events.first)
  }

  @Test func everyFactComesBack() throws {
    var record = ExampleRecord.make()
    record.facts.task = .multiLabel
    record.facts.loss = LossFacts(name: "my loss", kind: .squaredError, isOverClasses: false)
    record.facts.optimizer = OptimizerFacts(
      name: "mine", dividesByGradientSize: true, momentum: 0.5)
    record.facts.hasConstantRate = false
    record.facts.weightDecay = 0.01
    record.facts.clipNorm = 3
    record.facts.clipValue = 2
    record.facts.reduction = "sum"
    record.facts.precision = Precision("float16")
    record.facts.initializer = InitializerFacts(name: "a.safetensors", source: .file)
    record.facts.data = DatasetSummary(name: "digits", examples: 1797, features: 64, classes: 10)
    record.facts.data?.noise = 0.25
    record.facts.isStandardized = true
    record.facts.recordingTier = .deep
    record.facts.targetLoss = 0.125
    record.facts.further = ["gpu": .string("none"), "depths": .array([.integer(1), .null])]
    record.facts.origin = Origin(
      program: "x", framework: "JAX", versions: ["jax": "0.6 \"b\""])
    record.chance = Chance(loss: 1.25, accuracy: 0.5, isUniform: true)
    record.probeExamples = 256
    record.evaluation.initialLoss = 4
    record.evaluation.finalLoss = 2
    record.evaluation.validationAccuracy = 0.75
    record.evaluation.trainingExamples = 99
    let again = try back(record).record
    #expect(again.facts == record.facts && again.chance == record.chance)
    #expect(again.probeExamples == 256 && again.evaluation.trainingAccuracy.isNaN)
    #expect(again.evaluation.initialLoss == 4 && again.evaluation.finalLoss == 2)
    #expect(again.evaluation.validationAccuracy == 0.75 && again.evaluation.trainingExamples == 99)
  }

  /// Every quantity, with numbers that need all their digits.
  @Test func everyStatisticComesBackAsItWas() throws {
    var record = ExampleRecord.make()
    for (index, quantity) in Quantity.all.enumerated() {
      record.history[1, place: 0][quantity] =
        quantity.isCount ? Double(index) : 1 / (Double(index) + 3) * 1e-300
    }
    record.history[1, place: 1][.deltaRMS] = .leastNonzeroMagnitude
    record.history[1, place: 1][.activationMean] = -0.0
    let again = try back(record).record
    #expect(again.history == record.history)
    #expect(again.history[1, place: 1][.activationMean]?.sign == .minus)
  }

  @Test func aPointOfSeveralStepsSaysSo() throws {
    var record = ExampleRecord.make()
    record.history.append(step: 8, lastStep: 9, count: 2)
    record.history[3, place: 0].deltaRMS = 1
    let text = RunLogWriter(record, startedAt: start).text
    #expect(
      text.contains(#"{"step":8,"place":"layers.0","deltaRMS":1.0,"lastStep":9,"count":2}"# + "\n"))
    #expect(text.hasPrefix(#"{"schema":"gradscope.log/1","#))
    #expect(text.hasSuffix("{\"end\":\"completed\"}\n"))
  }

  @Test func namesThatAreNoneOrTwiceAreToldApart() throws {
    var record = ExampleRecord.make()
    record.places[0].name = "x"
    record.places[1].name = "x"
    #expect(try back(record).record.places.map(\.name) == ["x", "x#2"])
    record.places[0].name = ""
    record.places[1].name = "a\"\n\u{1}é😀"
    #expect(try back(record).record.places.map(\.name) == ["place 1", "a\"\n\u{1}é😀"])
  }

  @Test func aLogOfAForeignRunComesBackAsItWas() throws {
    for name in ForeignRunLogTests.logs {
      let log = try RunLogReader.read(LogFile.kept(name).path)
      let record = log.record
      let again = try LogFile.read(
        Array(RunLogWriter(record, startedAt: log.startedAt ?? start).text.utf8))
      #expect(again.startedAt == log.startedAt && again.record.places == record.places)
      #expect(again.record.history == record.history && again.record.samples == record.samples)
      #expect(again.record.chains == record.chains && again.record.probes == record.probes)
      #expect(again.record.curves.loss == record.curves.loss)
      // What the lines showed is said in the facts of what is written.
      var facts = again.record.facts
      facts.hasConstantRate = record.facts.hasConstantRate
      #expect(facts == record.facts && again.record.events == record.events)
    }
  }

  @Test func theFileIsNamedAsLogsAre() throws {
    let export = RecordExport(ExampleRecord.make(), as: .log, to: "out", startedAt: start)
    #expect(export.paths == ["out/relu-he.gradscope.jsonl"])
  }
}
