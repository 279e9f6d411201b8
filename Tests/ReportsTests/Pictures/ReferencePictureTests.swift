import Charts
import Foundation
import Testing

@testable import Reports

/// Every picture looks as it did when somebody last looked at it.
///
/// `make references` shows what differs side by side, `make references ACCEPT=1` makes it the reference.
@Suite struct ReferencePictureTests {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "References")
  private static let environment = ProcessInfo.processInfo.environment

  @Test(arguments: ReferenceSubject.all)
  func looksAsItDid(_ subject: ReferenceSubject) throws {
    let path = Self.folder.appending(path: "\(subject).png").path
    let picture = try subject.picture()
    if Self.environment["UPDATE_REFERENCES"] != nil {
      let isKept = (try? ReferencePicture(contentsOf: path)).map {
        picture.differences(from: $0).isEmpty
      }
      if isKept != true { try picture.image.write(to: path) }
    }
    guard let reference = try? ReferencePicture(contentsOf: path) else {
      try show(picture.image, subject)
      Issue.record("\(subject) has no reference: look at it, then make references ACCEPT=1")
      return
    }
    let differences = picture.differences(from: reference)
    guard !differences.isEmpty else { return }
    try show(SideBySide.image(reference.image, picture.image), subject)
    Issue.record("\(subject): \(differences.joined(separator: "; "))")
  }

  /// Into the folder of `REFERENCES_FOLDER`, where there is one.
  private func show(_ image: PNGImage, _ subject: ReferenceSubject) throws {
    guard let folder = Self.environment["REFERENCES_FOLDER"] else { return }
    try image.write(to: "\(folder)/\(subject).png")
  }

  @Test func everyKindOfPictureHasOneAndNoOtherIsLeft() throws {
    #expect(ReferenceSubject.without.isEmpty, "add runs that have it to ReferenceSubject")
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).sorted()
    let expected = ReferenceSubject.all.map { "\($0).png" }.sorted()
    if Self.environment["UPDATE_REFERENCES"] != nil {
      // The others are being written meanwhile.
      for file in files where !expected.contains(file) {
        try FileManager.default.removeItem(at: Self.folder.appending(path: file))
      }
      return
    }
    #expect(files == expected)
    let bytes = try files.reduce(0) {
      $0 + (try Data(contentsOf: Self.folder.appending(path: $1)).count)
    }
    #expect(bytes < 3 << 20, "three megabytes are enough for all")
  }

  // MARK: - What is noticed

  private func differences(_ edit: @escaping (EditedCanvas) -> Void) throws -> [String] {
    let subject = try #require(ReferenceSubject.all.first)
    let edited = try ReferencePicture(size: subject.figure.size) { canvas in
      let edited = EditedCanvas(canvas)
      edit(edited)
      subject.draw(on: edited)
    }
    return edited.differences(from: try subject.picture())
  }

  @Test func lettersThatAreShadedDifferentlyAreNoDifference() throws {
    #expect(try differences { _ in }.isEmpty)
    #expect(try differences { $0.shift = Point(0.4, 0.4) }.isEmpty)
  }

  @Test func aChangedWordIsNoticed() throws {
    let moved = try differences { $0.shift = Point(3, 0) }
    #expect(moved.contains { $0.contains("is gone") } && moved.contains { $0.contains("is new") })
    let digit = try differences { canvas in
      canvas.text = { $0 == "1" ? "7" : $0 }
    }
    #expect(digit.contains { $0.hasPrefix("“1” at") } && digit.contains { $0.hasPrefix("“7” at") })
    #expect(try !differences { canvas in canvas.text = { $0 == "1" ? nil : $0 } }.isEmpty)
  }

  @Test func aLineThatIsMissingOrOfAnotherColourIsNoticed() throws {
    for color in [Palette.grid, Palette.blue, Palette.vermillion] {
      #expect(
        try !differences { $0.color = { $0.hex == color.hex ? Palette.background : $0 } }.isEmpty)
      #expect(
        try !differences { $0.color = { $0.hex == color.hex ? Palette.skyBlue : $0 } }.isEmpty)
    }
  }
}
