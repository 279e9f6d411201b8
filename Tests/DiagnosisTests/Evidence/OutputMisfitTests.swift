import Records
import Testing

@testable import Diagnosis

/// Output activations that make numbers which the loss cannot use.
@Suite struct OutputMisfitTests {
  private func record(
    _ output: String?, kind: LossFacts.Kind = .logLikelihood, units: Int = 10, loss: Double = 2.3
  ) -> RunRecord {
    var record = ExampleRecord.make(depth: 3, finalLoss: loss)
    record.facts.loss = LossFacts(name: "loss", kind: kind, outputActivation: output)
    record.places[3].units = units
    return record
  }

  @Test(arguments: [
    ("relu", LossFacts.Kind.logLikelihood, 10, OutputMisfit.noProbabilities("relu")),
    ("tanh", .logLikelihood, 1, .noProbabilities("tanh")),
    ("none", .logLikelihood, 10, .noProbabilities("none")),
    ("softmax", .logLikelihood, 1, .constant),
    ("softmax", .squaredError, 1, .constant),
  ])
  func whatDoesNotFit(
    output: String, kind: LossFacts.Kind, units: Int, misfit: OutputMisfit
  ) {
    #expect(OutputMisfit(record(output, kind: kind, units: units)) == misfit)
  }

  @Test(arguments: [
    ("softmax", LossFacts.Kind.logLikelihood, 10), ("sigmoid", .logLikelihood, 1),
    ("relu", .squaredError, 1), ("none", .other, 1),
  ])
  func whatFits(output: String, kind: LossFacts.Kind, units: Int) {
    #expect(OutputMisfit(record(output, kind: kind, units: units)) == nil)
  }

  @Test func answersThatDoNotExcludeEachOtherDoNotShareASoftmax() {
    var record = record("softmax", units: 2)
    #expect(OutputMisfit(record) == nil)
    record.facts.task = .multiLabel
    #expect(OutputMisfit(record) == .competing)
  }

  @Test func whatIsNotKnownIsNotJudged() { #expect(OutputMisfit(record(nil)) == nil) }

  @Test func itIsAnErrorWhereNothingWasLearned() throws {
    func severity(_ loss: Double) throws -> Severity {
      try #require(
        Judgement(record("relu", loss: loss)).findings.first { $0.code == "GS502" }
      ).severity
    }
    #expect(try severity(2.3) == .error)
    #expect(try severity(1.8) == .warning)
    #expect(try severity(0.1) == .note)
  }

  /// The loss is NaN and every tensor is finite: no learning rate mends it, so it is not blamed.
  @Test func itExplainsALossThatIsNotFinite() throws {
    var record = ExampleRecord.make(depth: 3, steps: 100, status: .diverged) { _, _, statistics in
      statistics.updateRatio = 0.3
    }
    record.facts.loss = LossFacts(
      name: "cross-entropy", kind: .logLikelihood, outputActivation: "relu")
    record.curves.append(step: 101, loss: .nan, accuracy: 0, gradientNorm: .nan)
    record.history.append(step: 101)
    for place in record.places.indices {
      record.history[record.history.count - 1, place: place] = record.history[0, place: place]
    }
    let judgement = Judgement(record)
    let finding = try #require(judgement.findings.first { $0.code == "GS103" })
    #expect(finding.causedBy == "GS502")
    #expect(finding.message.contains("every tensor is finite there"))
    #expect(finding.remedies.map(\.action) == [.outputActivation])
    #expect(judgement.verdict == "loss-mismatch")
  }

  @Test func theFirstLossIsExplainedByIt() throws {
    var record = record("relu")
    record.evaluation.initialLoss = 9
    let finding = try #require(Judgement(record).findings.first { $0.code == "GS405" })
    #expect(finding.message.contains("which the outputs of a ReLU are not"))
    #expect(!finding.message.contains("its first outputs are large"))
  }
}
