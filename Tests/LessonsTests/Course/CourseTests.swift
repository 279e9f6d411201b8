import Experiments
import Foundation
import Gzip
import Testing

@testable import Lessons

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Pages of lessons that are computed by hand, which take no time.
@Suite struct CourseTests {
  private let lessons: [any Lesson] = [NeuronLesson(), BackpropLesson()]

  private func files() async throws -> [Course.File] {
    try await Course(lessons).files()
  }

  @Test func everyPositionOfASliderIsAnExperimentWithItsCommand() async throws {
    for (file, lesson) in zip(try await files().dropFirst(), lessons) {
      let grid = LessonSlider.grid(lesson.sliders)
      let templates = try stages(of: file.text)
      #expect(templates.count == grid.count)
      for (template, settings) in zip(templates, grid) {
        let command = (["gradscope", "lesson", lesson.card.name] + settings.words)
          .joined(separator: " ")
        let plain = template.replacing(/<\/?span>/, with: "")
        let codes = plain.matches(of: /<code>([^<]*)<\/code>/).map { String($0.output.1) }
        #expect(codes == [command], "\(command)")
      }
    }
  }

  private struct Packed: Decodable {
    let pieces: [[String]]
  }

  /// The stages of a page, unpacked.
  private func stages(of text: String) throws -> [String] {
    let packed = try #require(
      text.firstMatch(of: /id="packed">(?<bytes>[^<]+)</)?.output.bytes)
    let inflater = try GzipInflater()
    inflater.feed(Array(try #require(Data(base64Encoded: String(packed)))))
    var buffer = [UInt8](repeating: 0, count: 1 << 22)
    let count = try buffer.withUnsafeMutableBytes { try inflater.read(into: $0) }
    try inflater.expectEnd()
    let pieces = try JSONDecoder().decode(Packed.self, from: Data(buffer[..<count])).pieces
    return (pieces.first ?? []).indices.map { at in pieces.map { $0[at] }.joined() }
  }

  /// An XML parser finds an element that is not closed and an attribute that is not quoted.
  @Test func pagesAreWellFormedAndNeedNothingElse() async throws {
    for file in try await files() {
      // What a script says is no markup.
      let body = file.text.replacing("<!DOCTYPE html>", with: "")
        .replacing(/<script>[\s\S]*?<\/script>/, with: "")
      let parser = XMLParser(data: Data(body.utf8))
      #expect(parser.parse(), "\(file.name): \(String(describing: parser.parserError))")
      #expect(!file.text.contains("src=\"") && !file.text.contains("@import"))
      // Links lead to pages of the course only.
      let links = file.text.components(separatedBy: "href=\"").dropFirst()
        .compactMap { $0.split(separator: "\"").first.map(String.init) }
      let names = try await files().map(\.name)
      #expect(links.allSatisfy { $0.hasPrefix("#") || names.contains($0) }, "\(links)")
    }
  }

  /// A label of its own, so that it can be reached and told from others.
  @Test func whatScrollsByItselfHasANameAndHeadingsAreNotEmpty() async throws {
    for file in try await files() {
      for tag in file.text.matches(of: /<[^>]*tabindex="0"[^>]*>/).map(\.output) {
        #expect(tag.contains("role=\"region\"") && tag.contains(/aria-label="[^"]+"/), "\(tag)")
      }
      #expect(!file.text.contains(/<(?<name>th|nav|ul|figcaption|h[1-6])\b[^>]*><\/\k<name>>/))
    }
  }

  /// Of two drawings of a picture no id is there twice, and the text of the narrow one is on the page.
  @Test func aPictureIsDrawnOnceMoreForANarrowWindow() async throws {
    let report = try await NeuronLesson().take()
    let markup = try CoursePosition(report).pieces.map(\.text).joined()
    let ids = markup.matches(of: /\bid="(?<id>[^"]+)"/).map { String($0.output.id) }
    #expect(Set(ids).count == ids.count)
    #expect(markup.matches(of: /<svg\s/).count == 2 * report.figures.count)
    let (figure, text) = (report.figures[0], figure(markup))
    for words in [figure.title, figure.subtitle] { #expect(text.contains(words)) }
  }

  private func figure(_ markup: String) -> String {
    String(markup.firstMatch(of: /<figcaption[\s\S]*<\/figcaption>/)?.output ?? "")
  }

  @Test func theLessonsAreInTheOrderOfTheList() async throws {
    #expect(try await files().map(\.name) == ["index.html", "neuron.html", "backprop.html"])
  }

  @Test func stoppingIsNoCourse() async {
    let stop = StopSignal()
    stop.raise()
    await #expect(throws: LessonError.self) {
      _ = try await Course(lessons).files(stop: stop)
    }
  }
}
