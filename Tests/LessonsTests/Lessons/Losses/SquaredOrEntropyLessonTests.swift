import Testing

@testable import Lessons

@Suite struct SquaredOrEntropyLessonTests {
  @Test func theChaptersNumbers() async throws {
    let chapter = try Chapter()
    let report = try await SquaredOrEntropyLesson().take(LessonSettings([.steps: "2"]))
    let numbers = report.numbers
    let topic = "08_mse_vs_cross_entropy"
    #expect(agree(numbers["mse"], chapter.numbers(topic, "mse")))
    #expect(agree(numbers["bce"], chapter.numbers(topic, "bce")))
    #expect(agree(numbers["p"], chapter.numbers(topic, "gradient_wrt_logit", "p")))
    #expect(agree(numbers["gradientMSE"], chapter.numbers(topic, "gradient_wrt_logit", "mse")))
    #expect(agree(numbers["gradientBCE"], chapter.numbers(topic, "gradient_wrt_logit", "bce")))
  }

  /// From a start that is sure and wrong, squared error is left far behind.
  @Test func squaredErrorIsStuckWhereItIsSureAndWrong() async throws {
    let report = try await SquaredOrEntropyLesson().take(LessonSettings([.seed: "2"]))
    let accuracies = try #require(report.numbers["accuracies"])
    #expect(accuracies[3] > accuracies[2] + 0.2)
    #expect(report.runs[2].record.facts.seed == report.runs[3].record.facts.seed)
  }

  /// At a rate that is too large for its gradients, cross-entropy is behind, and the lesson says so.
  @Test func theOtherWayRoundIsSaid() async throws {
    let report = try await SquaredOrEntropyLesson().take(LessonSettings([.learningRate: "10"]))
    let accuracies = try #require(report.numbers["accuracies"])
    #expect(accuracies[3] < accuracies[2])
    #expect(report.observations.compactMap(\.said?.text).contains { $0.contains("other way") })
  }

  @Test func numbersAreNoClasses() async {
    await #expect {
      try await SquaredOrEntropyLesson().take(LessonSettings([.dataset: "sine"]))
    } throws: { error in
      "\(error)" == "--dataset: expected data with classes, such as moons or digits, got \"sine\""
    }
  }
}
