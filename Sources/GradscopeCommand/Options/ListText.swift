import Experiments

/// Texts of options that take one value for all layers, or a list with one for each.
enum ListText {
  /// The parts of `a,b,c`.
  ///
  /// - Throws: `ConfigurationError` for an empty part.
  static func parts(_ option: String, _ text: String) throws(ConfigurationError) -> [String] {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    guard !parts.contains("") else {
      throw .outOfRange(option, expected: "values separated by commas", got: "\"\(text)\"")
    }
    return parts
  }

  /// Names, one for all layers or one for each.
  static func names(_ option: String, _ text: String) throws(ConfigurationError) -> PerLayer<String>
  {
    PerLayer(try parts(option, text))
  }

  /// Numbers, one for all layers or one for each.
  static func numbers(
    _ option: String, _ text: String
  ) throws(ConfigurationError) -> PerLayer<Double> {
    var numbers: [Double] = []
    for part in try parts(option, text) {
      guard let number = Double(part) else {
        throw .outOfRange(option, expected: "numbers separated by commas", got: "\"\(part)\"")
      }
      numbers.append(number)
    }
    return PerLayer(numbers)
  }

  /// Whole numbers.
  static func wholes(_ option: String, _ text: String) throws(ConfigurationError) -> [Int] {
    var wholes: [Int] = []
    for part in try parts(option, text) {
      guard let whole = Int(part) else {
        throw .outOfRange(
          option, expected: "whole numbers separated by commas", got: "\"\(part)\"")
      }
      wholes.append(whole)
    }
    return wholes
  }
}
