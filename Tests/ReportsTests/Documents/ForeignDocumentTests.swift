import Diagnosis
import Foundation
import Records
import Testing
import Texts

@testable import Reports

/// The JSON of runs of other programs: what they did not say is absent, and chains and places are there.
struct ForeignDocumentTests {
  private func json(_ record: RunRecord) throws -> [String: Any] {
    let text = try JSONText.encode(RunDocument(JudgedRun(record)))
    return try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func objects(_ value: Any?) throws -> [[String: Any]] {
    try #require(value as? [[String: Any]])
  }

  @Test func itHasFactsAndNoConfiguration() throws {
    let json = try json(ForeignRuns.transformer)
    #expect(json["configuration"] == nil)
    let facts = try #require(json["facts"] as? [String: Any])
    #expect((facts["origin"] as? [String: Any])?["framework"] as? String == "PyTorch")
    #expect(facts["seed"] == nil && facts["batchSize"] as? Int == 32)
    let loss = try #require(json["loss"] as? [String: Any])
    #expect(loss["initial"] as? Double == 2.3 && loss["final"] is NSNull)
    #expect((json["accuracy"] as? [String: Any])?["training"] is NSNull)
    let history = try #require(json["history"] as? [String: Any])
    #expect(history["accuracy"] == nil && (history["loss"] as? [Double])?.count == 51)
  }

  @Test func chainsComeWithTheirPlacesAndFactors() throws {
    let json = try json(ForeignRuns.transformer)
    let chains = try objects(json["chains"])
    #expect(chains.map { $0["name"] as? String } == ["blocks", "queries"])
    #expect(chains[0]["places"] as? [String] == ["encoder.0", "encoder.1"])
    #expect(chains[0]["axis"] as? String == "depth")
    let decay = try #require(chains[0]["decay"] as? [String: Double])
    // 1.0 / 0.8, by way of logarithms.
    #expect(abs((decay["delta"] ?? .nan) - 1.25) < 1e-12)
    #expect(json["decayPerLayer"] as? [String: Double] == decay)
  }

  @Test func layersAreThePlacesWithWeights() throws {
    let json = try json(ForeignRuns.transformer)
    let places = try objects(json["places"])
    #expect(places.count == 6 && places[2]["kind"] as? String == "block")
    #expect(places[2]["units"] as? Int == 64 && places[2]["activation"] == nil)
    let initial = try #require(places[2]["initial"] as? [String: Any])
    #expect(Set(initial.keys) == ["deltaRMS", "activationRMS"])
    let layers = try objects(json["layers"])
    #expect(
      layers.map { $0["name"] as? String } == [
        "embedding", "encoder.0.attention.query", "encoder.1.attention.query", "head",
      ])
    #expect(layers.map { $0["index"] as? Int } == [1, 2, 3, 4])
    #expect(layers[3]["predicted"] is NSNull && layers[3]["fanOut"] as? Int == 100)
  }

  /// Of time steps, which are no weight layers, the numbers of layers are null.
  @Test func aFindingNamesItsChainAndPlaces() throws {
    let findings = try objects(try json(ForeignRuns.lstm())["findings"])
    let steps = try #require(findings.first { $0["code"] as? String == "GS101" })
    #expect(steps["layers"] is NSNull && steps["chain"] as? String == "lstm")
    #expect((steps["places"] as? [String])?.first == "lstm.t1")
    let layers = try objects(try json(ForeignRuns.unknownActivation)["findings"])
    let finding = try #require(layers.first { $0["code"] as? String == "GS101" })
    #expect(finding["layers"] as? [Int] == [1, 4])
    let remedies = try objects(finding["remedies"])
    #expect(remedies[0]["action"] as? String == "activation")
    #expect(remedies[0]["name"] as? String == "relu")
    #expect(
      remedies[0]["howTo"] as? [String] == [
        "nn.ReLU()",
        "for i in range(0, 7, 2): nn.init.kaiming_normal_(model.net[i].weight, nonlinearity=\"relu\")",
      ])
    #expect((finding["remedy"] as? String)?.hasPrefix("Take relu with he-normal") == true)
  }

  /// A run of this program keeps its keys, and its finding of the whole run an empty list of layers.
  @Test func ofThisProgramTheLayersAreNumbered() throws {
    let json = try json(
      ExampleRecord.make(activation: "sigmoid", deltaFactor: 0.24, finalLoss: 2.3))
    let findings = try objects(json["findings"])
    #expect(findings.first { $0["code"] as? String == "GS101" }?["layers"] as? [Int] == [1, 6])
    let loss = try #require(findings.first { $0["code"] as? String == "GS402" })
    #expect(loss["layers"] as? [Int] == [] && loss["chain"] is NSNull)
    let layers = try objects(json["layers"])
    #expect((layers[0]["activation"] as? [String: Any])?["name"] as? String == "sigmoid")
    #expect(layers[10]["kind"] as? String == "output" && layers[10]["activation"] == nil)
  }

  @Test func everyFormatBearsThem() throws {
    let runs = ForeignRuns.all
    #expect(JUnitDocument(runs).text.contains("name=\"framework\" value=\"PyTorch\""))
    #expect(MarkdownDocument(runs, files: []).text.contains("| δ per place |"))
    let sarif = try JSONText.encode(SARIFDocument(runs, command: "gradscope diagnose"))
    #expect(sarif.contains("\"fullyQualifiedName\" : \"lstm-adding/time steps 1–50\""))
    #expect(sarif.contains("lstm.t1"))
  }
}
