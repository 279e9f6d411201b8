/// Collects the label column of a file and makes classes of it.
///
/// Labels are integers or texts. When all of them are integers, the classes are sorted as numbers,
/// and `1`, `01` and `1.0` are the same class; otherwise they are sorted as texts, by Unicode
/// scalars, so that the order is the same in every language.
struct ClassLabels {
  /// A label that is no class, and where it first came.
  struct Fault: Error {
    /// The physical line, from 1.
    var line: Int
    /// What was expected, what came, what to do.
    var problem: String
  }

  private struct Value {
    var text: String
    var number: Double?
    var firstLine: Int
  }

  /// The different labels in the order in which they came.
  private var values: [Value] = []
  private var valueOfText: [String: Int] = [:]
  /// For each example, the position of its label in `values`.
  private var rows: [Int] = []

  /// The number of examples so far.
  var count: Int { rows.count }

  /// Adds the label of the next example: its value, its text without spaces around it, its line.
  mutating func append(_ value: CSVValue, text: String, line: Int) throws(Fault) {
    if let known = valueOfText[text] {
      rows.append(known)
      return
    }
    var number: Double?
    switch value {
    case .number(let value):
      number = value
    case .text:
      break
    case .empty:
      throw Fault(
        line: line,
        problem: "expected a class label, got an empty cell; fill in the cell or remove the example"
      )
    case .notFinite:
      throw Fault(
        line: line,
        problem: "expected a class label, got \(text.inQuotes); "
          + "correct the cell or remove the example")
    }
    valueOfText[text] = values.count
    rows.append(values.count)
    values.append(Value(text: text, number: number, firstLine: line))
  }

  /// The class of each example and the names of the classes, in sorted order.
  ///
  /// - Throws: `Fault` when all labels are numbers and one is no integer: that is a quantity to
  ///   regress on, and would make nearly every example a class of its own.
  func classes() throws(Fault) -> (labels: [Int], names: [String]) {
    let numbers = values.compactMap(\.number)
    let areNumbers = numbers.count == values.count
    let integers = values.compactMap { $0.number.flatMap(Int.init(exactly:)) }
    if areNumbers, integers.count != values.count {
      let fault = values.first { $0.number.flatMap(Int.init(exactly:)) == nil }
      throw Fault(
        line: fault?.firstLine ?? 1,
        problem: "expected an integer or a text as a class label, "
          + "got \((fault?.text ?? "").inQuotes); choose a column of classes as the target")
    }
    if areNumbers {
      let classes = Set(integers).sorted()
      return (labels(integers, in: classes), classes.map(String.init))
    }
    let texts = values.map(\.text)
    let classes = texts.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
    return (labels(texts, in: classes), classes)
  }

  private func labels<Name: Hashable>(_ names: [Name], in classes: [Name]) -> [Int] {
    let classOfName = Dictionary(
      zip(classes, classes.indices), uniquingKeysWith: { first, _ in first })
    let classOfValue = names.map { classOfName[$0, default: 0] }
    return rows.map { classOfValue[$0] }
  }
}
