import Testing

@testable import Lessons

/// What is asked follows what somebody chose.
@Suite struct GuessTests {
  @Test(arguments: [
    (
      "neuron", [LessonOption.inputs: "4,5", .weights: "0.25,1"],
      "4 and 5, their weights 0.25 and 1"
    ),
    ("perceptron", [.labels: "1,0,0,1"], "Which of the four"),
    ("backprop", [.target: "0"], "should be smaller"),
    ("softmax", [.logits: "0,0"], "2 classes 0.5 and 0.5"),
    ("optimizers", [.momentum: "0.5"], "keeps 0.5 of the last step"),
    ("vanishing", [.depth: "4", .dataset: "moons", .steps: "2"], "on moons, and one of 4"),
    (
      "exploding", [.depth: "4", .gain: "0.5", .steps: "2"],
      "0.5 times as large as they should be, in each of 4"
    ),
    ("initialization", [.depth: "8", .steps: "2"], "through 8 layers?"),
    ("batch-norm", [.batchSize: "8", .steps: "2"], "what is left of 8 examples"),
    ("residual", [.depth: "4", .steps: "2"], "through 4 of them"),
    ("deep-sigmoid", [.depth: "4", .steps: "2"], "4 layers with a·W"),
    ("features", [.depth: "1", .steps: "20"], "its hidden layer answer"),
    ("capstone", [.seed: "1", .answer: "saturation"], "Does saturation fit"),
  ]) func theGuessFollowsTheOptions(
    _ name: String, _ options: [LessonOption: String], _ part: String
  ) async throws {
    let lesson = try LessonCatalog.lesson(name)
    // The smallest networks ask the same.
    let small = lesson.options.contains(.width) ? options.merging([.width: "4"]) { $1 } : options
    let card = try await lesson.take(LessonSettings(small)).card
    #expect(card.guess.contains(part), "\(card.guess)")
    #expect(card.guess.contains("?"))
    #expect(card.guess != lesson.card.guess)
  }

  /// And without options it is that of the page.
  @Test(arguments: [
    "neuron", "perceptron", "backprop", "softmax", "forward", "losses",
  ])
  func withoutOptionsItIsThatOfTheCard(_ name: String) async throws {
    let lesson = try LessonCatalog.lesson(name)
    #expect(try await lesson.take().card == lesson.card)
  }

  @Test func aSignalThatShrinksIsNotAskedForAsOneThatGrows() async throws {
    for (gain, word) in [("0.5", "smaller"), ("1.5", "larger")] {
      let settings = LessonSettings([.gain: gain, .depth: "2", .steps: "2"])
      let question = try await ExplodingLesson().take(settings).card.question
      #expect(question.hasSuffix("the signal a little \(word)?"))
    }
  }
}
