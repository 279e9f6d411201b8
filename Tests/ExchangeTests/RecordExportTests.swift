import Files
import Foundation
import Records
import Testing

@testable import Exchange

@Suite struct RecordExportTests {
  private let start = Date(timeIntervalSince1970: 1_700_000_000)

  @Test func eventFilesHoldEveryScalar() throws {
    let bytes = TensorBoardExport(ExampleRecord.make(), startedAt: start).bytes
    let events = try EventReader.events(bytes)
    #expect(events[0].version == "brain.Event:2")
    #expect(events.dropFirst().map(\.step) == events.dropFirst().map(\.step).sorted())
    func scalars(_ tag: String) -> [Float] {
      events.flatMap(\.values).filter { $0.tag == tag }.compactMap(\.scalar)
    }
    #expect(scalars("loss").prefix(2) == [1, 0.5])
    // NaN is not dropped.
    #expect(scalars("loss").last?.isNaN == true)
    #expect(scalars("gradient_norm") == [1, 1, .infinity])
    #expect(scalars("delta_rms/layer_2") == [2, 12, 22])
    #expect(scalars("non_finite_delta/layer_1") == [6])
    #expect(scalars("gradient_cosine/layer_1") == [0.25])
    // Half of the steps, half of the four seconds.
    #expect(events.last { $0.step == 1 }?.wallTime == 1_700_000_002)
  }

  @Test func histogramsAreOnTheGridFromTheMostNegativeUp() throws {
    let bytes = TensorBoardExport(ExampleRecord.make(), startedAt: start).bytes
    let value = try #require(
      EventReader.events(bytes).flatMap(\.values).first { $0.tag == "delta/layer_1" })
    #expect(value.limits == [-0.5, -0.25, -0.125, 0.125, 0.25, 0.5, 1])
    #expect(value.counts == [2, 0, 1, 5, 0, 4, 0])
  }

  @Test func damageIsNoticedByTheReader() throws {
    var bytes = TensorBoardExport(ExampleRecord.make(), startedAt: start).bytes
    bytes[bytes.count / 2] ^= 1
    #expect(throws: EventReader.Damage.self) { try EventReader.events(bytes) }
  }

  @Test func jsonComesBackAsItWas() throws {
    let record = ExampleRecord.make()
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    let text = try #require(RecordExport.text(record, as: .json, startedAt: start))
    let back = try decoder.decode(RunRecord.self, from: Data(text.utf8))
    #expect(RecordExport.text(back, as: .json, startedAt: start) == text)
    #expect(back.history == record.history && back.samples == record.samples)
    #expect(back.curves.loss.last?.isNaN == true)
  }

  /// It is put together from parts; an encoder at one go must say the same.
  @Test func theWholeIsWhatAnEncoderWrites() throws {
    let record = ExampleRecord.make(name: "\"history\":{} \"samples\":[]")
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    let text = try #require(RecordExport.text(record, as: .json, startedAt: start))
    func object(_ data: Data) throws -> NSDictionary {
      let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      return NSDictionary(dictionary: object.filter { $0.key != "header" })
    }
    #expect(try object(Data(text.utf8)) == object(encoder.encode(record)))
  }

  @Test func everyLineOfJSONLinesIsAnObjectWithItsType() throws {
    let text = try #require(RecordExport.text(ExampleRecord.make(), as: .jsonl, startedAt: start))
    let types = try text.split(separator: "\n").map { line in
      try #require(
        (JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])?["type"] as? String)
    }
    #expect(
      types == ["run", "point", "point", "point"] + Array(repeating: "layer", count: 6)
        + ["sample", "probe", "probe", "event"]
    )
  }

  @Test func tablesHaveAsManyCellsAsHeadings() throws {
    let csv = CSVExport(ExampleRecord.make())
    for table in csv.tables.map({ $0.text() }) {
      let rows = table.split(separator: "\r\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false)
      }
      #expect(Set(rows.map(\.count)).count == 1)
    }
    #expect(csv.curves.contains("\r\n2,2,1,nan,nan,nan,0.5,inf"))
    #expect(csv.layers.hasPrefix("step,last_step,step_count,layer,delta_rms,"))
    #expect(csv.histograms.contains("1,1,1,delta,negative,-1,2,layers.0\r\n"))
    #expect(csv.histograms.contains("1,1,1,delta,non_finite,,6,layers.0\r\n"))
    // What was not measured is an empty cell, and not 0.
    #expect(csv.samples.hasSuffix("\r\n1,1,1,1,0.25,,layers.0\r\n1,1,1,2,,,layers.1\r\n"))
    #expect(csv.probes.hasSuffix("\r\n0,1,,,,,layers.0\r\n2,1,1,2,1.5,3,layers.0\r\n"))
    #expect(csv.jacobians.hasSuffix("\r\n2,1,1,2.0\r\n2,1,2,0.5\r\n2,2,1,1.0\r\n2,2,2,nan\r\n"))
    #expect(
      csv.events.hasSuffix("\r\ntoo-large,2,1,weight-gradient,70000.0,65504.0,0,layers.0\r\n"))
  }

  /// δ was measured and nothing else, in a network with a name that a table must put in quotes.
  @Test func whatWasNotMeasuredIsAnEmptyCellAndNoScalar() throws {
    var record = ExampleRecord.make()
    record.places[1].name = "head, \"new\""
    let rows = CSVExport(record).layers.split(separator: "\r\n")
    let means = Quantity.all.count
    let ranges = Quantity.all.count { !$0.isCount } * 2
    let empty = String(repeating: ",", count: means - 1)
    #expect(
      rows[2].hasPrefix("0,0,1,2,2.0\(empty),2.0,") && rows[2].hasSuffix(",\"head, \"\"new\"\"\""))
    #expect(
      rows[1].split(separator: ",", omittingEmptySubsequences: false).count
        == 4 + means + ranges + 1)
    let tags = try EventReader.events(TensorBoardExport(record, startedAt: start).bytes)
      .flatMap(\.values).map(\.tag)
    #expect(tags.contains("delta_rms/layer_1") && !tags.contains("weight_norm/layer_1"))
    let lines = try #require(RecordExport.text(record, as: .jsonl, startedAt: start))
    #expect(lines.contains("\"mean\":{\"deltaRMS\":2},\"place\":\"head, \\\"new\\\"\""))
  }

  @Test func jsonHasFactsPlacesChainsAndThePlan() throws {
    var record = ExampleRecord.make()
    record.plan = .object(["depth": .integer(1)])
    for format in [ExportFormat.json, .jsonl] {
      let text = try #require(RecordExport.text(record, as: format, startedAt: start))
      let first = try #require(text.split(separator: "\n").first)
      let object = try #require(
        JSONSerialization.jsonObject(with: Data(first.utf8)) as? [String: Any])
      #expect((object["facts"] as? [String: Any])?["classes"] as? Int == 2)
      #expect(
        (object["places"] as? [[String: Any]])?.map { $0["name"] as? String } == [
          "layers.0", "layers.1",
        ])
      #expect((object["chains"] as? [[String: Any]])?.first?["places"] as? [Int] == [0])
      #expect((object["plan"] as? [String: Any])?["depth"] as? Int == 1)
    }
  }

  @Test func aTableWithoutRowsIsNoFile() {
    var record = ExampleRecord.make()
    #expect(
      CSVExport(record).tables.map(\.name) == [
        "curves", "layers", "histograms", "samples", "probes", "jacobians", "events",
      ])
    record.samples = SampleHistory()
    record.probes = []
    record.events = []
    #expect(CSVExport(record).tables.map(\.name) == ["curves", "layers"])
  }

  @Test(arguments: [
    ("../../etc/passwd", "..-..-etc-passwd"), ("a b,\"c\"\n", "a-b--c--"), ("..", "run"),
    ("", "run"), ("relu-he (3)", "relu-he--3-"),
  ])
  func aNameStaysWithinItsFolder(_ name: String, _ file: String) {
    #expect(RecordExport.fileName(name) == file)
  }

  @Test func emptyRecordsAndPlacesThatAreNone() throws {
    var empty = ExampleRecord.make()
    empty.curves = Curves()
    empty.history = RunHistory(placeCount: 0)
    empty.samples = SampleHistory()
    for format in ExportFormat.allCases {
      _ = RecordExport.text(empty, as: format, startedAt: start)
      #expect(throws: FileError.self) {
        try RecordExport(empty, as: format, to: "/dev/null/x", startedAt: start).write()
      }
    }
  }

  @Test func aSideWithoutValuesHasNoBuckets() {
    let positive = HistogramBuckets(
      MagnitudeHistogram(lowestExponent: -1, negative: [], positive: [3, 1], zeros: 5))
    #expect(positive.smallest == 0 && positive.limits == [0.5, 1, 2])
    #expect(positive.counts == [5, 3, 1])
    let negative = HistogramBuckets(
      MagnitudeHistogram(lowestExponent: -1, negative: [3, 1], positive: [], zeros: 5))
    #expect(negative.smallest == -2 && negative.limits == [-1, -0.5, 0])
    #expect(negative.counts == [1, 3, 5])
  }

  @Test func aTensorThatIsAllNaNHasNoHistogram() throws {
    var record = ExampleRecord.make()
    var place = PlaceSample()
    place.activations.nonFinite = 12
    record.samples = SampleHistory()
    record.samples.append(Sample(step: 1, places: [place]))
    let values = try EventReader.events(TensorBoardExport(record, startedAt: start).bytes)
      .flatMap(\.values)
    #expect(!values.contains { $0.tag == "activation/layer_1" })
    #expect(values.contains { $0.tag == "non_finite_activation/layer_1" && $0.scalar == 12 })
  }

  @Test(arguments: [ExportFormat.json, .jsonl])
  func jsonSaysWhichRunItIsAndWhatIsWrongWithIt(_ format: ExportFormat) throws {
    let origin = RunOrigin(run: 7, startedAt: "2026-01-02T03:04:05Z", version: "1.2.3")
    let text = try #require(
      RecordExport.text(
        ExampleRecord.make(), as: format, startedAt: start, origin: origin))
    let first = try #require(text.split(separator: "\n").first)
    let object = try JSONSerialization.jsonObject(with: Data(first.utf8)) as? [String: Any]
    let header = try #require(object?["header"] as? [String: Any])
    #expect(header["verdict"] as? String == "non-finite-values")
    #expect((header["findings"] as? [[String: Any]])?.isEmpty == false)
    #expect((header["origin"] as? [String: Any])?["run"] as? Int == 7)
  }
}
