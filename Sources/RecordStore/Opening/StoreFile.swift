import Files
import Foundation
import GRDB
import Texts

/// Opens the file of a store: checks what stands at its path, and that it is a store of a version
/// that this program knows.
struct StoreFile {
  /// The path, as it was given.
  let path: String
  /// How a connection waits for another one that is writing.
  var wait = StoreWait()
  /// The most pages of 4096 bytes that the file may have: tests fill a small disk by it.
  var maximumPages: Int?
  /// What is stored of a place.
  var statistics = StatisticsColumns.standard

  /// Opens a store for writing; where there is no file, makes one, and its folder.
  func openForWriting() throws(StoreError) -> DatabasePool {
    let isThere = try checkPath(otherwise: .cannotWrite)
    try makeFolder()
    if isThere, case .store(let version) = try openForInspection().1, version > Schema.version {
      throw StoreError(
        .badInput,
        "\(path.onOneLine): expected a run store of version \(Schema.version) or older, got "
          + "version \(version); use a newer Gradscope")
    }
    do { return try openUpToDate() } catch { throw StoreError(error, path: path, .writing) }
  }

  /// Opens a store for reading.
  func openForReading() throws(StoreError) -> DatabasePool {
    guard try checkPath(otherwise: .notFound) else {
      throw StoreError(
        .notFound,
        "\(path.onOneLine): expected a run store, got no such file; check the path, or train a "
          + "run first")
    }
    let (pool, content) = try openForInspection()
    switch content {
    case .empty:
      throw StoreError(
        .badInput,
        "\(path.onOneLine): expected a run store, got an empty file; train a run first")
    case .store(let version) where version < Schema.version:
      guard try bringUpToDate() else { return pool }
      return try openForInspection().0
    default: return pool
    }
  }

  /// Opens a store for writing, of the newest version.
  private func openUpToDate() throws -> DatabasePool {
    let pool = try DatabasePool(path: location, configuration: configuration(readonly: false))
    try pool.write { try Schema.upgrade($0, for: statistics) }
    return pool
  }

  /// Brings an older store up to date before it is read.
  ///
  /// - Returns: Whether that could be done. What may not be written, or is kept locked by another
  ///   process, is read as it is.
  private func bringUpToDate() throws(StoreError) -> Bool {
    var file = self
    file.wait.longest = min(wait.longest, Self.longestWaitOfReaders)
    do {
      try file.openUpToDate().close()
      return true
    } catch let error as DatabaseError where Self.preventions.contains(error.resultCode) {
      return false
    } catch { throw StoreError(error, path: path, .reading) }
  }

  /// Who only looks does not wait a minute, in seconds.
  private static let longestWaitOfReaders = 0.5

  /// What SQLite says where it is not the store's fault that it cannot be written.
  private static let preventions: [ResultCode] = [
    .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_BUSY, .SQLITE_LOCKED,
    .SQLITE_FULL, .SQLITE_IOERR,
  ]

  /// Opens what is there without changing it: the file may be another program's.
  private func openForInspection() throws(StoreError) -> (DatabasePool, Schema.Content) {
    // Before SQLite, which would take what is sound of it for all there is.
    if let problem = WriteAheadLog.problem(beside: path) {
      throw StoreError(damaged: path, problem)
    }
    let pool: DatabasePool
    let content: Schema.Content
    do {
      (pool, content) = try inspectAfterRollback()
    } catch let error as DatabaseError
      where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode)
    {
      // In a folder without permission to write, SQLite cannot make the files of its log; where
      // there is none, the file itself is complete.
      guard FileKind(at: path + "-wal") == nil,
        let immutable = try? inspect(immutableLocation)
      else { throw StoreError(error, path: path, .reading) }
      (pool, content) = immutable
    } catch {
      throw StoreError(error, path: path, .reading)
    }
    switch content {
    case .foreign(let identity):
      throw StoreError(
        .badInput,
        "\(path.onOneLine): expected a run store, got the SQLite database of another program "
          + "(application_id \(identity)); name another file")
    case .unknown(let version):
      throw StoreError(
        .badInput,
        "\(path.onOneLine): expected a run store of a version from 1 to \(Schema.version), got version "
          + "\(version), which there is not; take a copy from before, or name another file")
    default: return (pool, content)
    }
  }

  /// A process that was killed while it made the file leaves a half-written one and a journal with
  /// what was there before: whoever opens the file next puts that back, which takes a connection that
  /// may write.
  private func inspectAfterRollback() throws -> (DatabasePool, Schema.Content) {
    do {
      return try inspect(location)
    } catch let error as DatabaseError
      where error.extendedResultCode == .SQLITE_READONLY_ROLLBACK
    {
      let queue = try DatabaseQueue(path: location)
      try queue.read { _ = try Int.fetchOne($0, sql: "PRAGMA schema_version") }
      return try inspect(location)
    }
  }

  private func inspect(_ location: String) throws -> (DatabasePool, Schema.Content) {
    let pool = try DatabasePool(path: location, configuration: configuration(readonly: true))
    return (pool, try pool.read { try Schema.content($0) })
  }

  private func configuration(readonly: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readonly
    configuration.busyMode = .callback(wait.decision())
    let maximumPages = maximumPages
    configuration.prepareDatabase { database in
      guard !database.configuration.readonly else { return }
      // Pages that a deleted run leaves can be given back by moving a few others, in the same short
      // transaction. VACUUM would write the whole file anew, needs as much room again, and keeps
      // every other process from writing all the while. Must stand before the first table.
      try database.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
      // In WAL mode a commit then only goes to the system's memory: it outlives the process, however
      // that ends. If the power fails, the last commits may be lost, but the file stays sound.
      try database.execute(sql: "PRAGMA synchronous = NORMAL")
      if let maximumPages {
        try database.execute(sql: "PRAGMA max_page_count = \(maximumPages)")
      }
    }
    return configuration
  }

  /// The path for SQLite, which takes `:memory:` and `file:…` for something else than a file.
  private var location: String { path.hasPrefix("/") ? path : "./" + path }

  private var immutableLocation: String {
    // In SQLite's URI, these end the path or begin an escape.
    let escapes: [UInt8: String] = [
      UInt8(ascii: "%"): "%25", UInt8(ascii: "?"): "%3f", UInt8(ascii: "#"): "%23",
    ]
    var bytes: [UInt8] = []
    for byte in location.utf8 { bytes += escapes[byte].map { Array($0.utf8) } ?? [byte] }
    return "file:" + String(decoding: bytes, as: UTF8.self) + "?immutable=1"
  }

  /// Refuses what is no file, and a file that does not begin as every SQLite database does: SQLite
  /// takes a very short one for empty, and would write over it.
  ///
  /// - Parameter category: What it is that no file can stand at the path: as with every other file,
  ///   an input that is not there, or an output that cannot be written.
  /// - Returns: Whether there is a file.
  private func checkPath(otherwise category: StoreError.Category) throws(StoreError) -> Bool {
    guard !path.isEmpty, !path.hasSuffix("/") else {
      throw StoreError(
        category,
        "\(path.inQuotes): expected the path of a run store, got "
          + (path.isEmpty ? "an empty text" : "that of a folder") + "; name a file")
    }
    var status = stat()
    guard stat(path, &status) == 0 else {
      let code = errno
      // Only these say that nothing is there; with others, a store may be.
      if code == ENOENT || code == ENOTDIR { return false }
      throw StoreError(category, "\(path.onOneLine): expected a run store, got \(Self.words(code))")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      let kind = status.st_mode & S_IFMT == S_IFDIR ? "a directory" : "no regular file"
      throw StoreError(
        category, "\(path.onOneLine): expected a run store, got \(kind); name a file")
    }
    // One that cannot be read is SQLite's to refuse.
    guard status.st_size > 0, let file = FileHandle(forReadingAtPath: path),
      let start = try? file.read(upToCount: 16)
    else { return true }
    guard start == Data("SQLite format 3\0".utf8) else {
      throw StoreError(DatabaseError(resultCode: .SQLITE_NOTADB), path: path, .reading)
    }
    return true
  }

  /// What is in the way to a file, and what to do.
  private static func words(_ code: Int32) -> String {
    code == EACCES
      ? "no permission to enter its folder; change the permissions of the folders on the way to it "
        + "(chmod u+x)"
      : "\(String(cString: strerror(code)).inQuotes); check the path"
  }

  private func makeFolder() throws(StoreError) {
    let folder = FilePath(path).folder.text
    guard FileKind(at: folder) == nil else { return }
    do { try Folder.make(folder) } catch {
      throw StoreError(
        .cannotWrite, "\(path.onOneLine): its folder: \(error.problem)")
    }
  }
}
