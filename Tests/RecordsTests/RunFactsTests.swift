import Foundation
import Testing
import Texts

@testable import Records

/// Facts and places are read by programs of other versions than the one that wrote them.
struct RunFactsTests {
  @Test func whatIsMissingIsNotKnown() throws {
    let facts = try JSONText.decode(
      RunFacts.self, from: #"{"origin": {"program": "x", "framework": "PyTorch"}, "classes": 10}"#)
    var expected = RunFacts()
    expected.origin = Origin(program: "x", framework: "PyTorch")
    expected.classes = 10
    #expect(facts == expected && !facts.origin.isOwn && facts.learningRate == nil)
  }

  @Test func aKeyThatIsNotKnownIsPassedOver() throws {
    let facts = try JSONText.decode(
      RunFacts.self, from: #"{"frobnication": [1, 2], "task": "juggling"}"#)
    #expect(facts.task == .other)
  }

  @Test func aValueOfAnotherTypeIsAnError() {
    #expect(throws: DecodingError.self) {
      try JSONText.decode(RunFacts.self, from: #"{"batchSize": "many"}"#)
    }
  }

  /// Every property has its line in the decoder: what is set comes back.
  @Test func everyPropertyComesBack() throws {
    var facts = RunFacts()
    facts.origin = .gradscope
    (facts.task, facts.classes) = (.multiLabel, 3)
    facts.loss = LossFacts(name: "cross-entropy", kind: .logLikelihood, isOverClasses: true)
    facts.optimizer = OptimizerFacts(name: "adam", dividesByGradientSize: true, momentum: 0.9)
    (facts.learningRate, facts.hasConstantRate, facts.weightDecay) = (0.1, false, 1e-4)
    (facts.clipNorm, facts.clipValue, facts.batchSize, facts.reduction) = (1, 2, 64, "mean")
    facts.precision = Precision("float32")
    facts.initializer = InitializerFacts(name: "he-normal", source: .file, isMatching: true)
    facts.layers = LayersGiven(.file, file: "n.yaml", hasLists: true)
    facts.data = DatasetSummary(name: "xor", examples: 4, features: 2, classes: 2)
    (facts.isStandardized, facts.plannedSteps, facts.seed) = (true, 100, .max)
    (facts.recordingTier, facts.targetLoss, facts.schedule) = (.deep, 0.01, "cosine")
    facts.reference = Reference(guessing: 2, reached: 0.1, needed: 1.05, heldOut: true)
    facts.counterfactuals = [
      Counterfactual(change: .lowerRate, value: 0.01, loss: 0.2, suffices: true)
    ]
    facts.oneBatch = OneBatch(examples: 32, steps: 100, guessing: 2.3, loss: nil)
    facts.tried = [
      TriedChange(
        options: "--init he-normal",
        arguments: ["train", "--init", "he-normal"], remedies: ["x"], loss: nil,
        accuracy: 0.9, verdict: "diverged", seeds: [1, .max], heals: false, isWorse: true)
    ]
    (facts.batchSpread, facts.stepUnit) = (0.1, .epoch)
    let text = try JSONText.encode(facts, pretty: false)
    let keys = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    ).keys
    #expect(keys.count == Mirror(reflecting: facts).children.count)
    #expect(try JSONText.decode(RunFacts.self, from: text) == facts)
  }

  @Test func aPlaceNeedsANameOnly() throws {
    let place = try JSONText.decode(
      Place.self, from: #"{"name": "encoder.0", "kind": "mystery", "activation": {"name": "gelu"}}"#
    )
    #expect(place.kind == .other && place.units == 0 && !place.hasWeights)
    #expect(place.activation == nil && place.activationName == "gelu")
    #expect(try JSONText.decode(Place.self, from: JSONText.encode(place)) == place)
    #expect(throws: DecodingError.self) { try JSONText.decode(Place.self, from: "{}") }
  }

  @Test func aSummaryShowsWhatDiffers() {
    let alike = NetworkSummary(widths: [64, 64], activations: ["relu", "relu"])
    #expect(alike.width() == "64" && alike.activation() == "relu" && !alike.isResidual)
    let other = NetworkSummary(widths: [128, 64, 32], activations: ["tanh", "relu", "relu"])
    #expect(other.width() == "128, 64, 32" && other.width(limit: 2) == "128, 64, …")
    #expect(other.activation() == "tanh, relu, relu")
  }
}
