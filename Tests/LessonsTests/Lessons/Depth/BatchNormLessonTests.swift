import Testing

@testable import Lessons

@Suite struct BatchNormLessonTests {
  @Test func itKeepsTheSignalOfWeightsThatAreTooSmall() async throws {
    let kept = try #require(
      try await BatchNormLesson().take(LessonSettings([.steps: "1"])).numbers["signalKept"])
    #expect(kept[0] < 1e-4 && kept[1] > 0.5)
  }

  /// Of two numbers it makes ±1, whose derivative is 0 but for ε.
  @Test func twoExamplesLetNoDeltaThrough() async throws {
    let report = try await BatchNormLesson().take()
    let factors = try #require(report.numbers["deltaFactors"])
    let accuracies = try #require(report.numbers["accuracies"])
    #expect(factors[2] < 0.5 && factors[1] > 1)
    #expect(accuracies[2] < 0.3 && accuracies[1] > 0.8 && accuracies[4] > accuracies[2])
    #expect(report.runs[2].hasFinding("batch-norm-of-few"))
  }
}
