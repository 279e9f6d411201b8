import Foundation
import Testing
import Texts

@testable import Lessons

/// What somebody chose: refused where it does not serve, repeated as a shell takes it.
@Suite struct LessonSettingsTests {
  /// The words of the line are those that were given, and begin with the program's name.
  @Test(arguments: ["my data's.csv", "a\"b", "$HOME/x", "a;b", "", "plain"])
  func theSourceOfAPictureIsACommand(_ name: String) throws {
    let line = LessonSettings([.dataset: name, .depth: "3"]).source(of: "vanishing")
    let words = try #require(line.shellWords)
    #expect(words == ["gradscope", "lesson", "vanishing", "--depth", "3", "--dataset", name])
  }

  /// Every picture has that line.
  @Test(arguments: [
    "perceptron", "activations", "forward", "losses", "softmax", "backprop", "neuron",
  ])
  func everyPictureHasItsSource(_ name: String) async throws {
    let lesson = try LessonCatalog.lesson(name)
    for settings in [LessonSettings(), LessonSettings([lesson.options[0]: " 1, 0"])] {
      guard let report = try? await lesson.take(settings) else { continue }
      #expect(report.figures.map(\.source) == [settings.source(of: name)])
    }
  }

  /// Of no update nothing can be said.
  @Test func noStepsAreRefused() async {
    for lesson in LessonCatalog.all where lesson.options.contains(.steps) {
      let least = lesson.card.name == "xor" ? 2 : 1
      await #expect {
        try await lesson.take(LessonSettings([.steps: "\(least - 1)"]))
      } throws: { error in
        "\(error)".hasPrefix("--steps: expected a whole number from \(least) to ")
      }
    }
  }

  /// The least depth that a message names is one that is taken.
  @Test func theLeastDepthIsTheOneThatIsNamed() async throws {
    for lesson in LessonCatalog.all where lesson.options.contains(.depth) {
      let steps = lesson.card.name == "features" ? "30" : "2"
      let small = LessonSettings([.width: "8", .steps: steps])
      var least = 0
      do { _ = try await lesson.take(small.with(.depth, "0")) } catch {
        let text = "\(error)"
        let named = try #require(text.firstMatch(of: /a whole number from (\d+)/), "\(text)")
        least = try #require(Int(named.output.1))
      }
      #expect(least > 0, "\(lesson.card.name) has hidden layers to look at")
      let report = try await lesson.take(small.with(.depth, "\(least)"))
      for observation in report.observations {
        #expect(observation.said != nil, "\(lesson.card.name) --depth \(least)")
      }
      await #expect(throws: LessonError.self) {
        try await lesson.take(small.with(.depth, "\(least - 1)"))
      }
    }
  }

  /// Right answers are counted where there are classes, with one message everywhere.
  @Test func numbersAreNoClasses() async {
    for lesson in LessonCatalog.all where lesson.options.contains(.dataset) {
      await #expect {
        try await lesson.take(LessonSettings([.dataset: "sine", .steps: "2"]))
      } throws: { error in
        "\(error)" == "--dataset: expected data with classes, such as moons or digits, got \"sine\""
      }
    }
  }

  /// Of thirty rows a step cannot see 64.
  @Test func aNameOfABatchIsWhatAStepSees() async throws {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "lesson \(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    let rows = (0..<30).map {
      "\(Double($0 % 7) / 7),\(Double($0 % 5) / 5),\($0 % 2 == 0 ? "a" : "b")"
    }
    try (["x,y,kind"] + rows).joined(separator: "\n").write(
      to: file, atomically: true, encoding: .utf8)
    let path = file.path(percentEncoded: false)
    let report = try await BatchNormLesson().take(
      LessonSettings([.dataset: path, .steps: "3", .batchSize: "100"]))
    for run in report.runs {
      let count = try #require(run.record.facts.batchSize)
      #expect(count < 30)
      #expect(run.name.contains("norm, \(count)"), "\(run.name)")
    }
    #expect(Set(report.runs.map(\.name)).count == 5)
  }
}
