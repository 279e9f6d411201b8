import Texts

/// Collects the target columns of a file with several of them: numbers to learn, or 0/1 answers.
struct CSVTargetNumbers {
  /// A cell or a column that cannot be a target.
  struct Fault: Error {
    /// Which of the targets, from 0.
    var target: Int
    /// The physical line, from 1; nil where the whole column is meant.
    var line: Int?
    /// What was expected, what came, what to do.
    var problem: FieldMessage
    /// Whether it is a cell that holds nothing.
    var isMissing = false
  }

  /// How many numbers an example has.
  let width: Int
  /// Whether nothing but 0 and 1 may come.
  private let expectsFlags: Bool
  private let task: LearningTask?
  /// The numbers so far, examples × targets, row-major.
  private(set) var numbers: [Double] = []
  /// The least and the largest number of each target.
  private var ranges: [ClosedRange<Double>?] = []
  private var areFlags = true

  /// The numbers of `width` columns. Several columns of classes are 0/1 answers.
  init(width: Int, task: LearningTask?) {
    self.width = width
    self.task = task
    expectsFlags = task == .multiLabel || task == .classification
  }

  /// What the columns are for: as asked for, else 0/1 answers where nothing but 0 and 1 has come.
  var decidedTask: LearningTask {
    if expectsFlags { return .multiLabel }
    return task ?? (areFlags ? .multiLabel : .regression)
  }

  /// Adds the next number of an example, whose targets come in their own order.
  ///
  /// - Throws: `Fault` for a cell that is no finite number, and for another number than 0 or 1 where
  ///   these were asked for.
  mutating func set(
    _ value: CSVValue, target: Int, example: Int, line: Int
  ) throws(Fault) {
    let expected = expectsFlags ? "0 or 1" : "a number as the target"
    func fault(_ got: String, _ remedy: FieldMessage) -> Fault {
      Fault(target: target, line: line, problem: "expected \(expected), got \(got); \(remedy)")
    }
    let number: Double
    switch value {
    case .number(let value): number = value
    case .missing(let text):
      var missing = fault(
        text.orEmptyCell,
        "fill it in, or choose `missing` \(MissingCells.dropRows.rawValue)")
      missing.isMissing = true
      throw missing
    case .notFinite(let text):
      throw fault(text.inQuotes, "correct the cell or remove the example")
    case .text(let text):
      throw fault(text.inQuotes, "correct the cell or choose other targets")
    }
    if number != 0 && number != 1 {
      areFlags = false
      if expectsFlags {
        throw fault("\(number)", "correct the cell or choose `task` regression")
      }
    }
    let index = example * width + target
    while numbers.count <= index { numbers.append(0) }
    numbers[index] = number
    // The first example may have had a cell of another target that is none.
    while ranges.count <= target { ranges.append(nil) }
    let range = ranges[target] ?? number...number
    ranges[target] = min(range.lowerBound, number)...max(range.upperBound, number)
  }

  /// Checks that there is something to learn in every column.
  ///
  /// - Throws: `Fault` for a column in which every number is the same.
  func checkVariety() throws(Fault) {
    let constant = ranges.firstIndex { $0.map { $0.lowerBound == $0.upperBound } ?? false }
    guard let same = constant, let range = ranges[same] else { return }
    throw Fault(
      target: same, line: nil,
      problem: "expected a target that varies, got only \(range.lowerBound); "
        + "choose other targets or add examples")
  }
}
