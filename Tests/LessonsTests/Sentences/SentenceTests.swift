import Experiments
import Testing

@testable import Lessons

/// What lessons say: over seeds and an unusual option, nothing that their numbers contradict.
@Suite struct SentenceTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let lesson: any Lesson
    let settings: LessonSettings

    var testDescription: String {
      ([lesson.card.name] + settings.words).joined(separator: " ")
    }
  }

  /// An option for each lesson under which something else happens.
  private static let unusual: [String: [LessonOption: String]] = [
    "neuron": [.inputs: "0,-4", .weights: "1,2"],
    "perceptron": [.labels: "1,0,0,1", .weights: "40,-3", .learningRate: "0.3"],
    "activations": [.activation: "exponential", .inputs: "-60,0.5,80"],
    "forward": [.activation: "tanh", .inputs: "-300,2"],
    "losses": [.predictions: "0,1,1,0", .labels: "1,1,0,0", .logits: "-3,0,900", .target: "2"],
    "softmax": [.logits: "-1000,1000,3,3"],
    "mse-vs-cross-entropy": [.initializer: "he-normal", .learningRate: "1000"],
    "backprop": [.learningRate: "50", .inputs: "-2,0.5"],
    "xor": [.width: "1", .steps: "300"],
    "optimizers": [.learningRate: "0.4", .start: "-1,0"],
    "vanishing": [.activation: "relu", .depth: "8"],
    "input-scaling": [.learningRate: "0.000001", .activation: "tanh"],
    "universal-approximation": [.activation: "identity", .steps: "200"],
    "features": [.depth: "1", .examples: "200", .steps: "100"],
    "capstone": [.seed: "7", .answer: "healthy"],
    "exploding": [.gain: "1", .depth: "4"],
    "initialization": [.activation: "tanh", .depth: "8", .steps: "100"],
    "dying-relu": [.learningRate: "0.5", .bias: "-1"],
    "batch-norm": [.batchSize: "16", .initializer: "he-normal"],
    "residual": [.activation: "sigmoid", .depth: "4"],
    "clipping": [.optimizer: "adam", .gain: "1"],
    "deep-sigmoid": [.depth: "2", .learningRate: "1"],
  ]

  static let cases = LessonCatalog.all.flatMap { lesson -> [Case] in
    let seeds = lesson.options.contains(.seed) ? Array(1...5) : [1]
    return seeds.map { seed in
      Case(
        lesson: lesson,
        settings: LessonSettings(lesson.options.contains(.seed) ? [.seed: "\(seed)"] : [:]))
    } + [Case(lesson: lesson, settings: LessonSettings(unusual[lesson.card.name] ?? [:]))]
  }

  @Test func everyLessonHasAnUnusualOption() {
    for lesson in LessonCatalog.all {
      #expect(Self.unusual[lesson.card.name] != nil, "\(lesson.card.name)")
    }
  }

  @Test(arguments: cases) func whatIsSaidIsTrue(_ some: Case) async throws {
    let report = try await some.lesson.take(some.settings)
    #expect(!report.observations.isEmpty)
    for observation in report.observations {
      let said = try #require(observation.said, "nothing may be said")
      for claim in said.claims {
        #expect(claim.holds, "\(said.text)")
        // Numbers that are rounded to one another are not different for a reader.
        #expect(claim.holdsAsPrinted, "\(said.text): \(claim)")
        let numbers = claim.numbers
        #expect(
          numbers.isEmpty || numbers.contains { said.text.contains($0.text) },
          "a condition on numbers that are not said: \(said.text)")
      }
      #expect(!said.text.contains("NaN") && !said.text.contains("  "), "\(said.text)")
    }
  }
}
