import GRDB
import TrainingRecords

/// The columns of everything that is measured in a layer, by the lists of `LayerStatistics`: a
/// quantity that is added there is a column here.
enum StatisticsColumns {
  /// Their names, such as `delta_rms`: the quantities, then the counters.
  static let names =
    (LayerStatistics.quantities.map(\.name) + LayerStatistics.counters.map(\.name)).map(
      SnakeCase.text)

  /// Their part of a table's definition. A quantity may be NULL, because NaN becomes it.
  static let definition =
    (LayerStatistics.quantities.map { "\(SnakeCase.text($0.name)) REAL" }
    + LayerStatistics.counters.map { "\(SnakeCase.text($0.name)) INTEGER NOT NULL" })
    .joined(separator: ",\n  ")

  /// Adds the cells of one layer to a row.
  static func append(_ statistics: LayerStatistics, to row: inout [DatabaseValue]) {
    for quantity in LayerStatistics.quantities {
      row.append(statistics[keyPath: quantity.path].databaseValue)
    }
    for counter in LayerStatistics.counters {
      row.append(statistics[keyPath: counter.path].databaseValue)
    }
  }

  /// Reads the cells of one layer.
  static func read(_ cells: inout CellReader) throws -> LayerStatistics {
    var statistics = LayerStatistics()
    for quantity in LayerStatistics.quantities {
      statistics[keyPath: quantity.path] = try cells.double()
    }
    for counter in LayerStatistics.counters {
      statistics[keyPath: counter.path] = try cells.count()
    }
    return statistics
  }
}
