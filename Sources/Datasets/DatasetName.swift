import Texts

/// Which dataset is meant: one that comes with the program, or files.
public enum DatasetName: Equatable, Sendable, CustomStringConvertible {
  /// The 1,797 handwritten digits that come with the program.
  case digits
  /// A set of `SyntheticCatalog`, by its name.
  case synthetic(String)
  /// A CSV file, gzipped or not, by its path.
  case csv(path: String)
  /// A pair of IDX files, the format of MNIST, by their paths.
  case idx(images: String, labels: String)

  /// The names of the datasets that come with the program.
  public static var builtIn: [String] { ["digits"] + SyntheticCatalog.names }

  /// Reads a name as a person types it.
  ///
  /// - `digits`, or a name of `SyntheticCatalog`.
  /// - A path that ends in `.csv`, `.tsv`, `.csv.gz` or `.tsv.gz`.
  /// - A path whose file name contains `idx3-ubyte` or `idx1-ubyte` or ends in `.idx` or `-ubyte`,
  ///   the last two also with `.gz`: a pair of IDX files, of which one is named and the other one
  ///   found (see `IDXNames`).
  /// - `IMAGES,LABELS`: both files of such a pair, whatever their names.
  ///
  /// Whether a file exists is found out by `load(target:task:leftOut:missing:options:seed:)`.
  ///
  /// - Throws: `DatasetError.badOption` for an IDX file whose partner's name cannot be found,
  ///   `.file` for the path of a directory or device, and `.unknownName` for anything
  ///   else.
  public init(parsing text: String) throws(DatasetError) {
    if text == "digits" {
      self = .digits
    } else if SyntheticCatalog.named(text) != nil {
      self = .synthetic(text)
    } else if [".csv", ".csv.gz", ".tsv", ".tsv.gz"].contains(where: text.lowercased().hasSuffix) {
      self = .csv(path: text)
    } else if let names = try IDXNames(parsing: text) {
      self = .idx(images: names.images, labels: names.labels)
    } else {
      try UnknownDatasetName.checkIsNoDirectoryOrDevice(text)
      throw .unknownName(text)
    }
  }

  /// The name as `init(parsing:)` reads it.
  public var description: String {
    switch self {
    case .digits: "digits"
    case .synthetic(let name): name
    case .csv(let path): path
    case .idx(let images, let labels): "\(images),\(labels)"
    }
  }

  /// The files that it is read from; none where it comes with the program.
  public var paths: [String] {
    switch self {
    case .digits, .synthetic: []
    case .csv(let path): [path]
    case .idx(let images, let labels): [images, labels]
    }
  }

  /// Loads or generates the dataset.
  ///
  /// - Parameters:
  ///   - target: The target's column of a CSV file, by name or by its number from 1, or several as
  ///     in `a,b,c`; the last column when it is `nil`.
  ///   - task: What is to be learned; decided by the data when it is `nil`. Only a CSV file may
  ///     serve for either.
  ///   - leftOut: The columns of a CSV file to leave out, named as targets are.
  ///   - missing: What is done with the missing cells of a CSV file; they are refused when it is
  ///     `nil`.
  ///   - options: What was chosen for a synthetic dataset.
  ///   - seed: The seed of a synthetic dataset.
  /// - Throws: `DatasetError` for a file that is missing or whose contents are wrong, and for a
  ///   target, a task or an option that the dataset does not have.
  public func load(
    target: String? = nil, task: LearningTask? = nil, leftOut: String? = nil,
    missing: MissingCells? = nil, options: SyntheticOptions = SyntheticOptions(), seed: UInt64 = 1
  ) throws(DatasetError) -> Dataset {
    if case .csv(let path) = self {
      try options.refuse(for: description)
      return try CSVReader(target: target, task: task, leftOut: leftOut, missing: missing)
        .read(path: path)
    }
    if let field = leftOut != nil ? "drop" : missing != nil ? "missing" : nil {
      throw .badOption(
        field,
        problem:
          "expected a .csv file, got \(description.onOneLine), whose columns are all numbers; "
          + "leave it out")
    }
    if case .synthetic(let name) = self {
      guard let set = SyntheticCatalog.named(name) else { throw .unknownName(name) }
      try check(target, task, fit: set.task)
      return try set.load(options, seed: seed)
    }
    try options.refuse(for: description)
    try check(target, task, fit: .classification)
    if case .idx(let images, let labels) = self {
      return try IDXReader.read(images: images, labels: labels)
    }
    return try Digits.load()
  }

  /// Refuses a column or a task for a dataset in which there is nothing to choose.
  private func check(
    _ target: String?, _ wanted: LearningTask?, fit task: LearningTask
  ) throws(DatasetError) {
    if let target {
      throw .badTarget(
        path: description,
        problem: "expected no target column, got \(target.inQuotes); "
          + "a target can be chosen for a .csv file only")
    }
    if let wanted, wanted != task {
      throw .badOption(
        "task",
        problem: "expected \(task.rawValue) for \(description.onOneLine), got \(wanted.rawValue); "
          + (wanted == .regression ? "choose sine or a .csv file" : "choose another dataset"))
    }
  }
}
