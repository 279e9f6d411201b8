import Foundation

/// Numbers of a computation that is written down: what is printed holds of what is printed.
extension Shown {
  /// The same words for the number that a reader takes from them: of numbers that are printed alike none is below
  /// the other. The number itself where the words are no number.
  var asPrinted: Shown { Shown(reading ?? value, as: text) }

  /// `0.0246912`: a number that has an end within ten decimals, and eleven digits, with all of them, so that it is the
  /// sum of its parts; any other with four decimals.
  static func whole(_ value: Double) -> Shown {
    let decimals = (4...10).first { decimals in
      guard value.magnitude * pow(10, Double(decimals)) < 1e11,
        let printed = Shown(value, decimals: decimals).reading
      else { return false }
      return abs(printed - value) <= 1e-14 * max(1, value.magnitude)
    }
    return Shown(value, decimals: decimals ?? 4)
  }

  /// What stands between a computation and its result: `=` where the result that is printed is that of the numbers
  /// that are printed, `≈` where it is that of numbers with more digits.
  ///
  /// - Parameter computed: what a reader makes of the numbers as they are printed.
  static func sign(_ computed: Double, _ result: Shown) -> String { sign(computed, result.printed) }

  /// The same between two computations.
  static func sign(_ first: Double, _ second: Double) -> String {
    let size = max(first.magnitude, second.magnitude)
    return abs(first - second) <= (size < 1e-8 ? 1e-9 * size : 2e-14 * max(1, size)) ? "=" : "≈"
  }

  /// The number that is printed.
  var printed: Double { reading ?? value }

  /// `0.94` of an accuracy in a sentence that compares nothing; `no number` where there is none.
  static func told(_ accuracy: Double) -> String {
    accuracy.isNaN ? "no number" : "\(Shown.share(accuracy))"
  }
}
