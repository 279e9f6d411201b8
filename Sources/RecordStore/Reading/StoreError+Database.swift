import Files
import Foundation
import GRDB
import Texts

extension StoreError {
  /// What was being done with the store when something went wrong.
  enum Intent {
    case reading, writing
  }

  /// What SQLite, or a check of what it read, complained of, in this project's words.
  init(_ error: any Error, path: String, _ intent: Intent) {
    switch error {
    case let error as StoreError: self = error
    case let error as DatabaseError: self.init(database: error, path: path, intent)
    case let error as DamagedRow:
      self.init(damaged: path, error.description)
    case is RowDecodingError:
      self.init(damaged: path, "a value of another kind than its column has")
    case is EncodingError:
      self.init(
        .badInput,
        "\(path.onOneLine): expected a run that can be written as JSON, got one with a text or number "
          + "that cannot; correct the record")
    default:
      self.init(
        intent == .writing ? .cannotWrite : .badInput,
        "\(path.onOneLine): expected to use the run store, got an error without a reason; check the "
          + "file and its folder, and try again")
    }
  }

  /// A store that holds what no version of this program writes.
  init(damaged path: String, _ what: String) {
    self.init(
      .badInput,
      "\(path.onOneLine): expected a sound run store, got \(what.onOneLine); take a copy from "
        + "before, or save what can be read with: sqlite3 FILE .recover")
  }

  private init(database error: DatabaseError, path: String, _ intent: Intent) {
    let file = path.onOneLine
    let words = (error.message ?? "error \(error.resultCode.rawValue)").onOneLine
    switch error.resultCode {
    case .SQLITE_NOTADB:
      self.init(
        .badInput,
        "\(file): expected a run store, got a file that is no SQLite database; check the path")
    case .SQLITE_CORRUPT, .SQLITE_ERROR, .SQLITE_MISMATCH, .SQLITE_FORMAT:
      self.init(damaged: path, "a damaged one (\(words))")
    case .SQLITE_FULL:
      self.init(
        .cannotWrite,
        "\(file): expected room for the run, got a full disk; free some space, what was stored "
          + "before is still there")
    case .SQLITE_IOERR where intent == .writing:
      self.init(
        .cannotWrite,
        "\(file): expected the disk to take the run, got \"\(words)\" (SQLite "
          + "\(error.extendedResultCode.rawValue)): a full or failing disk, or a limit on the size of "
          + "files; make room, what was stored before is still there")
    case .SQLITE_IOERR
    where [.SQLITE_IOERR_SHMOPEN, .SQLITE_IOERR_SHMSIZE, .SQLITE_IOERR_SHMMAP].contains(
      error.extendedResultCode):
      self.init(
        .cannotWrite,
        "\(file): expected room for the 32 KB that SQLite keeps beside a store, also to read it, got "
          + "\"\(words)\": a full disk, or a limit on the size of files (ulimit -f); make room")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(
        intent == .writing ? .cannotWrite : .badInput,
        "\(file): expected a turn within the waiting time, got a store that another process keeps "
          + "locked; end that process and try again")
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
      self.init(
        .cannotWrite,
        "\(file): expected a run store that can be written, got one without permission; change "
          + "the permissions of the file and its folder, or name another file")
    case .SQLITE_CANTOPEN:
      self.init(
        intent == .writing ? .cannotWrite : .badInput,
        "\(file): expected to open the run store, got \"\(words)\"; check the permissions of the "
          + "file and its folder, SQLite keeps two more files there")
    default:
      self.init(
        intent == .writing ? .cannotWrite : .badInput,
        "\(file): expected to use the run store, got \"\(words)\" (SQLite "
          + "\(error.extendedResultCode.rawValue)); check the disk, and try again")
    }
  }
}
