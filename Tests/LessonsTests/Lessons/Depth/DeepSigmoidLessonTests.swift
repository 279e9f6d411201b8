import Testing

@testable import Lessons

@Suite struct DeepSigmoidLessonTests {
  @Test func onlyTheRightSideLearns() async throws {
    let numbers = try await DeepSigmoidLesson().take().numbers
    let accuracies = try #require(numbers["accuracies"])
    #expect(accuracies[1] > 0.9)
    for index in [0, 2, 3] { #expect(accuracies[index] < 0.7) }
  }

  /// Nine factors of at most ¼ of σ′ alone.
  @Test func theFirstLayerOfTheWrongSideGetsNothing() async throws {
    let left = try #require(
      try await DeepSigmoidLesson().take(LessonSettings([.steps: "1"])).numbers["deltaLeft"])
    #expect(left[0] < 1e-12 && left[1] > 0.3)
  }

  /// Over examples, not over units, whose answers differ by their weights alone.
  @Test func nothingOfTheInputIsLeftOnTheWrongSide() async throws {
    let spreads = try #require(
      try await DeepSigmoidLesson().take(LessonSettings([.steps: "1"])).numbers["spreads"])
    #expect(spreads[0] < 1e-7 && spreads[1] > 0.1)
  }
}
