import Datasets
import Experiments
import Records
import Tensors

/// A run in the form of a published program: a small network, a table, and what was done wrong.
struct OutsideTrial: Sendable {
  /// What it was drawn as.
  enum Kind: String, CaseIterable, Sendable {
    case classes = "several classes"
    case twoClasses = "two classes"
    case values = "regression"
    case imbalanced = "imbalanced classes"
    case noisy = "noisy labels"
    case unscaled = "columns as they are, not standardized"
    case short = "short: 35 to 150 updates"
  }

  /// Its place in the plan, from 0.
  let index: Int
  let kind: Kind
  let form: OutsideForm
  /// The share of the rarer of two classes; nil for what comes by itself.
  var rareShare: Double?
  /// The share of labels that were replaced.
  var flipped = 0.0
  /// Whether the file calls its classes 0, 1, …
  var isNumbered = false
  /// Whether the reader is told what the target is.
  var isTold = false
  /// The plan without the fault; its seed is the seed of everything.
  var healthyPlan: TrainingPlan
  var fault: OutsideFault?

  /// What is trained.
  var plan: TrainingPlan {
    var plan = healthyPlan
    fault?.plant(in: &plan)
    return plan
  }

  /// The table with what was done wrong, or as it would be without.
  func table(withFault: Bool = true) -> OutsideTable {
    var generator = SeededGenerator(seed: healthyPlan.seed, stream: 31)
    var table = form.table(rareShare: rareShare, numbered: isNumbered, using: &generator)
    if flipped > 0 { table.flip(flipped, using: &generator) }
    if withFault { fault?.plant(in: &table, using: &generator) }
    return table
  }

  /// The name of the file, as the command has it.
  var file: String { "outside-\(index).csv" }

  /// The table as the program reads it, split and scaled.
  func data(
    _ table: OutsideTable, for plan: TrainingPlan
  ) throws -> PreparedData {
    let task: LearningTask = form.isOfValues ? .regression : .classification
    let reader = CSVReader(task: isTold ? task : nil)
    return try PreparedData(reader.read(Array(table.csv.utf8), name: file), for: plan)
  }

  /// The same as the other trials have it: for labels that serve both, and for the command.
  var trial: Trial {
    Trial(
      index: index, configuration: plan, dataset: file, fault: nil,
      dataWords: isTold ? ["--task", form.isOfValues ? "regression" : "classification"] : [],
      remark: fault.map { "planted: \($0.words)" })
  }
}
