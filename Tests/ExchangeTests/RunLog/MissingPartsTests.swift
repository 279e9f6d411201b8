import Diagnosis
import Records
import Testing

@testable import Exchange

/// Logs that say a part of something: what is there is judged, and what is not is said to be missing.
@Suite struct MissingPartsTests {
  /// 200 steps of a loss that falls from 2.3 to 0.04, as a log of another program has it.
  private func healthy(_ lines: String...) throws -> Judgement {
    let head =
      #"{"schema":"gradscope.log/1","facts":{"task":"classification","classes":10,"#
      + #""loss":"cross-entropy","batchSize":32},"places":[{"name":"out","kind":"output"}]}"#
    let steps = (0...200).map { #"{"step":\#($0),"loss":\#(2.3 - 0.0113 * Double($0))}"# }
    return Judgement(try LogFile.read([head] + steps + lines + [#"{"end":"completed"}"#]))
  }

  @Test(arguments: [
    #""trainingAccuracy":0.95,"trainingExamples":5000"#, #""trainingExamples":5000"#,
    #""validationAccuracy":0.95,"validationExamples":500"#, #""validationLoss":0.1"#,
    #""initialLoss":2.31"#,
  ])
  func anEvaluationWithoutALossIsNoNaN(_ parts: String) throws {
    let judgement = try healthy(#"{"evaluation":{\#(parts)}}"#)
    #expect(judgement.isHealthy && judgement.findings.allSatisfy { !$0.message.contains("NaN") })
    #expect(judgement.notApplicable["GS402"] == nil)
  }

  @Test(arguments: ["nan", "inf"]) func aLossThatWasEvaluatedAsNotFiniteIsSaid(_ loss: String)
    throws
  {
    let judgement = try healthy(#"{"evaluation":{"finalLoss":"\#(loss)"}}"#)
    let finding = try #require(judgement.findings.first { $0.code == "GS401" })
    #expect(finding.message.contains("in the evaluation at the end"))
    #expect(!finding.message.contains("times") && !judgement.isHealthy)
  }

  @Test func aRunThatSaysThatItDivergedIsNotHealthy() throws {
    let judgement = Judgement(
      try LogFile.record(
        #"{"step":0,"loss":2}"#, #"{"step":1,"loss":1.5}"#, #"{"end":"diverged"}"#))
    #expect(judgement.verdict == "diverged")
    #expect(judgement.findings[0].message.contains("last loss that was recorded is 1.5"))
  }

  @Test func accuraciesOfAnUnknownNumberOfExamplesAreNotJudged() throws {
    let parts = #""finalLoss":0.1,"validationLoss":0.2,"trainingAccuracy":0.99,"#
    let without = try healthy(
      #"{"evaluation":{\#(parts)"validationAccuracy":0.6}}"#)
    let reason = without.notApplicable["GS404"]
    #expect(reason?.contains("number of validation examples") == true)
    let with = try healthy(
      #"{"evaluation":{\#(parts)"validationAccuracy":0.6,"validationExamples":1000}}"#)
    #expect(with.findings.contains { $0.code == "GS404" })
  }

  @Test func aLossOfZeroOrBelowHasNoMultiple() throws {
    for loss in ["0", "-3"] {
      let judgement = Judgement(
        try LogFile.record(
          #"{"step":0,"loss":\#(loss)}"#, #"{"step":1,"loss":\#(loss)}"#, #"{"end":"completed"}"#))
      #expect(!judgement.findings.contains { $0.code == "GS401" })
      #expect(judgement.notApplicable["GS401"] != nil)
    }
  }

  @Test func statisticsBesideHistogramsAreRead() throws {
    let record = try LogFile.record(
      #"{"step":1,"place":"a","deltaRMS":0.5,"silentUnits":2,"#
        + #""histograms":{"deltas":{"lowest":0,"counts":[3],"negative":[0]}}}"#)
    #expect(record.history[0, place: 0][.deltaRMS] == 0.5)
    #expect(record.samples.samples.first?.places[0].deltas.count == 3)
    #expect(record.probes.first?.silentUnits == [2, nil, nil])
  }

  @Test func whatStandsBeforeTheLossOfAStepIsKept() throws {
    let record = try LogFile.record(
      #"{"step":0,"gradientNorm":8,"learningRate":0.5}"#, #"{"step":0,"loss":3,"accuracy":0.25}"#,
      #"{"step":1,"gradientNorm":7}"#, #"{"step":2,"learningRate":0.125}"#, #"{"step":3,"loss":2}"#)
    #expect(record.curves.steps == [0, 3] && record.curves.loss == [3, 2])
    // A rate holds until the next one; a gradient norm is that of its own step.
    #expect(record.curves.learningRate == [0.5, 0.125])
    #expect(record.curves.gradientNorm[0] == 8 && record.curves.gradientNorm[1].isNaN)
    #expect(record.curves.accuracy[0] == 0.25 && record.facts.hasConstantRate == false)
  }

  @Test(arguments: [
    #"{"step":1,"throughput":12.5}"#, #"{"epoch":1}"#, #"{}"#, #"{"step":1}"#,
    #"{"step":1,"loss":null}"#, #"{"note":{"loss":1}}"#,
  ])
  func linesOfOtherThingsArePassedOver(_ line: String) throws {
    let record = try LogFile.record(#"{"step":0,"loss":1}"#, line, #"{"step":2,"loss":0.5}"#)
    #expect(record.curves.steps == [0, 2] && record.history.count == 0)
  }

  @Test func aRunThatGoesOnFromACheckpointIsOne() throws {
    let record = try LogFile.record(
      #"{"step":0,"loss":1}"#, #"{"end":"interrupted"}"#, LogFile.head, #"{"step":1,"loss":0.5}"#,
      #"{"end":"completed"}"#)
    #expect(record.curves.steps == [0, 1] && record.status == .completed)
    let error = #expect(throws: RunLogError.self) {
      try LogFile.record(#"{"step":9,"loss":1}"#, LogFile.head, #"{"step":5,"loss":1}"#)
    }
    #expect(error?.description.contains("cut the log back to the checkpoint's step") == true)
  }
}
