import Testing

@testable import Lessons

@Suite struct InputScalingLessonTests {
  @Test func theChaptersTable() async throws {
    let expected = try Chapter().numbers("07_input_scaling", "standardized_population_std")
    let numbers = try await InputScalingLesson().take().numbers
    #expect(agree(numbers["standardized"], expected))
  }

  /// Income is a thousand times as large as age, and hides it.
  @Test func unscaledTheLargestInputIsAlone() async throws {
    let report = try await InputScalingLesson().take()
    let raw = try #require(report.numbers["sharesRaw"])
    let scaled = try #require(report.numbers["sharesScaled"])
    #expect(raw[0] > 0.99)
    #expect(scaled.allSatisfy { $0 > 0.2 && $0 < 0.5 })
    #expect(!report.runs[0].judgement.isHealthy)
    #expect(report.runs[1].judgement.isHealthy)
    let accuracies = try #require(report.numbers["accuracies"])
    #expect(accuracies[1] > 0.85)
    #expect(!(accuracies[0] > accuracies[1]))
  }
}
