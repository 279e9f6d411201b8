import Files
import GRDB
import Texts

/// What to name instead of a run that is not there.
enum ClosestRuns {
  /// The last part of a message: the runs whose numbers or names come closest to a text.
  static func advice(on text: String, from database: Database) throws -> String {
    if text != "last", text.lowercased() == "last" { return "did you mean \"last\"?" }
    let closest =
      if let id = Int64(text) {
        // Computed with reals: the difference of two whole numbers may leave their range.
        try Row.fetchAll(
          database,
          sql: "SELECT id, name FROM runs ORDER BY abs(CAST(id AS REAL) - ?), id LIMIT 3",
          arguments: [Double(id)]
        ).map(Candidate.init).sorted { $0.id < $1.id }
      } else {
        try named(like: text, from: database)
      }
    guard !closest.isEmpty else {
      let hasRuns = try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM runs)") ?? false
      return hasRuns
        ? "gradscope runs lists those there are" : "the store has no runs yet, train one"
    }
    let list = closest.map { "\($0.id) (\($0.name.inQuotes))" }.joined(separator: ", ")
    return "the closest \(closest.count == 1 ? "is" : "are") \(list)"
  }

  private struct Candidate {
    var id: Int64
    var name: String

    init(_ row: Row) throws {
      var cells = CellReader(row, of: RunRow.table)
      id = Int64(try cells.int())
      name = try cells.text()
    }
  }

  /// The newest runs of the three names with the fewest letters to insert or delete, letter case
  /// left aside; none of names that have little in common with what was typed.
  private static func named(like text: String, from database: Database) throws -> [Candidate] {
    // The difference takes time in proportion to the letters, of which a name may have any number.
    let letters = Array(text.lowercased().prefix(40))
    func distance(_ run: Candidate) -> Int {
      Array(run.name.lowercased().prefix(40)).difference(from: letters).count
    }
    let runs = try Row.fetchAll(
      database, sql: "SELECT max(id), name FROM runs GROUP BY name ORDER BY max(id) DESC LIMIT 1000"
    ).map { (run: try Candidate($0), distance: 0) }
    // Half of the letters differ; but the beginning of a name is close to it.
    func isClose(_ run: Candidate, _ distance: Int) -> Bool {
      !letters.isEmpty
        && (run.name.lowercased().hasPrefix(String(letters))
          || 2 * distance <= letters.count + min(run.name.count, 40))
    }
    return
      runs.map { ($0.run, distance($0.run)) }
      .filter { isClose($0.0, $0.1) }
      .sorted { ($0.1, -$0.0.id) < ($1.1, -$1.0.id) }
      .prefix(3).map(\.0)
  }
}
