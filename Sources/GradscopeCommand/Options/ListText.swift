import Experiments

/// Texts of options that take one value for all layers, or a list with one for each.
enum ListText {
  /// The parts of `a,b,c`.
  ///
  /// - Throws: `ConfigurationError` for an empty part.
  static func parts(_ field: String, _ text: String) throws(ConfigurationError) -> [String] {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    guard !parts.contains("") else {
      throw .outOfRange(field, expected: "values separated by commas", got: "\"\(text)\"")
    }
    return parts
  }

  /// Names, one for all layers or one for each.
  static func names(_ field: String, _ text: String) throws(ConfigurationError) -> PerLayer<String>
  {
    PerLayer(try parts(field, text))
  }

  /// Numbers, one for all layers or one for each.
  static func numbers(
    _ field: String, _ text: String
  ) throws(ConfigurationError) -> PerLayer<Double> {
    var numbers: [Double] = []
    for part in try parts(field, text) {
      guard let number = Double(part) else {
        throw .outOfRange(field, expected: "numbers separated by commas", got: "\"\(part)\"")
      }
      numbers.append(number)
    }
    return PerLayer(numbers)
  }

  /// Whole numbers.
  static func wholes(_ field: String, _ text: String) throws(ConfigurationError) -> [Int] {
    var wholes: [Int] = []
    for part in try parts(field, text) {
      guard let whole = Int(part) else {
        throw .outOfRange(
          field, expected: "whole numbers separated by commas", got: "\"\(part)\"")
      }
      wholes.append(whole)
    }
    return wholes
  }
}
