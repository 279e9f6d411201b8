import Foundation
import Testing

/// The gallery is what its commands make.
///
/// Nothing is trained here. A picture of the gallery was made when the reference of its kind looked as the manifest
/// says; where drawing, titles or verdicts change, the reference does (`ReferencePictureTests`), and then this fails until
/// `make gallery` has made the pictures again. What it cannot notice: a change of training or of a rule that moves no
/// example record, unless the main job is compared too (`GALLERY_DOCUMENT`, as `.ci/run` does), and what `make bench` and
/// `make calibrate` measure.
@Suite struct GalleryTests {
  private static let environment = ProcessInfo.processInfo.environment

  @Test func everyPictureIsWhatItsCommandMakesNow() throws {
    if let folder = Self.environment["UPDATE_GALLERY"] {
      let document = URL(filePath: folder).appending(path: "compare.json")
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      try encoder.encode(Gallery(verdicts: Self.verdicts(of: document)))
        .write(to: Gallery.manifest)
    }
    let faults = try Gallery.read().faults(Gallery(verdicts: [:]))
    #expect(faults.isEmpty, "make gallery: \(faults.joined(separator: "; "))")
  }

  /// With the path of what `compare --depth 10 --format json` said: the pictures say the same.
  @Test func theMainJobComesToTheVerdictsOfTheGallery() throws {
    guard let path = Self.environment["GALLERY_DOCUMENT"] else { return }
    #expect(try Self.verdicts(of: URL(filePath: path)) == Gallery.read().verdicts)
  }

  @Test func thePageOfTheGalleryNamesEveryPictureAndItsCommand() throws {
    let page = try String(
      contentsOf: Gallery.folder.appending(path: "README.md"), encoding: .utf8)
    for entry in try Gallery.read().pictures {
      #expect(page.contains("\(entry.picture).png"))
      #expect(!entry.command.isEmpty && page.contains(entry.command), "\(entry.picture)")
    }
  }

  @Test func eachChangeIsNoticed() throws {
    let gallery = try Gallery(verdicts: [:])
    let index = try #require(gallery.pictures.firstIndex { $0.picture == "overview" })
    func faults(_ edit: (inout Gallery.Entry) -> Void) -> String {
      var changed = gallery
      edit(&changed.pictures[index])
      return changed.faults(gallery).joined()
    }
    #expect(faults { _ in }.isEmpty)
    #expect(faults { $0.drawing = "0" }.contains("drawn by an earlier program"))
    #expect(faults { $0.file = "0" }.contains("not the file that was made"))
    #expect(faults { $0.command = "gradscope compare" }.contains("--depth 10”, and not by"))
    #expect(faults { $0.version = "0.0.1" }.contains("made by version 0.0.1"))
    #expect(faults { $0.picture = "other" }.contains("other is missing"))
  }

  private static func verdicts(of document: URL) throws -> [String: String] {
    struct Comparison: Decodable {
      struct Run: Decodable {
        let name: String
        let verdict: String
      }
      let runs: [Run]
    }
    let comparison = try JSONDecoder().decode(Comparison.self, from: Data(contentsOf: document))
    return Dictionary(uniqueKeysWithValues: comparison.runs.map { ($0.name, $0.verdict) })
  }
}
