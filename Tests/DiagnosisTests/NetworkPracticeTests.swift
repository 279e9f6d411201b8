import Foundation
import Records
import Testing

@testable import Diagnosis

/// No network of another program is told to become what it is.
struct NetworkPracticeTests {
  /// A recurrent layer over 30 steps that lose δ, with weights of so many blocks to a unit.
  private func recurrent(blocks: Int, gates: Double? = nil) -> RunRecord {
    var facts = RunFacts()
    facts.origin = Origin(program: "train.py", framework: "PyTorch")
    var places = (1...30).map { Place(name: "rnn.t\($0)", kind: .recurrent, units: 32) }
    places.append(Place(name: "rnn", kind: .recurrent, units: 32, fanIn: 48, fanOut: 32 * blocks))
    places.append(Place(name: "head", kind: .output, fanIn: 32, fanOut: 4))
    var record = RunRecord(
      name: "rnn", facts: facts, places: places,
      chains: [Chain(name: "rnn", axis: .time, places: Array(0..<30))])
    for step in 0...200 {
      record.curves.append(step: step, loss: 1.39, accuracy: 0.25, gradientNorm: 1)
      record.history.append(step: step)
      for place in places.indices {
        var statistics = PlaceStatistics()
        statistics[.deltaRMS] = 0.1 * pow(0.6, Double(max(29 - place, 0)))
        if place < 30 { statistics[.forgetGateMean] = gates }
        record.history[step, place: place] = statistics
      }
    }
    return record
  }

  private func advice(_ record: RunRecord) throws -> Finding {
    try #require(Judgement(record).findings.first { $0.code == "GS101" })
  }

  @Test func onlyALayerWithoutGatesIsToldToTakeSome() throws {
    #expect(try advice(recurrent(blocks: 1)).remedy.contains("LSTM"))
    for record in [recurrent(blocks: 4), recurrent(blocks: 3), recurrent(blocks: 1, gates: 0.5)] {
      let finding = try advice(record)
      #expect(!finding.remedies.contains { $0.action == .gates })
      #expect(finding.remedy.contains("begin open"), "\(finding.remedy)")
    }
    #expect(try advice(recurrent(blocks: 3)).remedy.contains("update gates"))
    let measured = try advice(recurrent(blocks: 4, gates: 0.5)).remedy
    #expect(measured.contains("forget gates, which are 50 % open at first"), "\(measured)")
  }

  @Test func gatesThatBeginOpenAreNotToldTo() throws {
    let finding = try advice(recurrent(blocks: 4, gates: 0.98))
    #expect(!finding.remedy.contains("begin open"), "\(finding.remedy)")
    #expect(!finding.remedies.isEmpty)
  }

  /// Norms and shortcuts may be places beside the chain.
  @Test func whatStandsBesideTheChainCounts() {
    var record = ExampleRecord.make(activation: "relu")
    record.facts.origin = Origin(program: "x", framework: "PyTorch")
    record.facts.initializer = nil
    func practice() -> NetworkPractice { NetworkPractice(record) }
    #expect(!practice().follows(.normalization(nil)) && !practice().follows(.residual(scale: nil)))
    record.places.append(Place(name: "norm", kind: .normalization, units: 64))
    record.places.append(Place(name: "block", kind: .block, units: 64, bypass: 1))
    #expect(practice().follows(.normalization(nil)) && practice().follows(.residual(scale: nil)))
    record.facts.clipNorm = 1
    #expect(practice().follows(.clipping(isLower: false)))
    #expect(!practice().follows(.clipping(isLower: true)))
  }

  /// Whoever does not name an initializer may have used it: weights tell.
  @Test func weightsTellTheirInitializer() {
    var record = ExampleRecord.make(activation: "relu") { _, _, statistics in
      statistics.weightNorm = 128.0.squareRoot()
    }
    record.facts.origin = Origin(program: "x", framework: "PyTorch")
    record.facts.initializer = nil
    #expect(NetworkPractice(record).follows(.initializer("he-normal")))
    #expect(NetworkPractice(record).follows(.activation("relu", initializer: "he-normal")))
    #expect(!NetworkPractice(record).follows(.initializer("xavier-normal")))
    record.history[0, place: 4].weightNorm *= 0.5
    #expect(!NetworkPractice(record).follows(.initializer("he-normal")))
  }
}
