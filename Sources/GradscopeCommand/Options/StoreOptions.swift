import ArgumentParser
import Files
import RecordStore

/// Which run store is meant.
struct StoreOptions: ParsableArguments {
  /// The store where none is named.
  static let standard = "reports/gradscope.sqlite"

  @Option(
    name: .customLong("store"),
    help: ArgumentHelp("File of the run store (default: \(Self.standard)).", valueName: "file"))
  var given: String?

  /// The path of the store.
  var store: String { given ?? Self.standard }

  func validate() throws {
    if let given, given.isEmpty || given.hasSuffix("/") {
      let got = given.isEmpty ? "an empty one" : "that of a folder, \(given)"
      throw ValidationError("--store: expected the name of a file, got \(got); name a file")
    }
  }

  /// The store, for reading.
  ///
  /// - Throws: `StoreError` where there is none; `FileConflict` where standard output leads into it.
  func open() throws -> RunStore {
    var uses = FileUses()
    uses.add(store: store)
    try uses.check()
    return try RunStore(readingAt: store)
  }
}
