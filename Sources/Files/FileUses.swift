/// The files that a command reads and writes, compared before it begins: what it writes must be nothing
/// that it reads, and nothing else that it writes.
public struct FileUses: Sendable {
  /// One of them.
  private struct Use: Sendable {
    var name: String
    var path: String
    var isWritten: Bool
    /// Uses that belong together, such as a database and its log, do not hinder each other.
    var group: Int
  }

  private var uses: [Use] = []
  private var groups = 0

  /// No files yet.
  public init() {}

  /// A file that is read; `name` is what messages call it: `the data (--dataset)`.
  public mutating func reads(_ path: String, as name: String) {
    add([path], name, isWritten: false)
  }

  /// A file that is written, with those that stand and fall with it.
  public mutating func writes(_ path: String, with companions: [String] = [], as name: String) {
    add([path] + companions, name, isWritten: true)
  }

  private mutating func add(_ paths: [String], _ name: String, isWritten: Bool) {
    uses += paths.map { Use(name: name, path: $0, isWritten: isWritten, group: groups) }
    groups += 1
  }

  /// Compares each that is written with all others: by device and inode, where there is no file yet by
  /// those of its folder and its name, always through links.
  ///
  /// - Parameter streams: Open descriptors with their names, which are written to: a file that output
  ///   is redirected to.
  /// - Throws: `FileConflict` for the first two that are one file.
  public func check(streams: [(descriptor: Int32, name: String)] = []) throws(FileConflict) {
    var seen: [FilePlace: Use] = [:]
    for use in uses {
      guard let place = FilePlace(use.path) else { continue }
      guard let other = seen[place], other.group != use.group else {
        seen[place] = seen[place] ?? use
        continue
      }
      guard use.isWritten || other.isWritten else { continue }
      // What was named first is what was asked for; the store is named last.
      let (written, also) = other.isWritten ? (other, use) : (use, other)
      throw FileConflict(written: written.name, path: written.path, also: also.name, at: also.path)
    }
    try checkFolders()
    for stream in streams {
      guard let identity = FileIdentity(ofFileAt: stream.descriptor) else { continue }
      if let use = uses.first(where: { FileIdentity(at: $0.path) == identity }) {
        throw FileConflict(written: stream.name, path: nil, also: use.name, at: use.path)
      }
    }
  }
}

extension FileUses {
  /// Folders that are made for one output cannot be the file of another.
  private func checkFolders() throws(FileConflict) {
    let written = uses.filter(\.isWritten)
    for use in written {
      var above = FilePath(use.path).folder
      while FileIdentity(at: above.text) == nil, above.folder != above {
        if let place = FilePlace(above.text),
          let other = written.first(where: { FilePlace($0.path) == place })
        {
          throw FileConflict(
            written: other.name, path: other.path, also: "the folder of \(use.name)", at: use.path)
        }
        above = above.folder
      }
    }
  }
}

/// Two files of one command are the same, and one of them would be lost.
public struct FileConflict: Error, Equatable, Sendable, CustomStringConvertible {
  /// One line that names both.
  public let description: String

  init(written: String, path: String?, also: String, at other: String) {
    let got = path.map { "\"\($0)\"" } ?? "one"
    let same = path == other ? "" : " (\"\(other)\")"
    description =
      "\(written): expected a file of its own, got \(got), which is also that of \(also)\(same); "
      + "choose another path for one of them"
  }
}
