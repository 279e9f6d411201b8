import Testing

@testable import Lessons

@Suite struct VanishingLessonTests {
  /// σ′ ≤ ¼ and Xavier leave a quarter at most.
  @Test func everySigmoidLayerTakesThreeQuarters() async throws {
    let report = try await VanishingLesson().take(LessonSettings([.steps: "20"]))
    for factor in try #require(report.numbers["factors"]).dropFirst() {
      #expect(factor > 0.2 && factor < 0.27)
    }
    #expect(report.runs.count == 4)
  }
}
