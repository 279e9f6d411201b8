import Foundation
import Testing

/// `gradscope lesson`: it never waits, exits with 0, and refuses in one line what it cannot use.
struct LessonCommandTests {
  private func json(_ text: String) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func withoutANameItListsTheLessons() async throws {
    let outcome = try await Program.run(["lesson"])
    #expect(outcome.status == 0)
    for name in ["neuron", "backprop", "vanishing", "initialization", "capstone"] {
      #expect(outcome.output.contains("\n\(name) "), "\(name)")
    }
  }

  @Test func aLessonTellsDrawsAndEndsWithZero() async throws {
    let folder = try WorkFolder()
    let outcome = try await folder.run("lesson", "backprop")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    #expect(outcome.output.hasPrefix("backprop: How does a weight"))
    #expect(outcome.output.contains("reports/lesson-backprop/backprop.png"))
    #expect(folder.files.contains("reports/lesson-backprop/backprop.png"))
  }

  @Test func theDocumentHasItsNumbers() async throws {
    let outcome = try await Program.run(
      ["lesson", "neuron", "--bias", "0", "--format", "json", "--no-pictures"])
    let document = try json(outcome.output)
    #expect(document["schema"] as? String == "gradscope.lesson/1")
    let numbers = try #require(document["numbers"] as? [String: [Double]])
    // 1·0.2 + 2·0.8 + 3·(−0.5)
    #expect(abs(try #require(numbers["z"]?.first) - 0.3) < 1e-12)
    #expect((document["settings"] as? [String: String])?["bias"] == "0")
  }

  @Test(arguments: [
    (["lesson", "neurn"], "Did you mean \"neuron\"?"),
    (["lesson", "neuron", "--depth", "3"], "lesson neuron does not take it"),
    (["lesson", "neuron", "--inputs", "1,x"], "--inputs: expected a number"),
    (["lesson", "backprop", "--inputs", "1"], "--inputs: expected 2 numbers"),
    (["lesson", "vanishing", "--activation", "step"], "--activation: unknown name"),
    (["lesson", "neuron", "--all"], "--all: takes every lesson"),
    (["lesson", "--all", "--format", "json"], "leave out --format json"),
    (["lesson", "--all", "--theme", "dark"], "leave out --theme"),
    (["lesson", "--all", "--no-pictures"], "leave out --no-pictures"),
    (["lesson", "vanishing", "--steps", "0"], "--steps: expected a whole number from 1 to"),
    (["lesson", "vanishing", "--depth", "1"], "--depth: expected a whole number from 2"),
    (["lesson", "vanishing", "--dataset", "sine"], "--dataset: expected data with classes"),
    (["lesson", "--depth", "3"], "--depth: expected the name of a lesson"),
    (["lesson", "capstone", "--answer", "healthy"], "--answer: expected --seed"),
  ])
  func whatItCannotUseIsOneLine(_ words: [String], _ part: String) async throws {
    let outcome = try await Program.run(words)
    #expect(outcome.status == 64 && outcome.errorLines.count == 1)
    #expect(outcome.errors.contains(part), "\(outcome.errors)")
  }

  /// A network that is another one each time says which it is.
  @Test func theCapstoneIsDrawnAnew() async throws {
    let texts = try await [0, 1].asyncMap { _ in
      try await Program.run(["lesson", "capstone", "--no-pictures"]).output
    }
    #expect(texts.allSatisfy { $0.contains("--seed ") && $0.contains("What it may be") })
    #expect(texts[0] != texts[1])
  }

  @Test(arguments: [
    ("saturation", "GS201"), ("sigmoid", "lesson activations"), ("δ", "lesson backprop"),
  ])
  func explainTakesWords(_ word: String, _ part: String) async throws {
    let outcome = try await Program.run(["explain", word])
    #expect(outcome.status == 0 && outcome.output.contains(part), "\(outcome.output)")
  }
}

extension Array {
  /// One after the other.
  fileprivate func asyncMap<Result>(
    _ change: (Element) async throws -> Result
  ) async rethrows -> [Result] {
    var results: [Result] = []
    for element in self { results.append(try await change(element)) }
    return results
  }
}
