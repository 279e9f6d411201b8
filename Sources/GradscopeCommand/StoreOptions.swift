import ArgumentParser
import RecordStore

/// Which run store is meant.
struct StoreOptions: ParsableArguments {
  @Option(help: ArgumentHelp("File of the run store.", valueName: "file"))
  var store = "reports/gradscope.sqlite"

  /// The store, for reading.
  ///
  /// - Throws: `StoreError` where there is none.
  func open() throws(StoreError) -> RunStore { try RunStore(readingAt: store) }
}
