import Foundation
import Records
import Testing

@testable import Exchange

/// Logs that small PyTorch programs wrote by hand, against what NumPy computed from them
/// (`RunLogs/expected.py`).
@Suite struct ForeignRunLogTests {
  struct Expected: Decodable, Sendable {
    struct Chain: Decodable, Sendable {
      struct Decay: Decodable, Sendable { var delta, activation: Double? }
      var name: String
      var axis: String
      var places: Int
      var counted: [String]
      var decay: Decay
      var decayAtLastStep: Decay
    }
    struct Loss: Decodable, Sendable { var guessing, initial, final: Double }
    var places: Int
    var status: String
    var lossSteps: Int
    var recordedSteps: Int
    var lastStep: Int
    var loss: Loss
    var chains: [Chain]
  }

  static let logs: [String] = {
    let names = try? FileManager.default.contentsOfDirectory(atPath: LogFile.kept("").path)
    return (names ?? []).filter { $0.contains(".gradscope.jsonl") }.sorted()
  }()

  private func expected(_ log: String) throws -> Expected {
    let all = try JSONDecoder().decode(
      [String: Expected].self, from: Data(contentsOf: LogFile.kept("expected.json")))
    return try #require(all[log])
  }

  @Test func thereAreLogsOfThreeKindsOfNetworks() {
    for kind in ["convolution", "lstm", "transformer"] {
      #expect(Self.logs.contains { $0.hasPrefix(kind) })
    }
  }

  @Test(arguments: logs) func aLogIsReadWhole(_ name: String) throws {
    let expected = try expected(name)
    let log = try RunLogReader.read(LogFile.kept(name).path)
    let record = log.record
    #expect(log.startedAt != nil && record.facts.origin.framework == "torch")
    #expect(record.places.count == expected.places && record.status.rawValue == expected.status)
    #expect(record.curves.measuredSteps == expected.lossSteps)
    #expect(record.history.counts.reduce(0, +) == expected.recordedSteps)
    #expect(record.curves.lastStep == expected.lastStep)
    #expect(record.evaluation.initialLoss == expected.loss.initial)
    #expect(record.curves.loss.last == expected.loss.final)
    #expect(abs((record.chance?.loss ?? 0) - expected.loss.guessing) < 1e-12)
    #expect(record.chains.map(\.name) == expected.chains.map(\.name))
    #expect(record.chains.map(\.axis.rawValue) == expected.chains.map(\.axis))
    #expect(!record.samples.samples.isEmpty)
  }

  /// The slope of ln δ along the counted places, at the first and at the last recorded step.
  @Test(arguments: logs) func theFactorsOfDeltaAreThoseOfNumPy(_ name: String) throws {
    let record = try RunLogReader.read(LogFile.kept(name).path).record
    for (chain, expected) in zip(record.chains, try expected(name).chains) {
      let names = record.places(of: chain).map(\.name)
      let first = try #require(names.firstIndex(of: expected.counted.first ?? ""))
      let last = try #require(names.firstIndex(of: expected.counted.last ?? ""))
      #expect(chain.count == expected.places)
      for (entry, decay) in [
        (0, expected.decay), (record.history.count - 1, expected.decayAtLastStep),
      ] {
        func factor(_ quantity: Quantity) -> Double? {
          Self.slope(
            (first...last).map { record.history[entry, place: chain.places[$0]][known: quantity] })
        }
        if let delta = decay.delta {
          // Going back, so that it is the reciprocal.
          let measured = try #require(factor(.deltaRMS))
          #expect(abs(1 / measured / delta - 1) < 1e-9, "\(chain.name)")
        }
        if let activation = decay.activation {
          #expect(abs(try #require(factor(.activationRMS)) / activation - 1) < 1e-9)
        }
      }
    }
  }

  /// exp of the least-squares slope of the logarithms.
  private static func slope(_ values: [Double]) -> Double? {
    let logarithms = values.map { log($0) }
    let middle = Double(values.count - 1) / 2
    let mean = logarithms.reduce(0, +) / Double(values.count)
    var (sum, squares) = (0.0, 0.0)
    for (index, value) in logarithms.enumerated() {
      sum += (Double(index) - middle) * (value - mean)
      squares += (Double(index) - middle) * (Double(index) - middle)
    }
    return squares > 0 ? exp(sum / squares) : nil
  }

  /// Of a compressed log whose writer was killed, what can be unpacked counts.
  @Test func theUnfinishedEndOfACompressedLogIsDropped() throws {
    let bytes = Array(try Data(contentsOf: LogFile.kept("transformer.gradscope.jsonl.gz")))
    let whole = try LogFile.read(bytes).record
    let cut = try LogFile.read(Array(bytes.prefix(bytes.count / 2))).record
    #expect(cut.status == .interrupted && cut.curves.count > 10)
    #expect(cut.curves.loss == Array(whole.curves.loss.prefix(cut.curves.count)))
  }

  @Test func damagedOrSecondGzipDataIsNoticed() throws {
    var bytes = Array(try Data(contentsOf: LogFile.kept("transformer.gradscope.jsonl.gz")))
    // The second part of a file of two is read too: its first line fits, its steps begin anew.
    let twice = #expect(throws: RunLogError.self) { try LogFile.read(bytes + bytes) }
    #expect(twice?.description.contains("\"step\": expected") == true)
    let more = #expect(throws: RunLogError.self) { try LogFile.read(bytes + [1, 2, 3]) }
    #expect(more?.description.contains("expected the end of the file after the gzip data") == true)
    bytes[bytes.count - 6] ^= 1
    let damaged = #expect(throws: RunLogError.self) { try LogFile.read(bytes) }
    #expect(damaged?.description.contains("the file is damaged, get it again") == true)
  }
}
