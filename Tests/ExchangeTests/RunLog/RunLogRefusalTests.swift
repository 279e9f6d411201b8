import Files
import Foundation
import Testing

@testable import Exchange

/// What a reader refuses, by the line and the words of its message.
@Suite struct RunLogRefusalTests {
  private func message(_ lines: [String]) -> String {
    do {
      _ = try LogFile.read(lines)
      return "read"
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: [
    ("", "line 1: expected the first line of a run log, got an empty file"),
    ("{", "line 1: expected a key in quotes at column 2, got the end of the line"),
    ("[]", "line 1: expected a JSON object at column 1, got \"[]\""),
    (
      "{\"step\":0}",
      "line 1: \"schema\": expected \"gradscope.log/1\", with which a run log begins"
    ),
    (
      "{\"schema\":\"gradscope.log/2\"}",
      "\"schema\": expected \"gradscope.log/1\", got \"gradscope.log/2\""
    ),
    (
      #"{"schema":"gradscope.log/1","places":[{}]}"#,
      "\"places[0].name\": expected the name of the place"
    ),
    (
      #"{"schema":"gradscope.log/1","places":[{"name":"a"},{"name":"a"}]}"#,
      "\"places[1].name\": expected a name that no other place has, got \"a\"; places[0] has it"
    ),
    (
      #"{"schema":"gradscope.log/1","places":[{"name":"a","units":-1}]}"#,
      "\"places[0].units\": expected a whole number from 0 to 2147483648, got -1"
    ),
    (
      #"{"schema":"gradscope.log/1","places":[{"name":"a"}],"chains":[{"places":["b"]}]}"#,
      "\"chains[0].places[0]\": expected the name of a place of the list \"places\", got \"b\""
    ),
    (
      #"{"schema":"gradscope.log/1","places":[{"name":"a"}],"chains":[{"places":["a","a"]}]}"#,
      "\"chains[0].places[1]\": expected each place once, got \"a\""
    ),
    (
      #"{"schema":"gradscope.log/1","chains":[{"axis":"width"}]}"#,
      "\"chains[0].axis\": expected \"depth\" or \"time\", got \"width\""
    ),
    (
      #"{"schema":"gradscope.log/1","facts":{"learningRate":"fast"}}"#,
      "\"facts.learningRate\": expected a number, \"nan\", \"inf\" or \"-inf\", got \"fast\""
    ),
    (
      #"{"schema":"gradscope.log/1","chains":[{"name":"c","places":[]},{"name":"c","places":[]}]}"#,
      "\"chains[1].name\": expected a name that no other chain has, got \"c\"; chains[0] has it"
    ),
    (
      #"{"schema":"gradscope.log/1","facts":{"classes":0}}"#,
      "\"facts.classes\": expected a whole number from 2 to"
    ),
    (
      #"{"schema":"gradscope.log/1","facts":{"guessing":{"loss":"nan"}}}"#,
      "\"facts.guessing.loss\": expected a finite number, got \"nan\""
    ),
    (
      #"{"schema":"gradscope.log/1","facts":{"guessing":{"loss":2.3,"accuracy":10}}}"#,
      "\"facts.guessing.accuracy\": expected a share from 0 to 1, got 10; divide percent by 100"
    ),
    (#"{"schema":"gradscope.log/1","facts":[]}"#, "\"facts\": expected an object, got a list"),
  ])
  func aFirstLine(_ line: String, _ expected: String) {
    let message = message(line.isEmpty ? [] : [line])
    #expect(message.contains(expected), "\(message)")
  }

  @Test(arguments: [
    (
      "not JSON", "expected a JSON object at column 1, got \"not JSON\"; correct or remove the line"
    ),
    (#"{"step":1,"loss":NaN}"#, "expected JSON, which has no NaN; write \"nan\""),
    (#"{"step":1,"loss":-Infinity}"#, "expected JSON, which has no Infinity"),
    (
      #"{"step":1,"loss":1} x"#,
      "expected the end of the line after the object at column 21, got \"x\""
    ),
    (#"{"step":1,"loss":01}"#, "expected a number at column 20"),
    (#"{"loss":1}"#, "expected a line with \"step\", \"event\" or \"end\", got none of them"),
    (#"{"gradientNorm":1}"#, "expected a line with \"step\", \"event\" or \"end\""),
    (#"{"place":"a","deltaRMS":1}"#, "expected a line with \"step\", \"event\" or \"end\""),
    (#"{"step":4,"loss":1}"#, "\"step\": expected 5, that of the lines before, or more, got 4"),
    (#"{"step":-1,"loss":1}"#, "\"step\": expected a whole number from 0 to 1099511627776, got -1"),
    (#"{"step":5.5,"loss":1}"#, "got 5.5"),
    (#"{"step":1e300,"loss":1}"#, "got 1e+300"),
    (
      #"{"step":5,"loss":"low"}"#,
      "\"loss\": expected a number, \"nan\", \"inf\" or \"-inf\", got \"low\""
    ),
    (#"{"step":5,"loss":[1]}"#, "got a list"),
    (
      #"{"step":5,"loss":1,"gradientNorm":-2}"#,
      "\"gradientNorm\": expected a number from 0, got -2"
    ),
    (
      #"{"step":5,"place":"c","deltaRMS":1}"#,
      "\"place\": expected the name of a place of the first line, got \"c\""
    ),
    (#"{"step":5,"place":7,"deltaRMS":1}"#, "\"place\": expected a text, got 7"),
    (#"{"step":5,"place":"a","deltaRMS":-1}"#, "\"deltaRMS\": expected a number from 0, got -1"),
    (#"{"step":5,"place":"a","deltaRMS":"-inf"}"#, "expected a number from 0, got \"-inf\""),
    (
      #"{"step":5,"place":"a","nonFiniteDeltas":0.5}"#,
      "\"nonFiniteDeltas\": expected a whole number"
    ),
    (
      #"{"step":5,"place":"a","nonFiniteDeltas":1e18}"#,
      "\"nonFiniteDeltas\": expected a whole number"
    ),
    (
      #"{"step":5,"loss":1,"accuracy":93}"#,
      "\"accuracy\": expected a share from 0 to 1, got 93; divide percent by 100"
    ),
    (#"{"step":5,"loss":1,"accuracy":-0.5}"#, "\"accuracy\": expected a share from 0 to 1"),
    (#"{"step":5,"loss":1,"validationAccuracy":2}"#, "\"validationAccuracy\": expected a share"),
    (#"{"evaluation":{"trainingAccuracy":97}}"#, "trainingAccuracy\": expected a share"),
    (#"{"step":5,"place":"a","saturatedFraction":7}"#, "\"saturatedFraction\": expected a share"),
    (#"{"step":5,"place":"a","attentionEntropy":3.1}"#, "\"attentionEntropy\": expected a share"),
    (
      #"{"step":5,"place":"a","silentUnits":5}"#,
      "\"silentUnits\": expected a whole number from 0 to 4, got 5"
    ),
    (#"{"step":5,"place":"a","histograms":[]}"#, "\"histograms\": expected an object, got a list"),
    (
      #"{"step":5,"place":"a","histograms":{"deltas":{"lowest":0,"counts":[1],"negative":[]}}}"#,
      "\"histograms.deltas.negative\": expected as many bins as \"counts\" has, 1, got 0"
    ),
    (
      #"{"step":5,"place":"a","histograms":{"deltas":{"lowest":0,"counts":[-1],"negative":[0]}}}"#,
      "\"histograms.deltas.counts[0]\": expected a whole number"
    ),
    (
      #"{"step":5,"place":"a","histograms":{"deltas":{"lowest":9999,"counts":[],"negative":[]}}}"#,
      "\"histograms.deltas.lowest\": expected a whole number from -1074 to 1023, got 9999"
    ),
    (#"{"step":5,"histograms":{}}"#, "\"place\": expected the name of a place"),
    (#"{"event":"too-small","step":5,"place":"c","tensor":"delta"}"#, "\"place\": expected"),
    (
      #"{"end":"crashed"}"#,
      "\"end\": expected \"completed\", \"diverged\" or \"interrupted\", got \"crashed\""
    ),
    (
      #"{"schema":"gradscope.log/1","places":[{"name":"z"}]}"#,
      "expected the places and chains of the first line"
    ),
  ])
  func aLaterLine(_ line: String, _ expected: String) {
    let message = message([LogFile.head, #"{"step":5,"loss":1}"#, line])
    #expect(
      message.contains("test.gradscope.jsonl: line 3: ") && message.contains(expected), "\(message)"
    )
    #expect(!message.contains("\n"))
  }

  @Test func bytesThatAreNoTextAndNestingWithoutEnd() {
    #expect(throws: RunLogError.self) {
      try LogFile.read(Array((LogFile.head + "\n{\"a\":\"").utf8) + [0xFF] + Array("\"}\n".utf8))
    }
    let deep = "{\"a\":" + String(repeating: "[", count: 100_000) + "\n"
    #expect(message([LogFile.head, deep]).contains("at most 64 objects and lists"))
    let wide = "{\"a\":[" + String(repeating: "0,", count: 5_000_000)
    #expect(message([LogFile.head, wide]).contains("at most 4194304 values in a line"))
  }

  @Test func aLineThatIsTooLongAndAFileThatIsNone() {
    let long = [UInt8](repeating: 0x20, count: RunLog.Limit.line + 2)
    #expect(throws: RunLogError.self) { try LogFile.read(long) }
    #expect(throws: RunLogError.file(.missing(path: "/none", expected: "a run log"))) {
      try RunLogReader.read("/none")
    }
    #expect(throws: RunLogError.self) { try RunLogReader.read("/") }
  }
}
