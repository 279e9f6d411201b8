import Files

/// Reads the files that datasets come in.
enum DatasetFile {
  /// The bytes of the file at `path`; `expected` says in messages what it should be.
  ///
  /// - Throws: `DatasetError.file`.
  static func bytes(at path: String, expected: String) throws(DatasetError) -> [UInt8] {
    do { return try InputFile.bytes(at: path, expected: expected) } catch { throw .file(error) }
  }
}
