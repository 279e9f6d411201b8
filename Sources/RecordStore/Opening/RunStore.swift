import Files
import GRDB
import Records
import Texts

/// A file with any number of runs, as they are trained and afterwards: an SQLite database that other
/// programs read too. `Documentation/run-store.md` describes its tables.
///
/// Any number of processes may read while others write: nobody waits but a writer for another one,
/// for some milliseconds. A process that is killed loses what it had not handed over yet, and never
/// the file.
public final class RunStore: Sendable {
  /// The path of the file, as it was given.
  public let path: String
  /// What is stored of a place.
  let statistics: StatisticsColumns
  private let pool: DatabasePool
  private let isWritable: Bool
  private let identity: FileIdentity?

  /// Opens a store for writing. Where there is no file, or an empty one, it is made, and its folder
  /// too.
  ///
  /// - Parameter wait: How it waits, now and later, while another process keeps the file locked.
  /// - Throws: `.badInput` for a file that is no SQLite database, one of another program or of a newer
  ///   version; `.cannotWrite` for a directory, and where no file can be made, it is read-only or kept
  ///   locked.
  public convenience init(
    creatingAt path: String, wait: StoreWait = StoreWait()
  ) throws(StoreError) {
    try self.init(writing: StoreFile(path: path, wait: wait))
  }

  /// Opens a store of these limits for writing.
  init(writing file: StoreFile) throws(StoreError) {
    path = file.path
    statistics = file.statistics
    pool = try file.openForWriting()
    isWritable = true
    identity = FileIdentity(at: path)
  }

  /// Opens a store for reading, also while others write it, or after one of them was killed. One of an
  /// older version is brought up to date; where it cannot be written, it is read as it is. Of one of a
  /// newer version, what this program knows is read.
  ///
  /// - Throws: `.notFound` where there is no file, or a directory; `.badInput` for a file that is no
  ///   run store or cannot be read.
  public convenience init(readingAt path: String) throws(StoreError) {
    try self.init(reading: StoreFile(path: path))
  }

  /// Opens a store of these limits for reading.
  init(reading file: StoreFile) throws(StoreError) {
    path = file.path
    statistics = file.statistics
    pool = try file.openForReading()
    isWritable = false
    identity = nil
  }

  /// Reads within one transaction: what others write meanwhile does not show.
  func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    do { return try pool.read(body) } catch { throw StoreError(error, path: path, .reading) }
  }

  /// Writes in one transaction. It is IMMEDIATE, as all writes of the pool are: one that began with
  /// reading could not wait for another process's.
  func write<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    guard isWritable else {
      throw StoreError(
        .cannotWrite,
        "\(path.onOneLine): expected a store opened for writing, got one opened for reading; "
          + "open it with creatingAt")
    }
    do {
      let value = try pool.write(body)
      try checkFile()
      return value
    } catch { throw StoreError(error, path: path, .writing) }
  }

  /// A file that was deleted takes whatever is written to it, and nobody finds it again.
  private func checkFile() throws(StoreError) {
    let now = FileIdentity(at: path)
    guard now != identity else { return }
    throw StoreError(
      .cannotWrite,
      "\(path.onOneLine): expected the file that this run is written to, got "
        + (now == nil ? "none" : "another one") + ": it was deleted or moved; train the run again, "
        + "and leave the file where it is meanwhile")
  }

  /// Gives the pages that were freed back to the disk, as far as no reader needs them.
  func shrink() {
    // Not worth an error: the next writer does it too.
    try? pool.writeWithoutTransaction { _ = try $0.checkpoint(.passive) }
  }
}
