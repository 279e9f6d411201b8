import Foundation
import Records
import Testing

@testable import Experiments

/// A plan goes into a record as JSON, and comes back whatever version wrote it.
@Suite struct TrainingPlanJSONTests {
  private func plan(_ text: String) throws -> TrainingPlan {
    try JSONDecoder().decode(TrainingPlan.self, from: Data(text.utf8))
  }

  /// Every setting unlike its default.
  private var unusual: TrainingPlan {
    var c = TrainingPlan()
    c.widths = [128, 64, 32]
    c.activation = PerLayer(["tanh", "relu", "leaky-relu:0.2"])
    c.initializer = PerLayer(["xavier-normal", "he-normal", "fan-in:1.7"])
    (c.biasStd, c.norm) = (0.1, PerLayer(["none", "batch", "layer"]))
    c.dropout = PerLayer([0, 0.2, 0.5])
    (c.residual, c.residualScale) = (true, 0.5)
    (c.outputActivation, c.outputInitializer) = ("sigmoid", "zeros")
    (c.loss, c.reduction, c.task) = ("huber:0.5", "sum", "regression")
    (c.optimizer, c.learningRate) = ("adam", 1e-4)
    (c.beta1, c.beta2, c.adamEpsilon) = (0.8, 0.99, 1e-3)
    (c.weightDecay, c.schedule, c.clipNorm, c.clipValue) = (0.01, "cosine:3", 2, 0.1)
    (c.batchSize, c.steps, c.validationFraction, c.standardize) = (7, 12, 0.3, false)
    // Larger than any signed number.
    (c.seed, c.precision) = (18_446_744_073_709_551_615, "float64")
    (c.recordingTier, c.recordEvery, c.initialParameters) = (.deep, 3, "w.safetensors")
    c.dataset = DatasetSummary(name: "d.csv", examples: 9, features: 4, classes: 0)
    return c
  }

  @Test func whatIsWrittenIsRead() throws {
    for original in [TrainingPlan(), unusual] {
      #expect(TrainingPlan(original.json) == original)
    }
  }

  /// So that a setting that is forgotten in the decoder is found here.
  @Test func theUnusualPlanIsUnlikeTheDefaultInEverySetting() throws {
    guard case .object(let usual) = TrainingPlan().json, case .object(let all) = unusual.json
    else {
      Issue.record("a plan is no object")
      return
    }
    // Numbers that only some optimizers take; momentum is not among Adam's.
    for (key, value) in all { #expect(usual[key] != value, "\(key)") }
    #expect(Set(usual.keys).isSubset(of: all.keys))
  }

  @Test func keysAreTheOptionsInCamelCase() {
    #expect(unusual.json["init"]?["0"] == nil)
    #expect(unusual.json["learningRate"] == .number(1e-4))
    #expect(unusual.json["widths"] == .array([.integer(128), .integer(64), .integer(32)]))
    #expect(TrainingPlan().json["widths"] == nil)
    #expect(TrainingPlan().json["activation"] == .string("relu"))
  }

  @Test func aKeyThatIsNotThereHasItsDefault() throws {
    #expect(try plan("{}") == TrainingPlan())
    let old = try plan(#"{"depth": 3, "activation": "tanh", "init": "naive"}"#)
    #expect(old.hiddenWidths == [64, 64, 64] && old.dropout == 0 && old.reduction == "mean")
    #expect(old.activation == "tanh" && old.initializer == "naive")
  }

  @Test func aKeyOfAnotherVersionIsPassedOver() throws {
    let new = try plan(#"{"width": 8, "quantization": {"bits": [4, 8]}, "heads": 2}"#)
    #expect(new.width == 8 && new.depth == 10)
  }

  @Test func aValueOfAnotherTypeIsNoPlan() {
    #expect(throws: DecodingError.self) { try plan(#"{"depth": "many"}"#) }
    #expect(TrainingPlan(.object(["depth": .string("many")])) == nil)
    #expect(TrainingPlan(nil) == nil && TrainingPlan(JSONValue.null) == nil)
  }

  /// Whatever else the JSON says of depth and width.
  @Test func widthsSayHowManyLayersThereAre() throws {
    let c = try plan(#"{"depth": 10, "width": 64, "widths": [5, 7]}"#)
    #expect(c.hiddenWidths == [5, 7] && c.depth == 2 && c.width == 7)
    #expect(!c.isOfOneWidth)
  }
}
