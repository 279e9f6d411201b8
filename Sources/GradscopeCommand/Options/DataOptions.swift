import ArgumentParser
import Datasets
import Experiments
import Records

/// The options of the data that all runs of a command share.
struct DataOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "\(DatasetName.builtIn.inWords), a .csv or .tsv path, or an IDX file of "
        + "images (IMAGES,LABELS where the name of the labels does not follow from it)."))
  var dataset = "digits"
  @Option(help: "Column of a .csv file to predict, by name or number (default: the last).")
  var target: String?
  @Option(help: "Columns of a .csv file to leave out, by name or number, as in Name,Ticket.")
  var drop: String?
  @Option(
    help: ArgumentHelp(
      "Missing cells of a .csv file: mean (fill in the column's mean) or drop-rows (leave out the "
        + "row); refused without."))
  var missing: String?
  @Option(help: "classification, regression or multi-label (default: what the target looks like).")
  var task: String?
  @Option(parsing: .unconditional, help: "Examples of a synthetic set.")
  var examples: Int?
  @Option(parsing: .unconditional, help: "Features of a synthetic set.")
  var features: Int?
  @Option(parsing: .unconditional, help: "Classes of a synthetic set.")
  var classes: Int?
  @Option(parsing: .unconditional, help: "Noise of a synthetic set.")
  var noise: Double?
  @Option(parsing: .unconditional, help: "Share held out for validation; 0 for none.")
  var validationFraction = 0.2
  @Flag(inversion: .prefixedNo, help: "Scale features to mean 0 and deviation 1.")
  var standardize = true

  /// Puts these options into a configuration.
  func apply(to configuration: inout TrainingPlan) {
    configuration.validationFraction = validationFraction
    configuration.standardize = standardize
  }

  /// The options that name the data.
  static let names: Set<String> = [
    "--dataset", "--target", "--drop", "--missing", "--task", "--examples", "--features",
    "--classes", "--noise",
  ]

  /// The words of all options of the data that are not the defaults.
  var allWords: [String] {
    words + (validationFraction == 0.2 ? [] : ["--validation-fraction", "\(validationFraction)"])
      + (standardize ? [] : ["--no-standardize"])
  }

  /// The words of the options that name the data, those left out that were.
  var words: [String] {
    func option(_ name: String, _ value: String?) -> [String] { value.map { [name, $0] } ?? [] }
    return (dataset == "digits" ? [] : ["--dataset", dataset]) + option("--target", target)
      + option("--drop", drop) + option("--missing", missing)
      + option("--task", task) + option("--examples", examples.map { "\($0)" })
      + option("--features", features.map { "\($0)" })
      + option("--classes", classes.map { "\($0)" })
      + option("--noise", noise.map { "\($0)" })
  }

  /// Loads, splits and standardizes.
  ///
  /// - Throws: `ConfigurationError` for a task or a treatment of missing cells that is none; `DatasetError` for a name, a file, an
  ///   option or a fraction that does not serve.
  func load(for configuration: TrainingPlan) throws -> PreparedData {
    var wanted: LearningTask?
    if let task {
      wanted = LearningTask(rawValue: task)
      guard wanted != nil else {
        throw ConfigurationError(
          "--task: expected classification, regression or multi-label, got \"\(task)\"")
      }
    }
    var treatment: MissingCells?
    if let missing {
      treatment = MissingCells(rawValue: missing)
      guard treatment != nil else {
        throw ConfigurationError(
          "--missing: expected mean or drop-rows, got \"\(missing)\"")
      }
    }
    let options = SyntheticOptions(
      examples: examples, features: features, classes: classes, noise: noise)
    let loaded = try DatasetName(parsing: dataset).load(
      target: target, task: wanted, leftOut: drop, missing: treatment, options: options,
      seed: configuration.seed)
    return try PreparedData(loaded, for: configuration, noise: noise)
  }
}
