import Testing

@testable import Lessons

@Suite struct DyingReLULessonTests {
  @Test func theChaptersNumbers() async throws {
    let chapter = try Chapter()
    let numbers = try await DyingReLULesson().take(LessonSettings([.steps: "5"])).numbers
    for (name, key) in [
      ("relu", "relu"), ("relu′", "relu_derivative"), ("leaky", "leaky_relu_0.01"),
      ("leaky′", "leaky_relu_derivative_0.01"),
    ] {
      #expect(agree(numbers[name], chapter.numbers("02_activations", key)), "\(name)")
    }
  }

  @Test func aLargeRateKillsAndABiasIsBornSilent() async throws {
    let numbers = try await DyingReLULesson().take().numbers
    let (start, end) = (
      try #require(numbers["silentAtStart"]), try #require(numbers["silentAtEnd"])
    )
    #expect(start[1] == 0 && end[1] > 0.2)
    #expect(start[2] > 0.2 && end[0] < 0.1)
  }

  /// Without a change of the biases, what is given is what was drawn.
  @Test func aBiasOfZeroIsTheUsualNetwork() async throws {
    let settings = LessonSettings([.bias: "0", .steps: "20"])
    let runs = try await DyingReLULesson().take(settings).runs
    #expect(runs[0].record.curves.loss == runs[2].record.curves.loss)
  }
}
