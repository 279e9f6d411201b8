import Files

/// The folder of a command's pictures: made, locked and found writable before anything is trained, and
/// locked until they are written, so that it never holds pictures of two results.
struct OutputFolder {
  /// Where the pictures go.
  let path: String
  private let lock: FolderLock?

  /// A folder for the pictures of these names, or none where no pictures are drawn.
  ///
  /// - Parameter uses: what else the command reads and writes, to be compared with the pictures.
  /// - Throws: `FileConflict` for two files that are one; `FileError` where the folder cannot be made,
  ///   another command writes into it, or a picture cannot take its name.
  init(_ path: String, for names: [String], beside uses: FileUses, pictures: Bool) throws {
    self.path = path
    var uses = uses
    if pictures { uses.add(names, in: path) }
    try uses.check()
    guard pictures else {
      lock = nil
      return
    }
    try Folder.make(path)
    lock = try FolderLock(path)
    for name in names { try AtomicFile.check(FilePath(path).appending(name).text) }
  }

  /// Writes into the folder, which is locked until then.
  func write<Result>(_ body: (_ path: String) throws -> Result) rethrows -> Result {
    try withExtendedLifetime(lock) { try body(path) }
  }
}
