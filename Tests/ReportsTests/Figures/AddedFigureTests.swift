import Charts
import Diagnosis
import Foundation
import Testing

@testable import Reports

/// A picture that no list has: a type that draws, and a place in the list of pictures.
private struct TitlePicture: RunFigure {
  let context: FigureContext
  static let name = "title"
  static let topic = "a title"
  var title: String { "How many runs?" }
  var size: Size { Size(400, 200) }

  func draw(on canvas: any Canvas) {
    _ = Page(title: title, subtitle: context.count, source: context.source()).draw(on: canvas)
  }
}

struct AddedFigureTests {
  @Test func itIsDrawnAndWrittenWithTheOthers() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "added-picture-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let kinds = FigureCatalog.all.filter { $0.isUsual(of: 1) } + [TitlePicture.self]
    let set = FigureSet(
      [JudgedRun(ExampleRecord.make(depth: 2, steps: 20))], command: "a test", kinds: kinds)
    let names = try set.write(into: folder.path).map { URL(filePath: $0).lastPathComponent }
    let usual = FigureSet.files(of: .usual, runs: 1).filter { $0.hasSuffix(".png") }
    #expect(names == usual + ["title.png"])
  }
}
