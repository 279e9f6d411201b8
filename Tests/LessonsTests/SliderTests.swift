import Testing

@testable import Lessons

/// Every position of the sliders of lessons without training is an experiment that says something.
@Suite struct SliderTests {
  /// Lessons with sliders whose networks nobody trains.
  static let computed = LessonCatalog.all.filter {
    !$0.sliders.isEmpty && !$0.options.contains(.steps) && !$0.drawsAnew
  }.map(\.card.name)

  @Test func someAreComputed() {
    #expect(
      Self.computed == [
        "neuron", "perceptron", "activations", "forward", "losses", "backprop", "softmax",
      ])
  }

  @Test(arguments: computed) func everyPositionRuns(_ name: String) async throws {
    let lesson = try LessonCatalog.lesson(name)
    for settings in LessonSlider.grid(lesson.sliders) {
      let report = try await lesson.take(settings)
      for observation in report.observations {
        #expect(observation.said?.claims.allSatisfy(\.holdsAsPrinted) == true, "\(settings.words)")
      }
    }
  }
}
