import GRDB
import Records

/// The columns of everything that is measured in a layer, by the lists of `LayerStatistics`: a
/// quantity that is added there is a column here.
enum StatisticsColumns {
  /// Their names, such as `delta_rms`: the quantities, then the counters.
  static let names =
    (LayerStatistics.quantities.map(\.name) + LayerStatistics.counters.map(\.name)).map(
      SnakeCase.text)

  /// Their part of a table's definition in the first version of the store, which is published: it is
  /// written out, and never follows from the lists of today. A quantity that comes later is a column that
  /// a later version adds. A quantity may be NULL, because NaN becomes it.
  static let definition = """
    delta_rms REAL,
    delta_zero_fraction REAL,
    weight_gradient_norm REAL,
    weight_gradient_rms REAL,
    weight_norm REAL,
    update_ratio REAL,
    activation_mean REAL,
    activation_std REAL,
    activation_rms REAL,
    preactivation_mean REAL,
    preactivation_std REAL,
    preactivation_rms REAL,
    derivative_rms REAL,
    saturated_low_fraction REAL,
    saturated_high_fraction REAL,
    zero_fraction REAL,
    non_finite_activations INTEGER NOT NULL,
    non_finite_deltas INTEGER NOT NULL,
    non_finite_gradients INTEGER NOT NULL,
    non_finite_weights INTEGER NOT NULL
    """

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
