import Foundation
import Records
import Testing

@testable import Exchange

/// What a network answers over its features, and what was held out, in each format.
@Suite struct OutputExportTests {
  private let start = Date(timeIntervalSince1970: 1_700_000_000)

  private func record(features: Int = 2, classes: [String] = ["left", "right, far"]) -> RunRecord {
    var record = ExampleRecord.make()
    let axes = (0..<features).map {
      OutputMap.Axis(name: "x\($0 + 1)", lower: -1, upper: 1, count: 2)
    }
    var map = OutputMap(
      axes: axes, target: "side", classes: classes,
      examples: [
        .init(features: Array([0.1, -1 / 3].prefix(features)), answer: 1, isHeldOut: true)
      ])
    let cells = map.cellCount
    map.grids = [0, 2].map { step in
      OutputGrid(
        step: step, values: (0..<cells).map { $0 == 1 ? .nan : Float($0) / 3 },
        winners: classes.isEmpty ? [] : (0..<cells).map { $0 == 1 ? OutputGrid.noClass : 1 })
    }
    record.outputs = map
    var curve = HeldOutCurve(examples: 40)
    curve.append(HeldOutLook(step: 0, loss: 2.5, accuracy: 0.25))
    curve.append(HeldOutLook(step: 2, loss: .infinity))
    record.heldOut = curve
    return record
  }

  @Test func tablesHaveARowACellAndARowAnExample() throws {
    func table(_ record: RunRecord, _ name: String) throws -> [Substring] {
      try #require(CSVExport(record).tables.first { $0.name == name }).text()
        .split(separator: "\r\n")
    }
    let rows = try table(record(), "outputs")
    #expect(rows.count == 1 + 2 * 4)
    #expect(rows[0] == "step,x1,x2,value,class")
    #expect(rows[1] == "0,-0.5,-0.5,0.0,\"right, far\"" && rows[2] == "0,0.5,-0.5,nan,")
    #expect(rows[7].hasPrefix("2,-0.5,0.5,0.6666667,"))
    #expect(
      try table(record(), "output_examples") == [
        "x1,x2,side,held_out", "0.1,-0.3333333333333333,\"right, far\",true",
      ])
    let curve = record(features: 1, classes: [])
    #expect(try table(curve, "outputs").prefix(2) == ["step,x1,value", "0,-0.5,0.0"])
    #expect(try table(curve, "output_examples").last == "0.1,1.0,true")
    #expect(!CSVExport(ExampleRecord.make()).tables.contains { $0.name == "outputs" })
  }

  @Test func jsonLinesHaveTheMapWithTheRunAndALineALook() throws {
    let text = try #require(RecordExport.text(record(), as: .jsonl, startedAt: start))
    let lines = try text.split(separator: "\n").map {
      try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    let map = try #require(lines[0]["outputs"] as? [String: Any])
    #expect((map["axes"] as? [Any])?.count == 2 && (map["grids"] as? [Any])?.isEmpty == true)
    let looks = lines.filter { $0["type"] as? String == "outputs" }
    #expect(looks.map { $0["step"] as? Int } == [0, 2])
    #expect((looks[0]["values"] as? [Any])?[1] as? String == "nan")
  }

  @Test(arguments: [(1, []), (2, []), (1, ["a", "b"]), (2, ["a", "b"])])
  func aLogIsWrittenAndReadBack(_ features: Int, _ classes: [String]) throws {
    let record = record(features: features, classes: classes)
    let text = try #require(RecordExport.text(record, as: .log, startedAt: start))
    let again = try #require(try LogFile.read(Array(text.utf8)).record.outputs)
    #expect(again.withoutGrids == record.outputs?.withoutGrids)
    for (old, new) in zip(record.outputs?.grids ?? [], again.grids) {
      #expect(new.step == old.step && new.winners == old.winners)
      // NaN is no equal of itself.
      #expect(new.values.map(\.description) == old.values.map(\.description))
    }
    #expect(again.grids.count == 2)
  }

  @Test func aLogWithAMapThatIsNoneIsRefused() {
    let axis = #"{"name":"x","lower":0,"upper":1,"count":2}"#
    let map = #"{"outputs":{"axes":[\#(axis)],"target":"y","classes":["a","b"],"examples":[]}}"#
    for (line, words) in [
      (#"{"outputs":{"axes":[],"target":"y"}}"#, "\"outputs.axes\": expected one or two features"),
      (
        #"{"outputs":{"axes":[{"name":"x","lower":1,"upper":0,"count":2}]}}"#, "one or two features"
      ),
      (#"{"step":1,"outputs":{"values":[1,2,3],"winners":[0,1]}}"#, "expected 2 of them"),
      (#"{"step":1,"outputs":{"values":[1,2]}}"#, "\"outputs.winners\": expected 2 of them"),
      (#"{"step":1,"outputs":{"values":[1,2],"winners":[0,2]}}"#, "the index of a class, or null"),
      (#"{"step":1,"outputs":{"values":[1,true],"winners":[0,1]}}"#, "\"outputs.values[1]\""),
    ] {
      let error = #expect(throws: RunLogError.self) { try LogFile.record(map, line) }
      #expect("\(error.map { "\($0)" } ?? "")".contains(words), "\(line)")
    }
    #expect(throws: RunLogError.self) {
      try LogFile.record(#"{"step":1,"outputs":{"values":[1,2]}}"#)
    }
  }

  /// A log that is written for days has as many looks as it likes.
  @Test func looksAreThinnedOut() throws {
    let axis = #"{"name":"x","lower":0,"upper":1,"count":1}"#
    let looks = (0..<500).map { #"{"step":\#($0),"outputs":{"values":[\#($0)]}}"# }
    let lines = [LogFile.head, #"{"outputs":{"axes":[\#(axis)],"target":"y"}}"#] + looks
    let grids = try #require(try LogFile.read(lines).outputs?.grids)
    #expect(grids.count <= 32 && grids.first?.step == 0 && grids.last?.step == 499)
    #expect(grids.allSatisfy { $0.values == [Float($0.step)] })
  }

  @Test func tensorBoardHasWhatWasHeldOut() throws {
    let values = try EventReader.events(TensorBoardExport(record(), startedAt: start).bytes)
    func scalars(_ tag: String) -> [Float] {
      values.flatMap(\.values).filter { $0.tag == tag }.compactMap(\.scalar)
    }
    #expect(scalars("validation_loss") == [2.5, .infinity])
    #expect(scalars("validation_accuracy") == [0.25])
    #expect(values.dropFirst().map(\.step) == values.dropFirst().map(\.step).sorted())
  }
}
