import Records
import Testing

@testable import Diagnosis

/// GS601 to GS604: what is inside of a layer, and when it is to blame.
struct AttentionRulesTests {
  private func record(
    _ quantity: Quantity, _ value: @escaping (_ step: Int) -> Double, loss: Double = 2.3,
    kind: Place.Kind = .attention
  ) -> RunRecord {
    var record = ExampleRecord.make(finalLoss: loss) { step, layer, statistics in
      if layer == 4, step.isMultiple(of: 10) { statistics[quantity] = value(step) }
    }
    record.places[3].kind = kind
    return record
  }

  /// A head that looks at one position is what training makes of many: of a run that learned it is a note.
  @Test func whatWasLearnedIsANote() {
    let healthy = Judgement(record(.attentionEntropy, { $0 < 50 ? 0.9 : 0.01 }, loss: 0.1))
    #expect(healthy.findings.first { $0.code == "GS601" }?.severity == .note)
    #expect(healthy.isHealthy)
  }

  /// Where nothing was learned and nothing else was found, it is the cause.
  @Test(arguments: [
    (Quantity.attentionEntropy, 0.001, "attention-entropy-collapse"),
    (.attentionLogitMax, 3000, "attention-logits-large"), (.tokenCosine, 0.9999, "tokens-alike"),
  ])
  func whereNothingWasLearnedItIsToBlame(_ quantity: Quantity, _ value: Double, _ name: String) {
    let judgement = Judgement(record(quantity, { _ in value }))
    #expect(judgement.verdict == name, "\(judgement.findings)")
    #expect(
      judgement.findings.first { $0.code == "GS402" }?.causedBy == judgement.gravestError?.code)
  }

  /// Large logits make the entropy small: one fault, not two.
  @Test func logitsExplainTheEntropy() throws {
    var record = record(.attentionEntropy) { _ in 0.001 }
    for entry in stride(from: 0, to: record.history.count, by: 10) {
      record.history[entry, place: 3][.attentionLogitMax] = 1e4
    }
    let judgement = Judgement(record)
    #expect(judgement.verdict == "attention-logits-large")
    #expect(judgement.findings.first { $0.code == "GS601" }?.causedBy == "GS602")
  }

  /// A closed gate explains why δ does not come back through time: by the places that both are of.
  @Test func aClosedGateExplainsWhatVanishesThroughTime() throws {
    var record = ExampleRecord.make(deltaFactor: 0.2, finalLoss: 2.3) { _, layer, statistics in
      if layer <= 10 { statistics[.forgetGateMean] = 0.02 }
    }
    for place in 0..<10 { record.places[place].kind = .recurrent }
    let judgement = Judgement(record)
    #expect(judgement.verdict == "forget-gate-closed", "\(judgement.findings)")
    let vanishing = try #require(judgement.findings.first { $0.code == "GS101" })
    #expect(vanishing.causedBy == "GS604")
    let gate = try #require(judgement.findings.first { $0.code == "GS604" })
    #expect(gate.message.contains("a thousandth is left after 2 time steps"))
  }

  /// Logits and gates that began well, and were driven off by steps of half of the weights.
  @Test(arguments: [(Quantity.attentionLogitMax, 1.0, 3000.0), (.forgetGateMean, 0.5, 0.01)])
  func whatStepsMadeIsTheirs(_ quantity: Quantity, _ first: Double, _ later: Double) throws {
    var record = record(
      quantity, { $0 == 0 ? first : later },
      kind: quantity == .forgetGateMean ? .recurrent : .attention)
    for entry in 0..<record.history.count {
      for place in record.places.indices {
        record.history[entry, place: place].updateRatio = 0.5
      }
    }
    let judgement = Judgement(record)
    #expect(judgement.verdict == "updates-too-large", "\(judgement.findings)")
    let made = try #require(judgement.findings.first { $0.code.hasPrefix("GS6") })
    #expect(made.causedBy == "GS303")
  }

  /// A network without attention lacks nothing; one with attention that nobody looked into does.
  @Test func onlyNetworksWithAttentionAreConcerned() {
    let without = Judgement(ExampleRecord.make())
    #expect(
      without.inapplicable["GS601"]?.lack == nil && without.inapplicable["GS604"]?.lack == nil)
    var unseen = ExampleRecord.make()
    unseen.places[2].kind = .attention
    #expect(Judgement(unseen).inapplicable["GS601"]?.lack == .signals)
  }
}
