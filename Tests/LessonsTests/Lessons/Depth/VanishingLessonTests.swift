import Foundation
import Testing

@testable import Lessons

@Suite struct VanishingLessonTests {
  /// σ′ ≤ ¼ and Xavier leave a quarter at most.
  @Test func everySigmoidLayerTakesThreeQuarters() async throws {
    let report = try await VanishingLesson().take(LessonSettings([.steps: "20"]))
    for factor in try #require(report.numbers["deltaFactors"]).dropFirst() {
      #expect(factor > 0.2 && factor < 0.27)
    }
    // Four depths, and one of them with ReLU and He.
    #expect(report.runs.count == 5)
    #expect(report.runs[4].deltaFactor > 0.8)
    let texts = report.observations.compactMap(\.said?.text)
    #expect(texts.contains { $0.contains("nowhere steeper than 0.25") })
  }

  /// slope · weights = the factor of a layer, and as many of them as there are steps are what is left.
  @Test func theFactorsMakeTheWhole() async throws {
    let report = try await VanishingLesson().take(LessonSettings([.steps: "1"]))
    for run in report.runs {
      let whole = pow(run.deltaFactor, Double(run.layerSteps))
      #expect(abs(whole / run.deltaLeft - 1) < 1e-9)
      #expect(run.slopePerLayer > 0 && run.slopePerLayer < 1)
    }
  }

  /// What is ReLU already is not tried a second time.
  @Test func reluIsItsOwnRemedy() async throws {
    let settings = LessonSettings([.activation: "relu", .depth: "4", .steps: "1"])
    #expect(try await VanishingLesson().take(settings).runs.count == 3)
  }
}
