import Foundation
import Records
import Testing

@testable import Exchange

/// A damaged log is a record, or an error with its line; never a trap.
@Suite struct RunLogDamageTests {
  private static let log: [UInt8] = Array(
    (LogFile.head
      + #"""

      {"step":0,"loss":2.5,"accuracy":0.25,"gradientNorm":3e0,"learningRate":0.1}
      {"step":0,"place":"a","deltaRMS":0.5,"saturatedFraction":0.5,"saturatedLowFraction":0.25,"silentUnits":2}
      {"step":1,"loss":"nan"}
      {"step":1,"place":"b","deltaRMS":"inf","nonFiniteDeltas":3,"é":"\u00e9\ud83d\ude00"}
      {"step":1,"place":"b","histograms":{"deltas":{"lowest":-3,"counts":[1,2],"negative":[0,4],"zero":1,"nonFinite":2}}}
      {"event":"too-large","step":1,"place":"out","tensor":"weight","value":7e4}
      {"evaluation":{"finalLoss":1.5}}
      {"end":"diverged"}

      """#).utf8)

  /// Splitmix64, so that the same bytes are damaged each time.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  @Test func theLogItselfIsRead() throws {
    let record = try LogFile.read(Self.log).record
    #expect(record.status == .diverged && record.curves.count == 2 && record.events.count == 2)
  }

  /// Cut anywhere behind its first line, a log is what was written before.
  @Test func aLogCutAtAnyByte() throws {
    let head = LogFile.head.utf8.count
    for length in 0...Self.log.count {
      let cut = Array(Self.log.prefix(length))
      if length < head {
        #expect(throws: RunLogError.self) { try LogFile.read(cut) }
      } else {
        #expect(try LogFile.read(cut).record.curves.count <= 2)
      }
    }
  }

  @Test func bytesThatAreFlippedPutInOrLeftOut() throws {
    var random = Generator(state: 7)
    var refused = 0
    for _ in 0..<1000 {
      var bytes = Self.log
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: bytes.insert(contentsOf: Array("-9999".utf8), at: place)
        case 2: bytes.remove(at: place)
        default: bytes[place] = "0123456789e{}[],:\"\\".utf8.randomElement(using: &random) ?? 0
        }
      }
      do {
        let record = try LogFile.read(bytes).record
        // Whatever was read can be written and read again.
        let text = RunLogWriter(record, startedAt: .distantPast).text
        #expect(try LogFile.read(Array(text.utf8)).record.places.count == record.places.count)
      } catch let error as RunLogError {
        refused += 1
        #expect(error.description.contains(": line ") && !error.description.contains("\n"))
      }
    }
    #expect((200...950).contains(refused))
  }

  @Test func compressedBytesThatAreFlipped() throws {
    let whole = Array(try Data(contentsOf: LogFile.kept("transformer.gradscope.jsonl.gz")))
    var random = Generator(state: 11)
    for _ in 0..<40 {
      var bytes = whole
      // Behind the name and the time, which no checksum covers.
      bytes[Int.random(in: 30..<bytes.count, using: &random)] ^= 0x10
      #expect(throws: RunLogError.self) { try LogFile.read(bytes) }
    }
  }
}
