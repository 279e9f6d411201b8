import Networks
import Testing

@testable import Lessons

@Suite struct ForwardLessonTests {
  @Test func theChaptersNumbers() async throws {
    let chapter = try Chapter()
    let numbers = try await ForwardLesson().take().numbers
    for name in ["z1", "a1", "z2", "a2"] {
      #expect(agree(numbers[name], chapter.numbers("03_forward_propagation", name)), "\(name)")
    }
    for (name, own) in [
      ("W1", ForwardLesson.w1.flatMap { $0 }), ("b1", ForwardLesson.b1),
      ("W2", ForwardLesson.w2.flatMap { $0 }), ("b2", ForwardLesson.b2),
    ] {
      #expect(agree(own, chapter.numbers("03_forward_propagation", name)), "\(name)")
    }
  }

  /// The products that are shown add up to the sums of the library.
  @Test func theProductsAddUp() throws {
    let pass = try ForwardPass([0.5, 0.8], ReLU())
    for unit in 0..<3 {
      let sum = pass.products[unit] + pass.products[3 + unit] + ForwardLesson.b1[unit]
      #expect(agree([sum], [pass.z1[unit]], within: 1e-12))
    }
    let sum = pass.outputProducts.reduce(ForwardLesson.b2[0], +)
    #expect(agree([sum], [pass.z2], within: 1e-12))
    #expect(pass.parameterCount == 13 && pass.weightCount == 9)
  }

  @Test func withoutABendNothingChanges() async throws {
    let report = try await ForwardLesson().take(LessonSettings([.activation: "identity"]))
    #expect(report.observations[2].said?.text.contains("either way") == true)
  }
}
