import GRDB

extension RunStore {
  /// What SQLite finds wrong with the file, by `PRAGMA integrity_check` and `foreign_key_check`; empty
  /// where nothing is.
  ///
  /// - Throws: `.badInput` where the file cannot be read at all.
  public func integrityProblems() throws(StoreError) -> [String] {
    try read { database in
      let problems = try String.fetchAll(database, sql: "PRAGMA integrity_check")
      let orphans = try Row.fetchAll(database, sql: "PRAGMA foreign_key_check")
      return problems.filter { $0 != "ok" } + orphans.map(\.description)
    }
  }
}
