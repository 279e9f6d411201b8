import Testing

@testable import Lessons

@Suite struct OptimizersLessonTests {
  @Test func theChaptersNumbers() async throws {
    let chapter = try Chapter()
    let numbers = try await OptimizersLesson().take().numbers
    for (own, theirs) in [("batch", "sgd"), ("momentum", "momentum_0.9"), ("adam", "adam")] {
      let losses = chapter.numbers("06_optimizers", theirs, "loss_history")
      #expect(agree(numbers["\(own) losses"], losses), "\(own)")
      let end = chapter.numbers("06_optimizers", theirs, "final_params")
      #expect(agree(numbers["\(own) end"], end), "\(own)")
    }
  }

  /// A step of the rate η multiplies y by 1 − 6η, which beyond η = 1/3 is larger than 1.
  @Test func aRateBeyondAThirdIsTooLargeForY() async throws {
    for (rate, grows) in [("0.32", false), ("0.35", true)] {
      let settings = LessonSettings([.learningRate: rate, .steps: "100"])
      let losses = try #require(try await OptimizersLesson().take(settings).numbers["batch losses"])
      #expect((losses[100] > losses[0]) == grows)
    }
  }
}
