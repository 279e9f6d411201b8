import Datasets
import Foundation
import Records
import Texts

extension SweepAxis {
  /// The most values that an axis takes.
  static let mostValues = 1000

  /// How an axis is written.
  public static let usage = "NAME=FROM:TO:COUNT[:log] or NAME=VALUE,VALUE,…"

  /// Reads an axis: `gain=1:4:20` (20 values from 1 to 4, equal distances), `depth=5:200:8:log`
  /// (equal factors, rounded to whole numbers), `gain=1,1.5,2`.
  ///
  /// - Throws: `ConfigurationError` naming the field, what was expected and what came.
  public init(parsing text: String, field: String) throws(ConfigurationError) {
    let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let names = SweepVariable.allCases.map(\.rawValue)
    let name = halves[0].trimmingCharacters(in: .whitespaces)
    guard let variable = SweepVariable(rawValue: name) else {
      throw .unknown(field, name, valid: names)
    }
    guard halves.count == 2 else {
      throw .outOfRange(field, expected: "\(Self.usage)", got: "\"\(text)\"")
    }
    let grid = halves[1].trimmingCharacters(in: .whitespaces)
    let list = try Self.values(grid, of: variable, field: field)
    self.init(variable, list.values, isLogarithmic: list.isLogarithmic)
  }

  private static func values(
    _ text: String, of variable: SweepVariable, field: String
  ) throws(ConfigurationError) -> (values: [Double], isLogarithmic: Bool) {
    var values: [Double] = []
    var isLogarithmic = false
    if text.contains(":") {
      let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 3 || parts.count == 4 && parts[3] == "log" else {
        throw .outOfRange(
          field, expected: "\(variable.rawValue)=FROM:TO:COUNT or …:log", got: "\"\(text)\"")
      }
      isLogarithmic = parts.count == 4
      let first = try number(parts[0], variable, field)
      let last = try number(parts[1], variable, field)
      guard let count = Int(parts[2]), (2...mostValues).contains(count) else {
        throw .outOfRange(
          field, expected: "a COUNT from 2 to \(mostValues)", got: "\"\(parts[2])\"")
      }
      guard first < last else {
        throw .outOfRange(field, expected: "FROM below TO", got: "\(parts[0]):\(parts[1])")
      }
      guard !isLogarithmic || first > 0 else {
        throw .outOfRange(
          field, expected: "FROM above 0, as equal factors need it", got: "\(parts[0])")
      }
      values = (0..<count).map { index in
        spaced(first, last, Double(index) / Double(count - 1), isLogarithmic, variable)
      }
    } else {
      for part in text.split(separator: ",", omittingEmptySubsequences: false) {
        values.append(try number(part.trimmingCharacters(in: .whitespaces), variable, field))
      }
      values.sort()
    }
    if let (twice, _) = zip(values, values.dropFirst()).first(where: { $0 == $1 }) {
      throw .outOfRange(
        field, expected: "values that differ\(variable.isWhole ? ", as whole numbers" : "")",
        got: "\(SweepAxis.text(twice)) twice; take fewer")
    }
    return (values, isLogarithmic)
  }

  /// A value between two: `t` of the way, in distance or in the logarithm.
  private static func spaced(
    _ first: Double, _ last: Double, _ t: Double, _ isLogarithmic: Bool, _ variable: SweepVariable
  ) -> Double {
    if t == 0 || t == 1 { return t == 0 ? first : last }
    let value = isLogarithmic ? first * pow(last / first, t) : first + (last - first) * t
    if variable.isWhole { return value.rounded() }
    // Six digits, so that a grid of tenths has 1.3 and not 1.2999999999999998.
    return Double(String(format: "%.6g", value)) ?? value
  }

  private static func number(
    _ text: String, _ variable: SweepVariable, _ field: String
  ) throws(ConfigurationError) -> Double {
    guard let value = Double(text), value.isFinite,
      !variable.isWhole || value.rounded() == value && abs(value) < 1e9
    else {
      let kind = variable.isWhole ? "whole numbers" : "numbers"
      throw .outOfRange(field, expected: "\(kind) for \(variable.rawValue)", got: "\"\(text)\"")
    }
    return value
  }
}
