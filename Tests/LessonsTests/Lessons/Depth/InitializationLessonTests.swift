import Foundation
import Testing

@testable import Lessons

@Suite struct InitializationLessonTests {
  /// E[a²] of ReLU is multiplied by ½ fan-in·Var W: ½ with Xavier where all layers are as wide, 1 with He,
  /// ½·32·10⁻⁴ with deviation 0.01.
  @Test func aLayerKeepsWhatTheoryExpects() async throws {
    let settings = LessonSettings([.steps: "1", .depth: "16", .width: "32"])
    let factors = try #require(
      try await InitializationLesson().take(settings).numbers["signalFactors"])
    for (factor, expected) in zip(factors, [0.04, 0.5.squareRoot(), 1]) {
      #expect(abs(factor / expected - 1) < 0.15, "\(factors)")
    }
  }

  @Test func onlyHeKeepsTheSignalOfAllDepths() async throws {
    let settings = LessonSettings([.steps: "1"])
    let kept = try #require(try await InitializationLesson().take(settings).numbers["signalKept"])
    #expect(kept[3] < 1e-30 && kept[7] < 1e-4 && kept[11] > 0.01 && kept[15] > 1e6)
  }

  /// The factor that is told, to the power of the steps between the layers, is what is told to be left.
  @Test func theFactorsMakeTheWhole() async throws {
    let numbers = try await InitializationLesson().take(LessonSettings([.steps: "1"])).numbers
    let (factors, kept) = (
      try #require(numbers["signalFactors"]), try #require(numbers["signalKept"])
    )
    for row in 1...3 {
      #expect(abs(pow(factors[row], 39) / kept[row * 4 + 3] - 1) < 1e-9)
    }
  }

  @Test func equalWeightsStayCopies() async throws {
    let report = try await InitializationLesson().take(LessonSettings([.depth: "8"]))
    #expect(report.runs.last?.hasFinding("symmetric-units") == true)
  }
}
