import Charts
import Foundation
import Testing

@testable import Reports

struct FigureSetTests {
  private func temporaryFolder() -> String {
    NSTemporaryDirectory() + "gradscope-\(UUID().uuidString)"
  }

  @Test func writesPicturesThatCarryTheirCommandAndConfigurationAndThePage() throws {
    let folder = temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let runs = Array(SampleRuns.runs(depth: 3, steps: 20).suffix(2))
    let paths = try FigureSet(runs, command: "gradscope compare --depth 3").write(into: folder)
    #expect(
      paths.map { ($0 as NSString).lastPathComponent } == [
        "overview.png", "gradient-heatmaps.png", "loss-curves.png", "activations.png",
        "profiles.png", "report.html",
      ])
    let image = try PNGImage(contentsOf: paths[0])
    let text = Dictionary(image.text.map { ($0.key, $0.value) }, uniquingKeysWith: { a, _ in a })
    #expect(text["gradscope:command"] == "gradscope compare --depth 3")
    #expect(text["gradscope:seed"] == "1")
    #expect(text["gradscope:configuration"]?.contains("\"depth\":") == true)
    #expect(text["Title"]?.contains("one question") == true)
  }

  @Test func aFolderBelowAFileIsAnErrorThatNamesIt() throws {
    let file = temporaryFolder()
    try Data().write(to: URL(fileURLWithPath: file))
    defer { try? FileManager.default.removeItem(atPath: file) }
    let error = #expect(throws: ReportError.self) {
      try FigureSet([], command: "").write(into: file + "/pictures")
    }
    #expect(
      error?.description.contains("\"\(file)\", which is not a folder and is in the way") == true)
  }

  /// A folder in the place of a picture.
  @Test func whereOnePictureCannotBeWrittenTheOthersAre() throws {
    let folder = temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(
      atPath: folder + "/loss-curves.png", withIntermediateDirectories: true)
    let error = #expect(throws: ReportError.self) {
      try FigureSet(SampleRuns.runs(depth: 2, steps: 5), command: "").write(into: folder) {
        #expect(!$0.contains { $0.hasSuffix("loss-curves.png") })
        return "{}"
      }
    }
    #expect(error?.description.contains("loss-curves.png") == true)
    #expect(error?.description.contains("the other 5 of 6 files are written") == true)
    #expect(
      error?.written.map { ($0 as NSString).lastPathComponent } == [
        "overview.png", "gradient-heatmaps.png", "activations.png", "profiles.png", "report.html",
      ])
    #expect(error?.written.allSatisfy { FileManager.default.fileExists(atPath: $0) } == true)
  }

  @Test func whereOnePictureCannotBeDrawnTheOthersAre() throws {
    let folder = temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let runs = SampleRuns.runs(depth: 2, steps: 5)
    let kinds: [any RunFigure.Type] = [OverviewFigure.self, EndlessPicture.self]
    let error = #expect(throws: ReportError.self) {
      try FigureSet(runs, command: "", kinds: kinds).write(into: folder)
    }
    #expect(error?.written.map { ($0 as NSString).lastPathComponent } == ["overview.png"])
    #expect(
      error?.description.hasPrefix("endless.png: picture: expected 1 to 32,000 pixels") == true)
    // Nor does the page: it has the others, and names it.
    let reader = PageReader(
      String(
        decoding: ReportPage(runs, command: "", kinds: kinds).bytes(document: "{}"),
        as: UTF8.self))
    #expect(reader.html.contains("data-figure=\"overview\""))
    #expect(reader.html.contains("Not drawn: endless: picture: expected"))
  }

  @Test func theNamesAreThoseOfThePicturesThatAreDrawn() throws {
    let set = FigureSet(SampleRuns.runs(depth: 2, steps: 5), command: "")
    #expect(
      set.figures.map { type(of: $0).name + ".png" } + ["report.html"]
        == FigureSet.files(of: .usual, runs: 8))
  }

  @Test func thePageIsAChoiceAsThePicturesAre() throws {
    let overview = try #require(FigureSelection(parsing: "overview"))
    #expect(FigureSet.files(of: overview, runs: 1) == ["overview.png"])
    let page = try #require(FigureSelection(parsing: "report"))
    #expect(FigureSet.files(of: page, runs: 1) == ["report.html"])
    for selection in [FigureSelection.usual, .all] {
      #expect(FigureSet.files(of: selection, runs: 1).last == "report.html")
    }
    #expect(FigureSelection.known.last == "report")
    #expect(FigureSelection.topics.map(\.name) == FigureSelection.known)
  }

  @Test func thePageHoldsTheDocumentOfItsFiles() throws {
    let folder = temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let runs = Array(SampleRuns.runs(depth: 2, steps: 5).suffix(1))
    let page = try #require(FigureSelection(parsing: "report"))
    let paths = try FigureSet(runs, command: "", selection: page).write(into: folder) { files in
      "{\"files\": \(files.count), \"name\": \"\(URL(filePath: files[0]).lastPathComponent)\"}"
    }
    let reader = PageReader(try String(contentsOfFile: paths[0], encoding: .utf8))
    #expect(try reader.document()?["files"] as? Int == 1)
    #expect(try reader.document()?["name"] as? String == "report.html")
  }
}

/// A picture that no file can hold.
private struct EndlessPicture: RunFigure {
  static let name = "endless"
  static let topic = "more than there is room for"
  let title = "Too high"
  let size = Size(1600, 1_000_000)

  init(context: FigureContext) {}
  func draw(on canvas: any Canvas) {}
}
