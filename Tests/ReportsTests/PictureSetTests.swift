import Charts
import Foundation
import Testing

@testable import Reports

struct PictureSetTests {
  private func temporaryFolder() -> String {
    NSTemporaryDirectory() + "gradscope-\(UUID().uuidString)"
  }

  @Test func writesFivePicturesThatCarryTheirCommandAndConfiguration() throws {
    let folder = temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let runs = Array(SampleRuns.runs(depth: 3, steps: 20).suffix(2))
    let drawn = PictureSet(runs, command: "gradscope compare --depth 3").write(into: folder)
    #expect(drawn.failure == nil)
    let paths = drawn.paths
    #expect(
      paths.map { ($0 as NSString).lastPathComponent } == [
        "overview.png", "gradient-heatmaps.png", "loss-curves.png", "activations.png",
        "profiles.png",
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
    #expect {
      try PictureSet.prepare(file + "/pictures")
    } throws: { error in
      "\(error)".contains("the file \"\(file)\" is in the way")
        && "\(error)".contains("--output")
    }
  }

  @Test func anEmptyNameIsNoFolder() {
    #expect(throws: ReportError.self) { try PictureSet.prepare("") }
  }

  /// A folder in the place of a picture stands for a disk that is full half-way.
  @Test func keepsThePicturesBeforeTheOneThatCannotBeWritten() throws {
    let folder = temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(
      atPath: folder + "/loss-curves.png", withIntermediateDirectories: true)
    let drawn = PictureSet(SampleRuns.runs(depth: 2, steps: 5), command: "").write(into: folder)
    #expect(
      drawn.paths.map { ($0 as NSString).lastPathComponent }
        == ["overview.png", "gradient-heatmaps.png"])
    #expect(drawn.failure?.description.contains("loss-curves.png") == true)
  }
}
