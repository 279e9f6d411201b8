extension Dataset {
  /// What a reader made of a file that nobody told it to: what it took the target for and why, what
  /// it left out, what it filled in.
  public struct Reading: Equatable, Sendable {
    /// Whether it is a table of columns that each mean something, unlike the pixels of an image.
    public var isTable = false
    /// What the target was taken for, and why: `values, as "count" has 55 different whole numbers
    /// from 0 to 56`; nil where the task was given, or there are several targets.
    public var taskReason: String?
    /// What was assumed and may be wrong, each a sentence.
    public var assumptions: [String] = []
    /// The rows that were left out for a missing cell, by their number among all rows, from 1.
    public var rowsLeftOut: [Int] = []
    /// How many missing cells were filled in.
    public var cellsFilled = 0
    /// The names of the columns that were left out as asked for.
    public var columnsLeftOut: [String] = []
    /// The names of the columns of texts that became 0/1 columns.
    public var columnsOfTexts: [String] = []

    /// Nothing was decided, left out or filled in.
    public init() {}

    /// The number among all rows of the file, from 1, of an example, from 0.
    public func row(ofExample example: Int) -> Int {
      var row = example + 1
      for leftOut in rowsLeftOut where leftOut <= row { row += 1 }
      return row
    }
  }

  /// The same data as if nothing had been decided in reading them.
  var withoutReading: Dataset {
    Dataset(
      unchecked: name, task, features: features, labels: labels, classNames: classNames,
      targets: targets, featureNames: featureNames, targetNames: targetNames)
  }
}
