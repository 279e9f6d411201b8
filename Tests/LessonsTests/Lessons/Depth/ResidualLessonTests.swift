import Testing

@testable import Lessons

@Suite struct ResidualLessonTests {
  /// x + s·φ(z) with Xavier: E[a²] is multiplied by about 1 + s²/2 and what the mean of φ adds, so that
  /// s = 1/√L leaves it near 1 and s = 1 does not.
  @Test func theScaleDecidesWhetherTheSignalGrows() async throws {
    let numbers = try await ResidualLesson().take(LessonSettings([.steps: "1"])).numbers
    let (kept, left) = (
      try #require(numbers["signalKept"]), try #require(numbers["deltaLeft"])
    )
    #expect(kept[0] < 1e-3 && kept[1] > 0.5 && kept[1] < 5 && kept[2] > 20)
    #expect(left[0] < 1e-3 && left[1] > 0.5 && left[1] < 5)
  }
}
