import ArgumentParser
import Exchange

/// Which columns of another tool's table are what, where their names do not tell.
struct ColumnOptions: ParsableArguments {
  @Option(
    name: .customLong("column"),
    help: ArgumentHelp(
      "Of a file of another tool: which column is what, such as loss=train/nll; may be repeated.",
      valueName: "what=name"))
  var given: [String] = []

  /// The columns that were named; `validate` has checked them.
  var choice: ColumnChoice {
    switch ColumnChoice.reading(given) {
    case .success(let choice): choice
    case .failure: .byName
    }
  }

  func validate() throws {
    if case .failure(let error) = ColumnChoice.reading(given) {
      throw ValidationError("--column: \(error.description)")
    }
  }
}
