import Diagnosis
import Foundation
import Records
import Testing
import Texts

@testable import Reports

/// The JSON of `Documentation/json.md`.
struct RunDocumentTests {
  private func object(_ text: String) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func aRunHasTheKeysOfTheContract() throws {
    let run = SampleRuns.runs(depth: 4, steps: 10)[0]
    let json = try object(JSONText.encode(RunDocument(run, files: ["a.png"], isTopLevel: true)))
    #expect(json["schema"] as? String == "gradscope.run/1")
    for key in [
      "name", "status", "verdict", "configuration", "loss", "accuracy", "decayPerLayer", "layers",
      "history", "findings", "timing", "files", "version",
    ] { #expect(json[key] != nil, "\(key)") }
    let configuration = try #require(json["configuration"] as? [String: Any])
    #expect(configuration["init"] as? String == "normal:0.01")
    let layers = try #require(json["layers"] as? [[String: Any]])
    #expect(layers.count == 5)
    #expect(layers[0]["predicted"] is NSNull)
    let initial = try #require(layers[0]["initial"] as? [String: Any])
    for key in [
      "deltaRMS", "weightGradientNorm", "weightGradientRMS", "weightNorm", "updateRatio",
      "activationMean", "activationStd", "activationRMS", "preactivationMean", "preactivationStd",
      "preactivationRMS", "saturatedFraction", "saturatedLowFraction", "saturatedHighFraction",
      "zeroFraction", "silentUnits",
    ] { #expect(initial[key] != nil, "\(key)") }
    let history = try #require(json["history"] as? [String: Any])
    #expect((history["steps"] as? [Int])?.count == 11)
  }

  @Test func numbersThatAreNotFiniteAreStrings() throws {
    var record = ExampleRecord.make(steps: 2)
    record.evaluation.finalLoss = .nan
    record.curves.append(step: 3, loss: .infinity, accuracy: 0, gradientNorm: -.infinity)
    let json = try object(JSONText.encode(RunDocument(JudgedRun(record))))
    #expect((json["loss"] as? [String: Any])?["final"] as? String == "nan")
    let history = try #require(json["history"] as? [String: Any])
    #expect((history["loss"] as? [Any])?.last as? String == "inf")
    #expect((history["gradientNorm"] as? [Any])?.last as? String == "-inf")
  }

  @Test func theLooksAtWhatWasHeldOutAreThere() throws {
    var record = ExampleRecord.make(steps: 4)
    #expect(try object(JSONText.encode(RunDocument(JudgedRun(record))))["heldOut"] is NSNull)
    var curve = HeldOutCurve(examples: 40)
    curve.append(HeldOutLook(step: 0, loss: 2.5, accuracy: 0.25))
    curve.append(HeldOutLook(step: 4, loss: .nan, accuracy: 0.5))
    record.heldOut = curve
    let json = try object(JSONText.encode(RunDocument(JudgedRun(record))))
    let held = try #require(json["heldOut"] as? [String: Any])
    #expect(held["examples"] as? Int == 40 && held["steps"] as? [Int] == [0, 4])
    #expect((held["loss"] as? [Any])?.last as? String == "nan")
    #expect(held["accuracy"] as? [Double] == [0.25, 0.5])
  }

  /// What nobody evaluated is unknown, and not NaN, which would be said of a run that diverged.
  @Test func aKilledRunHasNoFinalLoss() throws {
    var record = ExampleRecord.make(steps: 40, finalLoss: 0.5, status: .interrupted)
    record.evaluation = Evaluation()
    record.evaluation.initialLoss = 2.25
    record.evaluation.trainingExamples = 100
    let run = JudgedRun(record)
    let json = try object(JSONText.encode(RunDocument(run)))
    let loss = try #require(json["loss"] as? [String: Any])
    #expect(loss["initial"] as? Double == 2.25 && loss["final"] is NSNull)
    #expect((json["accuracy"] as? [String: Any])?["training"] is NSNull)
    // The table has that of the last batches.
    let row = ComparisonTable([run]).lines[2]
    #expect(row.contains("2.25 → 0.5") && !row.contains("NaN"), "\(row)")
  }

  @Test func aComparisonHoldsItsRunsInOrder() throws {
    let runs = SampleRuns.runs(depth: 3, steps: 5)
    let json = try object(
      JSONText.encode(
        ComparisonDocument(runs, configuration: runs[0].record.plan, files: [])))
    #expect(json["schema"] as? String == "gradscope.comparison/1")
    let names = (json["runs"] as? [[String: Any]])?.compactMap { $0["name"] as? String }
    #expect(names == runs.map(\.name))
  }
}
