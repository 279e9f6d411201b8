import Charts
import Foundation
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
    let page = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Documentation/lessons.md")
    let listed = try String(contentsOf: page, encoding: .utf8).matches(
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
  @Test(arguments: ["neuron", "perceptron", "forward", "losses", "softmax", "backprop", "xor"])
  func aPageBeginsWithTheLessonItself(_ name: String) async throws {
    let lesson = try LessonCatalog.lesson(name)
    let start = LessonSlider.grid(lesson.sliders)[LessonSlider.start(lesson.sliders)]
    // A number that is none is the same as itself here.
    func words(_ report: LessonReport) -> [String] {
      report.numbers.map { "\($0.key) \($0.value)" }.sorted()
    }
    #expect(try await words(lesson.take(start)) == words(lesson.take()))
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
