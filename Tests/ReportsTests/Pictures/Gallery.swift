import Charts
import Foundation
import Testing

@testable import Reports

/// The pictures of `reports/gallery` with what they were made by: the manifest beside them.
struct Gallery: Codable, Equatable {
  /// One picture.
  struct Entry: Codable, Equatable {
    /// The name of its file, without the ending.
    var picture: String
    /// What made it, as its metadata have it.
    var command: String
    /// The version that made it.
    var version: String
    /// The digest of the file.
    var file: String
    /// The reference whose look is that of the drawing code which made it; nil for what was measured by the tools of the
    /// repository in an hour, and is not drawn again.
    var reference: String?
    /// The digest of that reference when the picture was made.
    var drawing: String?
  }

  /// By name.
  var pictures: [Entry]
  /// The verdicts of the runs that the pictures of `compare` show, by the name of the run.
  var verdicts: [String: String]

  // MARK: - Files

  static let folder = root.appending(path: "reports/gallery")
  static let manifest = folder.appending(path: "manifest.json")
  static let references = root.appending(path: "Tests/ReportsTests/References")
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Pictures of tools that measure, with the command that makes them.
  private static let measured = ["peers": "make bench", "calibration": "make calibrate"]

  static func read() throws -> Gallery {
    try JSONDecoder().decode(Gallery.self, from: Data(contentsOf: manifest))
  }

  /// The gallery as its files are now, made with the drawing code of now.
  init(verdicts: [String: String]) throws {
    self.verdicts = verdicts
    pictures = try Self.files().map { name in
      let file = Self.folder.appending(path: "\(name).png")
      let text = try Self.text(of: name)
      let reference = ReferenceSubject.all.map(\.description)
        .filter { name == $0 || name.hasPrefix("\($0)-") }.max { $0.count < $1.count }
      return Entry(
        picture: name, command: text["gradscope:command"] ?? Self.measured[name] ?? "",
        version: text["gradscope:version"] ?? "",
        file: try Self.digest(file), reference: reference,
        drawing: try reference.map {
          try Self.digest(Self.references.appending(path: "\($0).png"))
        })
    }
  }

  /// The names of the pictures that are there.
  static func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".png") }.map { String($0.dropLast(4)) }.sorted()
  }

  /// The text metadata of a picture.
  private static func text(of name: String) throws -> [String: String] {
    let image = try PNGImage(contentsOf: folder.appending(path: "\(name).png").path)
    return Dictionary(image.text.map { ($0.key, $0.value) }) { first, _ in first }
  }

  /// FNV-1a over the bytes of a file, in 16 digits: whether it is the same, against no enemy.
  static func digest(_ file: URL) throws -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    try Data(contentsOf: file).withUnsafeBytes { bytes in
      // By hand, with `while`, for the sake of builds that are not optimized.
      var index = 0
      while index < bytes.count {
        hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01b3
        index += 1
      }
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  // MARK: - Faults

  /// What of the files of now is not as this manifest says, in sentences.
  func faults(_ now: Gallery) -> [String] {
    let names = pictures.map(\.picture)
    let unknown = now.pictures.map(\.picture).filter { !names.contains($0) }
    return unknown.map { "\($0) is not in the manifest" }
      + pictures.flatMap { entry -> [String] in
        guard let found = now.pictures.first(where: { $0.picture == entry.picture }) else {
          return ["\(entry.picture) is missing"]
        }
        return [
          entry.file == found.file ? nil : "\(entry.picture) is not the file that was made",
          entry.command == found.command
            ? nil
            : "\(entry.picture) was made by “\(found.command)”, and not by “\(entry.command)”",
          entry.reference == nil || entry.version == Version.current
            ? nil : "\(entry.picture) was made by version \(entry.version)",
          entry.drawing == found.drawing
            ? nil : "\(entry.picture) was drawn by an earlier program, with another look or words",
        ].compactMap { $0 }
      }
  }
}
