import Foundation
import Records
import Testing

@testable import Exchange

@Suite struct RunLogReaderTests {
  @Test func aSmallLogIsARecord() throws {
    let record = try LogFile.record(
      #"{"step":0,"loss":2.5,"accuracy":0.25,"gradientNorm":3,"learningRate":0.1}"#,
      #"{"step":0,"place":"a","deltaRMS":0.5,"unheardOf":1}"#,
      #"{"step":0,"place":"b","deltaRMS":1e-3,"zeroFraction":null}"#,
      #"{"step":1,"loss":2}"#, #"{"step":1,"place":"b","weightNorm":7}"#, #"{"end":"completed"}"#)
    #expect(record.name == "test" && record.status == .completed)
    #expect(record.places.map(\.name) == ["a", "b", "out"] && record.mainChain?.places == [0, 1])
    #expect(record.places[2].kind == .output && record.places[0].units == 4)
    #expect(record.curves.loss == [2.5, 2] && record.curves.steps == [0, 1])
    #expect(record.curves.accuracy[0] == 0.25 && record.curves.accuracy[1].isNaN)
    #expect(record.curves.learningRate == [0.1, 0.1])
    #expect(record.history.steps == [0, 1])
    #expect(record.history[0, place: 0][.deltaRMS] == 0.5)
    #expect(record.history[0, place: 1].measured.quantities == [.deltaRMS])
    // What has no line at a step has nothing measured there.
    #expect(record.history[1, place: 0].measured.isEmpty)
    #expect(record.evaluation.initialLoss == 2.5 && record.evaluation.finalLoss.isNaN)
    #expect(record.plan == nil)
  }

  @Test func factsAreReadByTheirKeysAndFurtherOnesKept() throws {
    let log = try LogFile.read(
      Array(
        #"""
        {"schema":"gradscope.log/1","name":"mine","startedAt":"2026-01-31T12:00:00Z",
         "origin":{"program":"train.py","framework":"torch","versions":{"torch":"2.13.0"}},
         "facts":{"task":"classification","classes":10,"loss":"CrossEntropyLoss","optimizer":"adam",
         "dividesByGradientSize":true,"momentum":0.9,"learningRate":1e-3,"weightDecay":0,
         "batchSize":32,"reduction":"mean","precision":"torch.bfloat16","clipNorm":1,
         "targetLoss":0.1,"gpu":"none","nothing":null}}
        """#.replacing("\n", with: " ").utf8))
    let facts = log.record.facts
    #expect(log.record.name == "mine" && log.startedAt?.timeIntervalSince1970 == 1_769_860_800)
    #expect(facts.origin.framework == "torch" && facts.origin.versions == ["torch": "2.13.0"])
    #expect(facts.task == .classification && facts.classes == 10)
    #expect(facts.loss?.kind == .logLikelihood && facts.loss?.isOverClasses == true)
    #expect(
      facts.optimizer
        == OptimizerFacts(name: "adam", dividesByGradientSize: true, momentum: 0.9))
    #expect(facts.learningRate == 1e-3 && facts.weightDecay == 0 && facts.batchSize == 32)
    #expect(facts.reduction == "mean" && facts.precision == Precision("bfloat16"))
    #expect(facts.clipNorm == 1 && facts.targetLoss == 0.1)
    #expect(facts.further == ["gpu": .string("none")])
    // Ten classes of which nobody has said how frequent they are.
    #expect(log.record.chance?.isUniform == true && log.record.chance?.accuracy == 0.1)
    #expect(abs((log.record.chance?.loss ?? 0) - 2.302585092994046) < 1e-15)
  }

  @Test func whatIsNotSaidIsNotKnown() throws {
    let record = try LogFile.record(#"{"step":0,"loss":1}"#)
    #expect(record.facts == RunFacts() && record.chance == nil && record.dataScale == nil)
    #expect(record.places[0].activation == nil && record.places[0].parameters == 0)
    let log = try LogFile.read(Array(#"{"schema":"gradscope.log/1"}"#.utf8))
    #expect(log.record.places.isEmpty && log.record.chains.isEmpty && log.startedAt == nil)
    #expect(log.record.status == .interrupted)
  }

  @Test func aGuessThatTheLogNamesIsTaken() throws {
    let record = try LogFile.read([
      #"{"schema":"gradscope.log/1","facts":{"loss":"mse","guessing":{"loss":3.5}}}"#
    ])
    #expect(record.chance?.loss == 3.5 && record.chance?.accuracy.isNaN == true)
    #expect(record.chance?.isUniform == false)
  }

  @Test func activationsAreKnownByTheCatalogThatIsPassed() throws {
    let head =
      #"{"schema":"gradscope.log/1","places":[{"name":"a","activation":{"name":"relu"}},"#
      + #"{"name":"b","activation":"swirl","norm":{"name":"batch"}},{"name":"c","norm":"layer"}]}"#
    let relu = ExampleRecord.make().places[0].activation
    let record = try LogFile.read(Array(head.utf8)) { $0 == "relu" ? relu : nil }.record
    #expect(record.places[0].activation == relu && record.places[0].activationName == nil)
    #expect(record.places[1].activation == nil && record.places[1].activationName == "swirl")
    #expect(record.places[1].norm == NormFacts(name: "batch", usesBatch: true))
    #expect(record.places[2].norm == NormFacts(name: "layer", usesBatch: false))
  }

  @Test func anEndOrItsLackSaysHowTheRunEnded() throws {
    let good = #"{"step":0,"loss":1}"#
    let bad = #"{"step":1,"loss":"nan"}"#
    #expect(try LogFile.record(good).status == .interrupted)
    #expect(try LogFile.record(good, #"{"end":"completed"}"#).status == .completed)
    #expect(try LogFile.record(good, bad).status == .diverged)
    #expect(try LogFile.record(good, bad, #"{"end":"interrupted"}"#).status == .interrupted)
    // Whoever goes on after an end has not ended.
    #expect(
      try LogFile.record(good, #"{"end":"completed"}"#, #"{"step":1,"loss":1}"#).status
        == .interrupted)
  }

  @Test func anIncompleteLastLineIsDropped() throws {
    let start = LogFile.head + "\n" + #"{"step":0,"loss":1}"# + "\n"
    for cut in [#"{"step":1,"loss""#, #"{"step":1,"lo"#, "{", "\0\0\0"] {
      let record = try LogFile.read(Array((start + cut).utf8)).record
      #expect(record.curves.steps == [0] && record.status == .interrupted)
    }
    // A whole one that lacks only its break counts.
    let whole = try LogFile.read(Array((start + #"{"step":1,"loss":2}"#).utf8)).record
    #expect(whole.curves.steps == [0, 1])
  }

  @Test func emptyLinesBreaksOfWindowsAndAMarkOfUnicodeAreForgiven() throws {
    let text = "\u{FEFF}" + LogFile.head + "\r\n\r\n" + #"{"step":0,"loss":1}"# + "\r\n  \r\n"
    #expect(try LogFile.read(Array(text.utf8)).record.curves.loss == [1])
  }

  @Test func valuesThatAreNotFiniteAreCountedAndTheirFirstStepKept() throws {
    let record = try LogFile.record(
      #"{"step":3,"loss":1}"#, #"{"step":3,"place":"b","deltaRMS":1}"#,
      #"{"step":4,"loss":"inf"}"#, #"{"step":4,"place":"a","activationRMS":1,"deltaRMS":"nan"}"#,
      #"{"step":4,"place":"b","weightGradientRMS":"inf","nonFiniteGradients":7}"#)
    #expect(record.history[1, place: 0].nonFiniteDeltas == 1)
    #expect(record.history[1, place: 0][.nonFiniteActivations] == nil)
    #expect(record.history[1, place: 1].nonFiniteGradients == 7)
    let event = try #require(record.events.first)
    // From the output down, b's gradient comes first.
    #expect(
      event.kind == .nonFinite && event.step == 4 && event.place == 1
        && event.tensor == .weightGradient && event.nonFinite == 7)
  }

  @Test func aLossThatIsNotFiniteBeforeAnyTensorIsTheEvent() throws {
    let record = try LogFile.record(
      #"{"step":2,"loss":"nan"}"#, #"{"step":5,"place":"a","deltaRMS":"nan"}"#)
    #expect(record.events.map(\.step) == [2] && record.events[0].tensor == .loss)
    #expect(record.events[0].place == 2)
  }

  @Test func eventsOfTheLogAreKeptAndUnknownOnesPassedOver() throws {
    let record = try LogFile.record(
      #"{"event":"checkpoint","path":"x"}"#,
      #"{"event":"non-finite","step":2,"place":"b","tensor":"delta","value":"inf","nonFinite":3}"#,
      #"{"event":{"kind":"too-large","step":3,"place":"a","tensor":"activation","value":7e4,"#
        + #""limit":65504}}"#,
      #"{"step":4,"place":"a","deltaRMS":"nan"}"#)
    #expect(record.events.map(\.kind) == [.nonFinite, .tooLarge])
    #expect(record.events.map(\.place) == [1, 0] && record.events[0].value == .infinity)
    #expect(record.events[1].limit == 65_504 && record.events[0].nonFinite == 3)
  }

  @Test func histogramsAndSilentUnitsBecomeSamplesAndLooks() throws {
    let record = try LogFile.record(
      #"{"step":1,"place":"a","histograms":{"deltas":{"lowest":-2,"counts":[1,0],"negative":[0,3],"#
        + #""zero":4,"nonFinite":5},"activation":{"lowest":-1074,"counts":[2]}}}"#,
      #"{"step":1,"place":"b","silentUnits":3}"#)
    let sample = try #require(record.samples.samples.first)
    #expect(
      sample.places[0].deltas
        == MagnitudeHistogram(
          lowestExponent: -2, negative: [0, 3], positive: [1, 0], zeros: 4, nonFinite: 5))
    // float64 reaches further down than the grid.
    #expect(sample.places[0].activations.under == 2 && sample.places[1] == PlaceSample())
    #expect(record.probes == [ProbeCheckpoint(step: 1, silentUnits: [nil, 3, nil])])
    // No statistic was measured, so it is no time point.
    #expect(record.history.count == 0)
  }

  @Test func theShareAtOneEndFollowsFromBoth() throws {
    let record = try LogFile.record(
      #"{"step":0,"place":"a","saturatedFraction":0.75,"saturatedLowFraction":0.5}"#,
      #"{"step":0,"place":"b","saturatedFraction":0.75}"#)
    #expect(record.history[0, place: 0][.saturatedHighFraction] == 0.25)
    #expect(record.history[0, place: 0][.saturatedFraction] == nil)
    // How it is shared out between the ends is not known.
    #expect(record.history[0, place: 1].measured.quantities == [.saturatedFraction])
    #expect(record.history[0, place: 1].saturatedFraction == 0.75)
  }

  @Test func aLongRunIsMergedAndItsLastStepsStayApart() throws {
    let steps = 0..<6000
    let record = try LogFile.read(
      [LogFile.head]
        + steps.flatMap {
          [
            #"{"step":\#($0),"loss":\#($0)}"#,
            #"{"step":\#($0),"place":"a","deltaRMS":\#($0),"nonFiniteDeltas":1}"#,
          ]
        })
    #expect(record.curves.count <= Curves.standardCapacity && record.curves.measuredSteps == 6000)
    #expect(record.curves.steps.suffix(101) == Array(5899...5999))
    #expect(record.history.count <= RunHistory.standardCapacity)
    #expect(record.history.counts.reduce(0, +) == 6000 && record.history.counts.last == 1)
    #expect(record.history.statistics.reduce(0) { $0 + $1.nonFiniteDeltas } == 6000)
  }

  @Test func evaluationClippingAndTheRateAreRead() throws {
    let record = try LogFile.read([
      #"{"schema":"gradscope.log/1","facts":{"clipNorm":2,"learningRate":0.5}}"#,
      #"{"step":0,"loss":3,"gradientNorm":8}"#, #"{"step":1,"loss":2,"gradientNorm":1}"#,
      #"{"step":1,"validationLoss":2.5}"#, #"{"evaluation":{"finalLoss":1.5}}"#,
    ])
    #expect(record.curves.clippingFactor == [0.25, 1] && record.curves.learningRate == [0.5, 0.5])
    #expect(record.evaluation.validationLoss == 2.5 && record.evaluation.finalLoss == 1.5)
    #expect(record.curves.count == 2)
  }

  @Test func logsAreKnownByTheirFirstLine() throws {
    #expect(try RunLogReader.isRunLog(LogFile.kept("lstm.gradscope.jsonl").path))
    #expect(try RunLogReader.isRunLog(LogFile.kept("transformer.gradscope.jsonl.gz").path))
    #expect(try !RunLogReader.isRunLog(LogFile.kept("expected.json").path))
    #expect(RunLogReader.runName("runs/mine.gradscope.jsonl.gz") == "mine")
  }
}
