import GRDB
import Records

extension StatisticsColumns {
  /// Adds the cells of one place to a row.
  ///
  /// - Throws: `.badInput` for a count that is no whole number from 0 to 2⁵³.
  func append(_ statistics: PlaceStatistics, to row: inout [DatabaseValue]) throws {
    let start = row.count
    var (nan, uncounted) = ("", "")
    for column in columns {
      switch column.role {
      case .number(let quantity):
        let number = statistics[quantity]
        if let number, number.isNaN { nan += nan.isEmpty ? column.name : " " + column.name }
        row.append(number.databaseValue)
      case .count(let quantity, let isRequired):
        if let number = statistics[quantity] {
          row.append(try Self.count(number, of: quantity).databaseValue)
        } else if isRequired {
          uncounted += uncounted.isEmpty ? column.name : " " + column.name
          row.append(0.databaseValue)
        } else {
          row.append(.null)
        }
      case .unused(let isRequired): row.append(isRequired ? 0.databaseValue : .null)
      case .nan, .notCounted: row.append(.null)
      }
    }
    guard !nan.isEmpty || !uncounted.isEmpty else { return }
    for (index, column) in columns.enumerated() {
      switch column.role {
      case .nan where !nan.isEmpty: row[start + index] = nan.databaseValue
      case .notCounted where !uncounted.isEmpty: row[start + index] = uncounted.databaseValue
      default: break
      }
    }
  }

  private static func count(_ number: Double, of quantity: Quantity) throws(StoreError) -> Int {
    guard let count = Int(exactly: number), (0...StepRanges.lastStep).contains(count) else {
      throw StoreError(
        .badInput,
        "\(quantity.name): expected a whole number from 0 to 2^53, got \(number); correct the record"
      )
    }
    return count
  }

  /// Reads the cells of one place.
  ///
  /// - Parameter isLegacy: Of a row that was written before version 5: NULL is NaN, and all that there
  ///   was at that time was measured.
  func read(_ cells: inout CellReader, isLegacy: Bool) throws -> PlaceStatistics {
    var statistics = PlaceStatistics()
    var (nan, uncounted): (String?, String?)
    for column in columns {
      switch column.role {
      case .number(let quantity):
        let number = try cells.double()
        if !number.isNaN || isLegacy && Self.version(of: column.name) < 5 {
          statistics[quantity] = number
        }
      case .count(let quantity, _):
        if let count = try cells.optionalCount() { statistics[quantity] = Double(count) }
      case .nan: nan = try cells.optionalText()
      case .notCounted: uncounted = try cells.optionalText()
      case .unused: cells.skipOne()
      }
    }
    guard nan != nil || uncounted != nil else { return statistics }
    let missing = (uncounted ?? "").split(separator: " ")
    let none = (nan ?? "").split(separator: " ")
    for column in columns {
      switch column.role {
      case .number(let quantity) where none.contains { $0 == column.name }:
        if statistics[quantity] == nil { statistics[quantity] = .nan }
      case .count(let quantity, _) where missing.contains { $0 == column.name }:
        statistics[quantity] = nil
      default: break
      }
    }
    return statistics
  }
}
