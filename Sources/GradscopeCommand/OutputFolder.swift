import FileAccess

/// The folder of a command's pictures: made, locked and found writable before anything is trained, and
/// locked until they are written, so that it never holds pictures of two results.
struct OutputFolder {
  /// Where the pictures go.
  let path: String
  private let lock: FolderLock?

  /// A folder for the pictures of these names.
  ///
  /// - Throws: `FileError` where it cannot be made, another command writes into it, or a picture cannot
  ///   take its name.
  init(_ path: String, for names: [String]) throws(FileError) {
    self.path = path
    try Folder.make(path)
    lock = try FolderLock(path)
    for name in names { try AtomicFile.check(FilePath(path).appending(name).text) }
  }

  /// No folder, where no pictures are drawn.
  init(withoutPictures path: String) {
    self.path = path
    lock = nil
  }
}
