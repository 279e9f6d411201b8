import Testing

@testable import Lessons

/// Every position of the sliders of lessons without training is an experiment that says something.
@Suite struct SliderTests {
  @Test(
    arguments: ["perceptron", "activations", "forward", "losses", "softmax"])
  func everyPositionRuns(_ name: String) async throws {
    let lesson = try LessonCatalog.lesson(name)
    for settings in LessonSlider.grid(lesson.sliders) {
      let report = try await lesson.take(settings)
      for observation in report.observations {
        #expect(observation.said?.claims.allSatisfy(\.holdsAsPrinted) == true, "\(settings.words)")
      }
    }
  }
}
