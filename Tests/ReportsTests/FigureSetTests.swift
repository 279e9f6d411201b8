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

  /// A folder in the place of a picture stands for a disk that is full half-way.
  @Test func whereOnePictureCannotBeWrittenTheEarlierOnesStay() throws {
    let folder = temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(
      atPath: folder + "/loss-curves.png", withIntermediateDirectories: true)
    try Data("earlier".utf8).write(to: URL(fileURLWithPath: folder + "/overview.png"))
    let error = #expect(throws: ReportError.self) {
      try FigureSet(SampleRuns.runs(depth: 2, steps: 5), command: "").write(into: folder)
    }
    #expect(error?.description.contains("loss-curves.png") == true)
    let overview = try String(contentsOfFile: folder + "/overview.png", encoding: .utf8)
    #expect(overview == "earlier")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(names.sorted() == ["loss-curves.png", "overview.png"])
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
