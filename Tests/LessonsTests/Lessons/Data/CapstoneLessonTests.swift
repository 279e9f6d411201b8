import Experiments
import Reports
import Testing

@testable import Lessons

@Suite struct CapstoneLessonTests {
  private static let names = Disease.all.map(\.name)

  /// Every answer is told right or not right, and why, by the judge's verdict of this run.
  @Test(arguments: [1, 3]) func anAnswerIsRightWhereTheJudgeSaysSo(_ seed: UInt64)
    async throws
  {
    let patient = try await Patient.drawn(seed: seed, of: Self.names, stop: StopSignal())
    #expect(Self.names.contains(patient.verdict))
    for name in Self.names {
      let settings = LessonSettings([.seed: "\(seed)", .answer: name])
      let report = try await CapstoneLesson().take(settings)
      let said = report.observations.compactMap(\.said?.text)
      let isRight = name == patient.verdict
      #expect(said.contains { $0.hasPrefix("Right: ") } == isRight, "\(name)")
      #expect(said.count == report.observations.count)
      #expect(said.allSatisfy { !$0.contains("NaN") })
      #expect(report.card.next.contains { $0.command.hasPrefix("prescribe ") } == isRight)
    }
  }

  /// Without an answer nothing gives it away.
  @Test func theVerdictIsKeptBack() async throws {
    for seed in 4...6 {
      let report = try await CapstoneLesson().take(LessonSettings([.seed: "\(seed)"]))
      #expect(report.runs.isEmpty)
      let patient = try await Patient.drawn(
        seed: UInt64(seed), of: Self.names, stop: StopSignal())
      let said = report.observations.compactMap(\.said?.text) + report.figures.map(\.title)
      #expect(said.allSatisfy { !$0.contains(patient.verdict) })
    }
  }

  @Test func anAnswerThatIsNoneIsRefusedInALine() {
    #expect {
      try Disease.named("vanishing-gradiant")
    } throws: { error in
      "\(error)".hasSuffix("got \"vanishing-gradiant\". Did you mean \"vanishing-gradient\"?")
    }
    #expect(throws: Never.self) { try Disease.named("Vanishing Gradient") }
  }
}
