import Foundation
import Testing

@testable import Charts

@Suite struct PictureTests {
  private func drawing(_ canvas: any Canvas) {
    canvas.text("∂L/∂z", at: Point(10, 30), TextStyle(Font(size: 20)))
  }

  @Test(arguments: [("a.png", "\u{89}PNG"), ("a.SVG", "<?xml"), ("a.pdf", "%PDF")])
  func theEndingDecidesTheFormat(name: String, beginning: String) throws {
    try withTemporaryFolder { folder in
      try Picture.render(
        to: "\(folder)/\(name)", size: Size(100, 50),
        metadata: [TextEntry("Title", "a < b & ∂"), TextEntry("Seed", "1")], draw: drawing)
      let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
      #expect(data.starts(with: Array(beginning.unicodeScalars.map { UInt8($0.value & 255) })))
      try #expect(contents(of: folder) == [name])
    }
  }

  @Test func metadataTravelsWithThePicture() throws {
    try withTemporaryFolder { folder in
      let metadata = [TextEntry("Title", "a < b & ∂"), TextEntry("Seed", "1")]
      for name in ["a.png", "a.svg"] {
        try Picture.render(
          to: "\(folder)/\(name)", size: Size(100, 50), metadata: metadata, draw: drawing)
      }
      let image = try PNGImage(contentsOf: folder + "/a.png")
      #expect(image.text == metadata)
      #expect(image.width == 200 && image.height == 100)
      #expect(image.pixelsPerMetre == 7559)
      let svg = try String(contentsOfFile: folder + "/a.svg", encoding: .utf8)
      #expect(svg.contains("<title>a &lt; b &amp; ∂</title>"))
      #expect(svg.contains("Seed: 1"))
    }
  }

  @Test func unknownEndingsAreErrors() {
    for path in ["a.gif", "a", "folder.png/a", "."] {
      #expect(throws: PictureError.unknownFormat(path: path)) {
        try Picture.render(to: path, size: Size(10, 10), draw: drawing)
      }
    }
  }

  @Test(arguments: ["png", "svg", "pdf"])
  func aFolderThatIsMissingIsAnErrorWithItsReason(ending: String) throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/none/a.\(ending)"
      let error = #expect(throws: PictureError.self) {
        try Picture.render(to: path, size: Size(10, 10), draw: drawing)
      }
      guard case .file(let reason) = error else {
        Issue.record("expected a file error, got \(String(describing: error))")
        return
      }
      #expect(reason.path == path)
      #expect(reason.problem.contains("got none; create it first"))
      try #expect(contents(of: folder) == [])
    }
  }

  @Test(arguments: ["png", "svg", "pdf"])
  func aFolderInTheWayIsNotReplaced(ending: String) throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/a.\(ending)"
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
      #expect(throws: PictureError.self) {
        try Picture.render(to: path, size: Size(10, 10), draw: drawing)
      }
      try #expect(contents(of: folder) == ["a.\(ending)"])
    }
  }

  @Test func aSymbolicLinkStaysALink() throws {
    try withTemporaryFolder { folder in
      try "old".write(toFile: folder + "/real.png", atomically: true, encoding: .utf8)
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/link.png", withDestinationPath: "real.png")
      try Picture.render(to: folder + "/link.png", size: Size(10, 10), draw: drawing)
      #expect(throws: Never.self) { try PNGImage(contentsOf: folder + "/real.png") }
      try #expect(contents(of: folder) == ["link.png", "real.png"])
    }
  }

  /// The limit on file sizes holds for a whole process, so this needs one of its own.
  @Test func aFullDiskLeavesTheOldFileAndNothingElse() async {
    await #expect(processExitsWith: .success) {
      signal(SIGXFSZ, SIG_IGN)
      try withTemporaryFolder { folder in
        let noise = PNGImageTests.example(width: 300, height: 300)
        for name in ["a.png", "b.png"] {
          try "old".write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
        }
        #if canImport(Glibc)
          let resource = __rlimit_resource_t(1)
        #else
          let resource = RLIMIT_FSIZE
        #endif
        var limit = rlimit(rlim_cur: 4096, rlim_max: 4096)
        guard setrlimit(resource, &limit) == 0 else { exit(2) }
        do {
          try noise.write(to: folder + "/a.png")
          exit(3)
        } catch PictureError.file(let error) {
          guard error.problem.contains("expected room for the file") else { exit(4) }
        }
        guard try contents(of: folder) == ["a.png", "b.png"] else { exit(5) }
        guard try String(contentsOfFile: folder + "/a.png", encoding: .utf8) == "old" else {
          exit(6)
        }
      }
    }
  }
}
