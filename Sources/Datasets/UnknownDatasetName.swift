import Files
import Foundation
import Texts

/// Says what is wrong with a text that names no dataset.
enum UnknownDatasetName {
  /// The message for a text that is no name and no path in a known format.
  static func message(for name: String) -> FieldMessage {
    let got: FieldMessage =
      "`dataset`: expected \(DatasetName.builtIn.joined(separator: ", ")), a path ending in .csv or .csv.gz, "
      + "or IDX files as IMAGES,LABELS, got \(name.inQuotes); "
    // A file in another format was not meant to be the name of a dataset.
    if isPath(name) { return got + "convert the file to CSV" }
    let guess = ClosestName.closest(to: name, in: DatasetName.builtIn)
    return got + "\(guess.map { "did you mean \($0)?" } ?? "choose one of these")"
  }

  /// Names what stands at a path that is no file.
  ///
  /// - Throws: `DatasetError.file` for a directory, a pipe, a socket or a device.
  static func checkIsNoDirectoryOrDevice(_ path: String) throws(DatasetError) {
    // A directory that happens to be there must not hide that `spiral` was meant to be `spirals`.
    if !isPath(path), ClosestName.closest(to: path, in: DatasetName.builtIn) != nil { return }
    var status = stat()
    guard !path.utf8.contains(0), stat(path, &status) == 0 else { return }
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      return
    case S_IFDIR:
      throw .file(
        .unreadable(
          path: path, problem: "expected a dataset, got a directory; name a .csv file in it"))
    default:
      throw .file(
        .unreadable(
          path: path,
          problem: "expected a dataset, got a pipe, socket or device; save the data to a .csv "
            + "file"))
    }
  }

  private static func isPath(_ name: String) -> Bool { name.contains("/") || name.contains(".") }
}
