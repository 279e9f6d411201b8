import Charts
import Foundation
import Networks
import Reports
import Testing

@testable import Lessons

/// The list of lessons, and what all of them have in common.
@Suite struct LessonCatalogTests {
  @Test func everyCardIsComplete() {
    let names = LessonCatalog.all.map(\.card.name)
    #expect(Set(names).count == names.count)
    for lesson in LessonCatalog.all {
      let card = lesson.card
      #expect(card.question.hasSuffix("?"), "\(card.name)")
      #expect(card.guess.contains("?"), "\(card.name)")
      #expect(card.mistake.hasSuffix("."), "\(card.name)")
      #expect(!card.next.isEmpty, "\(card.name)")
      #expect(Set(lesson.options).count == lesson.options.count, "\(card.name)")
    }
  }

  /// The page of lessons, and the commands and words that name one.
  @Test func everyLessonIsOnThePageAndEveryNamedOneIsThere() throws {
    let names = LessonCatalog.all.map(\.card.name)
    let listed = try String(contentsOf: Self.documentation("lessons.md"), encoding: .utf8).matches(
      of: /\| `gradscope lesson (?<name>[\w-]+)` \|/
    )
    .map { String($0.output.name) }
    #expect(listed.sorted() == names.sorted())
    for lesson in LessonCatalog.all {
      for next in lesson.card.next where next.command.hasPrefix("lesson ") {
        let name = String(next.command.split(separator: " ")[1])
        #expect(names.contains(name), "\(lesson.card.name): \(next.command)")
      }
    }
    for word in WordCatalog.all {
      if let lesson = word.lesson { #expect(names.contains(lesson), "\(word.name): \(lesson)") }
    }
  }

  @Test func aSliderIsOverAnOptionThatIsTaken() {
    for lesson in LessonCatalog.all {
      for slider in lesson.sliders {
        #expect(
          lesson.options.contains(slider.option) && slider.values.count > 1, "\(lesson.card.name)")
      }
    }
  }

  /// A page begins with what the lesson itself shows: the question is about that.
  @Test(arguments: LessonCatalog.all.filter { !$0.sliders.isEmpty }.map(\.card.name))
  func aPageBeginsWithTheLessonItself(_ name: String) async throws {
    let lesson = try LessonCatalog.lesson(name)
    // What is trained is small and trained a little: where it begins is what is asked.
    let steps = name == "xor" ? "50" : "2"
    func short(_ settings: LessonSettings) -> LessonSettings {
      let slid = lesson.sliders.map(\.option)
      return [(LessonOption.steps, steps), (.width, "8")].reduce(settings) { settings, small in
        lesson.options.contains(small.0) && !slid.contains(small.0)
          ? settings.with(small.0, small.1) : settings
      }
    }
    let start = LessonSlider.grid(lesson.sliders)[LessonSlider.start(lesson.sliders)]
    // A number that is none is the same as itself here.
    func words(_ report: LessonReport) -> [String] {
      report.numbers.map { "\($0.key) \($0.value)" }.sorted()
    }
    let report = try await lesson.take(short(LessonSettings()))
    #expect(try await words(lesson.take(short(start))) == words(report))
    // One key has one meaning, which is written down.
    let page = try String(contentsOf: Self.documentation("json.md"), encoding: .utf8)
    let known = ActivationCatalog.all.map(\.name)
    for key in report.numbers.keys {
      // Those of an activation, or of a way down the valley, have its name.
      let stem = key.split { "′ (".contains($0) }.first.map(String.init) ?? key
      let isNamed = known.contains(stem) || key.hasSuffix(" losses") || key.hasSuffix(" end")
      #expect(isNamed || page.contains("`\(stem)`"), "\(name): \(key) is not in json.md")
    }
  }

  private static func documentation(_ name: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../Documentation/\(name)")
  }

  /// A start that is none of its values would be the first of them, which nobody wants. The table of the perceptron's
  /// own question, and an activation beside the others, are there where one was chosen, and not at the start.
  @Test func aSliderBeginsWhereNothingIsChosen() async throws {
    for (name, option) in [("perceptron", LessonOption.labels), ("activations", .activation)] {
      let slider = try #require(LessonCatalog.lesson(name).sliders.first)
      #expect(slider.option == option && slider.values[slider.start].isEmpty)
      let lesson = try LessonCatalog.lesson(name)
      let all = try await LessonSlider.grid(lesson.sliders).asyncMap { try await lesson.take($0) }
      #expect(all[slider.start].settings == LessonSettings())
      #expect(all.filter { $0.numbers == all[slider.start].numbers }.count == 1, "\(name)")
    }
  }

  @Test func anOptionThatIsNotTakenIsRefused() async {
    await #expect {
      try await NeuronLesson().take(LessonSettings([.depth: "3"]))
    } throws: { error in
      "\(error)" == "--depth: lesson neuron does not take it; it takes --inputs, --weights, --bias"
    }
  }

  @Test func aNearNameIsNamed() {
    #expect {
      try LessonCatalog.lesson("vanishin")
    } throws: { error in
      "\(error)".hasSuffix("Did you mean \"vanishing\"?")
    }
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
