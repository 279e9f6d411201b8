import Testing

@testable import Lessons

@Suite struct UniversalApproximationLessonTests {
  @Test func moreUnitsFitBetter() async throws {
    let numbers = try await UniversalApproximationLesson().take().numbers
    let losses = try #require(numbers["heldOutLosses"])
    #expect(losses[losses.count - 1] < losses[0] / 10)
  }

  /// A unit that bends is no worse than a straight line, which leaves 0.32: it was trained long enough.
  @Test func oneUnitIsTrainedPastTheStraightLine() async throws {
    let losses = try #require(
      try await UniversalApproximationLesson().take().numbers["heldOutLosses"])
    #expect(losses[0] < 0.15 && losses[3] < 1e-3)
  }

  /// Without an activation the answer is a straight line, and of this curve's spread that leaves most.
  @Test func withoutAnActivationUnitsBringNothing() async throws {
    let settings = LessonSettings([.activation: "identity", .steps: "800"])
    let losses = try #require(
      try await UniversalApproximationLesson().take(settings).numbers["heldOutLosses"])
    #expect(losses.allSatisfy { $0 > 0.3 })
  }
}
