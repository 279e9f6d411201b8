import Testing

@testable import Lessons

/// Runs whose values were lost: a number that is none is never part of what is claimed.
@Suite struct LostValueTests {
  /// Lessons that train at any rate, and rates at which nothing survives.
  private static let cases: [(name: String, settings: LessonSettings)] = LessonCatalog.all.filter {
    $0.options.contains(.learningRate) && $0.options.contains(.steps)
  }.map { lesson in
    var texts: [LessonOption: String] = [.learningRate: "1e9", .steps: "12"]
    switch lesson.card.name {
    // Its rates end at 2.
    case "optimizers": texts[.learningRate] = "2"
    case "xor": (texts[.learningRate], texts[.activation]) = ("1e6", "exponential")
    case "initialization": texts[.depth] = "8"
    case "vanishing": texts[.activation] = "relu"
    case "universal-approximation", "features": texts[.optimizer] = "sgd"
    default: break
    }
    if ["vanishing", "residual", "clipping", "exploding"].contains(lesson.card.name) {
      texts[.depth] = "4"
    }
    return (lesson.card.name, LessonSettings(texts))
  }

  @Test func whatIsClaimedHasItsNumbers() async throws {
    var lost = 0
    for some in Self.cases {
      let report = try await LessonCatalog.lesson(some.name).take(some.settings)
      if report.runs.contains(where: { $0.accuracy.isNaN }) { lost += 1 }
      #expect(!report.observations.isEmpty)
      for observation in report.observations {
        let said = try #require(observation.said, "\(some.name): nothing may be said")
        #expect(!said.lacksNumber, "\(some.name): \(said.text)")
        #expect(said.claims.allSatisfy { $0.holds && $0.holdsAsPrinted }, "\(said.text)")
        for word in said.text.split(whereSeparator: { " .,;:()".contains($0) }) {
          #expect(
            word != "–" && word != "×–" && !word.contains("NaN"), "\(some.name): \(said.text)")
        }
      }
    }
    // Else nothing was tried.
    #expect(Self.cases.count >= 14 && lost >= 10, "\(lost) of \(Self.cases.count)")
  }

  /// Whatever its conditions say: one of them may be about another number than the one that is missing.
  @Test func aClaimThatPrintsNoNumberIsNotSaid() {
    let (half, one) = (Shown(0.5), Shown(1))
    let observation = Observation(
      Sentence(
        when: half < one, says: "\(half) is below \(one), and \(Shown.share(.nan)) are right."),
      Sentence(says: "Nothing was lost."))
    #expect(observation.said?.text.hasPrefix("Nothing can be said here") == true)
  }
}
