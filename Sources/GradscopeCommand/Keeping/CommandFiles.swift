import Datasets
import Files
import Foundation

extension FileUses {
  /// The files that the data come from.
  mutating func add(_ data: DataOptions) {
    // A name that is none is refused when it is loaded.
    for path in (try? DatasetName(parsing: data.dataset).paths) ?? [] {
      reads(path, as: "the data (--dataset)")
    }
  }

  /// The file that the first weights come from.
  mutating func add(_ start: InitialParameterOptions) {
    if let path = start.initialParameters { reads(path, as: "--initial-parameters") }
  }

  /// The files that weights come from and go to.
  mutating func add(_ parameters: ParameterOptions) {
    add(parameters.start)
    for (option, path) in parameters.outputs { writes(path, as: option) }
  }

  /// The file of thresholds.
  mutating func add(_ thresholds: ThresholdOptions) {
    if let path = thresholds.thresholds { reads(path, as: "--thresholds") }
  }

  /// The run store, with the files that SQLite keeps beside it; nil for none. Also one that is only
  /// read is as good as written: nothing may take its place.
  mutating func add(store path: String?) {
    guard let path else { return }
    // SQLite keeps them beside the file itself, not beside a link to it.
    let own = SymbolicLink.end(of: FilePath(path))?.text ?? path
    writes(
      path, with: ["-wal", "-shm", "-journal"].map { own + $0 }, as: "the run store (--store)")
  }

  /// Pictures in a folder.
  mutating func add(_ names: [String], in folder: String) {
    for name in names { writes(FilePath(folder).appending(name).text, as: "a picture (--output)") }
  }

  /// Compares them all, with what the standard streams are redirected to.
  ///
  /// - Throws: `FileConflict`.
  func check() throws(FileConflict) {
    try check(
      streams: [(STDOUT_FILENO, "standard output"), (STDERR_FILENO, "standard error")])
  }
}
