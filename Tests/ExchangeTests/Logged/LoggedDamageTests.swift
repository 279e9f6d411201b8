import Foundation
import Records
import Testing

@testable import Exchange

/// What is not understood is refused in one line with the place; what is cut is read as far as it goes.
@Suite struct LoggedDamageTests {
  @Test(arguments: [
    (["step,loss", "0,2", "1,much", "2,1"], "line 3: \"loss\": expected a number, got \"much\""),
    (["step,loss", "0,2", "1", "2,1"], "line 3: expected 2 cells, as the header has, got 1"),
    (["step,loss", "5,2", "1,1"], "line 3: \"step\": expected 5, the step before, or more, got 1"),
    (["step,loss", "0.5,2", "1,1"], "line 2: \"step\": expected a whole number from 0, got 0.5"),
    (["step,loss", "0,2", ",1"], "line 3: \"step\": expected the step of the loss, got none"),
    (["step,loss,loss", "0,2,1"], "line 1: expected names that differ"),
    (
      ["step,loss,grad_norm", "0,2,1", "1,1,-1"],
      "line 3: \"gradientNorm\": expected a number from 0"
    ),
    (
      ["step,loss,acc", "0,2,1", "1,1,900"],
      "\"acc\": expected shares from 0 to 1, or percent, got 900"
    ),
    (["step,lr", "0,2"], "expected the loss among the columns"),
    (["step,loss", "0,2"], "expected losses of at least two steps, got fewer"),
    (["step,loss", "3,2", "3,1"], "expected losses of at least two steps, got fewer"),
    (["a,b", "0,2"], "line 1: expected a run log, a trainer_state.json"),
    (["hello"], "line 1: expected a run log"),
    ([], "line 1: expected a run log or another tool's log, got an empty file"),
  ]) func aTableIsRefusedAtItsLine(_ lines: [String], _ problem: String) {
    let refusal = LoggedText.refusal(lines)
    #expect(refusal?.hasPrefix("mine.csv: \(problem)") == true, "\(refusal ?? "taken")")
    #expect(refusal?.contains("; ") == true && refusal?.contains("\n") == false)
  }

  @Test(arguments: [
    (
      [#"{"step":0,"loss":2}"#, #"{"step":1,"loss":"x"}"#, "{}"],
      "line 2: \"loss\": expected a number"
    ),
    ([#"{"step":0,"loss":2}"#, "[1]", "{}"], "line 2: expected a JSON object"),
    ([#"{"a":1}"#, #"{"a":2}"#], "expected the loss among the keys"),
    ([#"{"log_history":3}"#], "expected \"log_history\", the list"),
    (
      ["{", #""log_history": [{"step": 1, "loss": 2}, 7]"#, "}"],
      "entry of log_history 2: expected an object"
    ),
    (["{", #""log_history": [{"step": 1"#], "expected"),
    (["[1, 2]"], "entry 1: expected an object"),
  ]) func jsonIsRefusedAtItsPlace(_ lines: [String], _ problem: String) {
    let refusal = LoggedText.refusal(lines, named: "a.json")
    #expect(refusal?.hasPrefix("a.json: \(problem)") == true, "\(refusal ?? "taken")")
  }

  private func eventBytes() throws -> [UInt8] {
    let folder = LoggedText.kept("events")
    let file = try #require(FileManager.default.contentsOfDirectory(atPath: folder).first)
    return Array(try Data(contentsOf: URL(filePath: "\(folder)/\(file)")))
  }

  @Test func aCutEventFileIsReadAsFarAsItGoes() throws {
    let bytes = try eventBytes()
    let whole = try LoggedText.read(bytes, named: "e").curves
    let half = try LoggedText.read(Array(bytes.prefix(bytes.count / 2)), named: "e").curves
    #expect(half.count > 10 && half.count < whole.count)
    #expect(half.loss == Array(whole.loss.prefix(half.count)))
  }

  @Test func aChangedByteOfAnEventFileIsRefusedAtItsRecord() throws {
    var bytes = try eventBytes()
    // In the data of the second record: behind the first one and the head of its own.
    let first = Int(try #require(RecordFrame.length(bytes[...])))
    bytes[12 + first + 4 + 12] ^= 1
    let problem = #expect(throws: RunLogError.self) { try LoggedText.read(bytes, named: "e") }
    #expect(
      problem?.description.contains("e: record 2: expected data that fit their checksum") == true)
  }

  /// Whatever bytes there are: a run or a sentence.
  @Test func noBytesTrap() throws {
    var generator = FixedNumbers()
    let events = Array(try eventBytes().prefix(3000))
    let state = Array(try Data(contentsOf: URL(filePath: LoggedText.kept("trainer-state.json"))))
    let table = Array(try Data(contentsOf: URL(filePath: LoggedText.kept("keras-history.csv"))))
    for _ in 0..<150 {
      for var bytes in [events, state, table] {
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
          bytes[Int.random(in: bytes.indices, using: &generator)] = .random(
            in: 0...255, using: &generator)
        }
        bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator) / 2)
        do { _ = try LoggedText.read(bytes, named: "any") } catch {
          let text = "\(error)"
          #expect(text.contains("expected ") && !text.contains("\n"), "\(text)")
        }
      }
    }
  }

  /// Bytes of a message that the checksums fit: fields are cut, and of kinds that there are not.
  @Test func noMessageTraps() throws {
    var generator = FixedNumbers()
    for _ in 0..<500 {
      let message = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      _ = try? LoggedEvent(message[...])
    }
    for message: [UInt8] in [
      [0x2A, 0xFF], [0x10] + Array(repeating: 0xFF, count: 11), [0x13], [0x2D, 1],
    ] {
      #expect(throws: LineFault.self) { try LoggedEvent(message[...]) }
    }
  }

  @Test func aFolderWithoutEventsSaysSo() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let problem = #expect(throws: RunLogError.self) { try LoggedFile.read(folder.path) }
    #expect(problem?.description.contains("expected event files of TensorBoard") == true)
    for name in ["a", "b"] {
      try FileManager.default.copyItem(
        atPath: LoggedText.kept("events"), toPath: folder.appending(path: name).path)
    }
    let several = #expect(throws: RunLogError.self) { try LoggedFile.read(folder.path) }
    #expect(several?.description.contains("got 2 folders of them (\"a\", \"b\"); name one") == true)
  }
}

/// The same numbers in every run of the tests (Steele et al., SplitMix64, 2014).
private struct FixedNumbers: RandomNumberGenerator {
  private var state: UInt64 = 1

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
