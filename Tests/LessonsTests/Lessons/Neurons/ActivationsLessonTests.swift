import Networks
import Testing

@testable import Lessons

@Suite struct ActivationsLessonTests {
  @Test func theChaptersTable() async throws {
    let chapter = try Chapter()
    let numbers = try await ActivationsLesson().take().numbers
    for (name, key) in [
      ("z", "z"), ("sigmoid", "sigmoid"), ("sigmoid′", "sigmoid_derivative"), ("relu", "relu"),
      ("relu′", "relu_derivative"), ("leaky-relu", "leaky_relu_0.01"),
      ("leaky-relu′", "leaky_relu_derivative_0.01"),
    ] {
      #expect(agree(numbers[name], chapter.numbers("02_activations", key)), "\(name)")
    }
  }

  /// What the table says of slopes is what a walk along z finds, for every activation there is.
  @Test func noSlopeIsSteeperThanIsSaid() {
    for activation in ActivationCatalog.all {
      let sheet = ActivationSheet(activation, at: [0])
      #expect(sheet.mostSeen <= activation.maximumDerivative + 1e-9, "\(activation.name)")
    }
    #expect(ActivationSheet(Sigmoid(), at: [0]).mostSeen == 0.25)
  }

  @Test(arguments: ActivationCatalog.all.map(\.name)) func anyOfThemStandsBesideTheOthers(
    _ name: String
  ) async throws {
    let report = try await ActivationsLesson().take(LessonSettings([.activation: name]))
    #expect(report.numbers[name]?.count == 5)
    for observation in report.observations { #expect(observation.said != nil) }
  }

  @Test func aboveZeroReLUPassesEverythingOn() async throws {
    let report = try await ActivationsLesson().take(LessonSettings([.inputs: "1,2,3"]))
    #expect(report.observations[1].said?.text.contains("as all are above 0") == true)
  }
}
