import Texts

/// Collects the only target column of a file and makes classes or numbers to learn of it; several
/// columns, and 0/1 answers, are for `CSVTargetNumbers`.
///
/// Class labels are integers or texts. When all of them are integers, the classes are sorted as
/// numbers, and `1`, `01` and `1.0` are the same class; otherwise they are sorted as texts, by
/// Unicode scalars, so that the order is the same in every language.
struct CSVTargetColumn {
  /// A cell that cannot be a target, and where it first came.
  struct Fault: Error {
    /// The physical line, from 1.
    var line: Int
    /// What was expected, what came, what to do.
    var problem: FieldMessage
    /// Whether it is a cell that holds nothing.
    var isMissing = false
  }

  /// What there is to learn.
  enum Contents {
    /// The class of each example and the names of the classes, in sorted order; why it was decided
    /// for classes, where nobody asked for them.
    case classes(labels: [Int], names: [String], reason: CSVTaskDecision?)
    /// The number of each example; why it was decided for numbers, where nobody asked for them.
    case numbers([Double], reason: CSVTaskDecision?)
  }

  private struct Value {
    var text: String
    var number: Double?
    var integer: IntegerLabel?
    var firstLine: Int
  }

  /// The task that was asked for; `nil` to decide by the contents.
  let task: LearningTask?
  /// The different cells in the order in which they came.
  private var values: [Value] = []
  private var valueOfText: [String: Int] = [:]
  /// For each example, the position of its cell in `values`.
  private var rows: [Int] = []

  init(task: LearningTask?) { self.task = task }

  /// The number of examples so far.
  var count: Int { rows.count }

  /// Adds the target of the next example: its value, its text without spaces around it, its line.
  ///
  /// - Throws: `Fault` for a cell that is missing or not finite, and for a text in a regression.
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
      if task == .regression {
        throw Fault(
          line: line,
          problem: "expected a number as the target, got \(text.inQuotes); "
            + "correct the cell or choose `task` classification")
      }
    case .missing(let text):
      throw Fault(
        line: line,
        problem: "expected \(expectation), got \(text.orEmptyCell); fill it in, or choose "
          + "`missing` \(MissingCells.dropRows.rawValue)", isMissing: true)
    case .notFinite:
      throw Fault(
        line: line,
        problem: "expected \(expectation), got \(text.inQuotes); "
          + "correct the cell or remove the example")
    }
    valueOfText[text] = values.count
    rows.append(values.count)
    values.append(
      Value(
        text: text, number: number, integer: number.flatMap { IntegerLabel(text, value: $0) },
        firstLine: line))
  }

  /// What the column holds, once all of it is here.
  ///
  /// - Throws: `Fault` when classes were asked for and the column has numbers with a fraction,
  ///   which would make nearly every example a class of its own; and when the task is not clear,
  ///   as there are such numbers and texts.
  func contents() throws(Fault) -> Contents {
    let fraction = values.first { $0.number != nil && $0.integer == nil }
    let text = values.first { $0.number == nil }
    if let task {
      if task == .classification, let fraction, text == nil {
        throw Fault(
          line: fraction.firstLine,
          problem: "expected an integer or a text as a class label, got \(fraction.text.inQuotes); "
            + "choose a column of classes as the target or `task` regression")
      }
    } else if let fraction, let text {
      throw Fault(
        line: text.firstLine,
        problem: "expected a number as in line \(fraction.firstLine), got \(text.text.inQuotes); "
          + "correct the cell or choose `task` classification")
    }
    let decision = task == nil ? self.decision(fraction: fraction != nil, text: text != nil) : nil
    switch task ?? decision?.task ?? .classification {
    case .regression, .multiLabel:
      let numbers = values.map { $0.number ?? .nan }
      return .numbers(rows.map { numbers[$0] }, reason: decision)
    case .classification:
      return classes(areIntegers: text == nil, reason: decision)
    }
  }

  private func decision(fraction: Bool, text: Bool) -> CSVTaskDecision {
    if fraction { return .fractions }
    if text { return .texts(different: values.count, rows: count) }
    var counts: [IntegerLabel: Int] = [:]
    var countOfValue = [Int](repeating: 0, count: values.count)
    for value in rows { countOfValue[value] += 1 }
    for (value, count) in zip(values, countOfValue) {
      if let integer = value.integer { counts[integer, default: 0] += count }
    }
    return .wholeNumbers(counts)
  }

  private func classes(areIntegers: Bool, reason: CSVTaskDecision?) -> Contents {
    if areIntegers {
      let integers = values.compactMap(\.integer)
      let classes = Set(integers).sorted()
      return .classes(
        labels: labels(integers, in: classes), names: classes.map(\.description), reason: reason)
    }
    let texts = values.map(\.text)
    let classes = texts.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
    return .classes(labels: labels(texts, in: classes), names: classes, reason: reason)
  }

  private func labels<Name: Hashable>(_ names: [Name], in classes: [Name]) -> [Int] {
    let classOfName = Dictionary(
      zip(classes, classes.indices), uniquingKeysWith: { first, _ in first })
    let classOfValue = names.map { classOfName[$0, default: 0] }
    return rows.map { classOfValue[$0] }
  }

  private var expectation: String {
    switch task {
    case .classification: "a class label"
    case .regression, .multiLabel: "a number as the target"
    case nil: "a class label or a number"
    }
  }
}
