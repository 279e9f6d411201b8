import Foundation
import Tensors

/// A table as people have them: columns in their own units, and what is to be predicted, as text of a
/// CSV file. The program's own reader reads it, so that all it decides in reading is scored too.
struct OutsideTable: Sendable {
  /// A feature.
  struct Column: Sendable {
    let name: String
    /// In the units of the column; one a row.
    var values: [Double]
  }

  /// What is to be predicted.
  enum Answers: Sendable {
    /// The class of each row, and what the file calls each class.
    case classes([Int], names: [String])
    /// A number for each row.
    case values([Double])
  }

  var columns: [Column]
  /// The header of the last column.
  let target: String
  var answers: Answers

  /// How many rows there are.
  var rows: Int {
    switch answers {
    case .classes(let labels, _): labels.count
    case .values(let values): values.count
    }
  }

  /// The file: a header, and a row a line; the answer is the last column.
  var csv: String {
    var lines = [(columns.map(\.name) + [target]).joined(separator: ",")]
    for row in 0..<rows {
      let answer =
        switch answers {
        case .classes(let labels, let names): names[labels[row]]
        case .values(let values): Self.text(values[row])
        }
      lines.append((columns.map { Self.text($0.values[row]) } + [answer]).joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Whole numbers without a point, others in 9 digits.
  private static func text(_ value: Double) -> String {
    value == value.rounded() && value.magnitude < 1e15
      ? String(Int(value)) : String(format: "%.9g", value)
  }

  /// How many rows each class has; none for values.
  var classCounts: [Int] {
    guard case .classes(let labels, let names) = answers else { return [] }
    return labels.reduce(into: [Int](repeating: 0, count: names.count)) { $0[$1] += 1 }
  }

  /// Mean and deviation of the column in which one of them is largest, the answers included.
  var largestSize: Double {
    var all = columns.map(\.values)
    if case .values(let values) = answers { all.append(values) }
    return all.map { values in
      let mean = values.reduce(0, +) / Double(values.count)
      let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
      return max(mean.magnitude, square.squareRoot())
    }.max() ?? 0
  }

  /// RMS of all features.
  var featureRMS: Double {
    let squares = columns.reduce(0) { $0 + $1.values.reduce(0) { $0 + $1 * $1 } }
    return (squares / Double(max(columns.count * rows, 1))).squareRoot()
  }

  /// The largest deviation of a column over the smallest.
  var spreadOfDeviations: Double {
    let deviations = columns.map { column -> Double in
      let mean = column.values.reduce(0, +) / Double(rows)
      return (column.values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(rows))
        .squareRoot()
    }
    return (deviations.max() ?? 1) / max(deviations.min() ?? 1, .leastNormalMagnitude)
  }

  /// Whether a column has one value in every row.
  var hasConstantColumn: Bool {
    columns.contains { column in column.values.allSatisfy { $0 == column.values[0] } }
  }

  /// Whether the answers are numbers that may be classes as well: more than two different whole ones.
  var isAmbiguous: Bool {
    switch answers {
    case .classes(_, let names): names.count > 2 && names.allSatisfy { Int($0) != nil }
    case .values(let values): values.allSatisfy { $0 == $0.rounded() }
    }
  }
}

extension OutsideTable {
  /// With a share of the classes replaced by others.
  mutating func flip(_ share: Double, using generator: inout SeededGenerator) {
    guard case .classes(var labels, let names) = answers else { return }
    for row in labels.indices where generator.nextUniform() < share {
      labels[row] = (labels[row] + generator.whole(1...names.count - 1)) % names.count
    }
    answers = .classes(labels, names: names)
  }

  /// With the answers dealt out anew.
  mutating func shuffleAnswers(using generator: inout SeededGenerator) {
    switch answers {
    case .classes(var labels, let names):
      generator.shuffle(&labels)
      answers = .classes(labels, names: names)
    case .values(var values):
      generator.shuffle(&values)
      answers = .values(values)
    }
  }

  /// With the answer in another unit as a feature.
  mutating func addAnswer() {
    let values: [Double] =
      switch answers {
      case .classes(let labels, _): labels.map { Double(10 + 5 * $0) }
      case .values(let values): values.map { 100 * $0 + 7 }
      }
    columns.append(Column(name: "code", values: values))
  }
}
