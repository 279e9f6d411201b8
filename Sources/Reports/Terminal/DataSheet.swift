import Diagnosis
import Foundation
import Records
import Texts

/// What was read, before anything is said of it: how many rows, what is predicted, what was left out, and
/// what was taken for granted.
public struct DataSheet: TextReport {
  /// Data of more variants are only counted.
  private static let mostSets = 3
  /// Of more classes the counts are summed up.
  private static let mostClasses = 6

  /// What each of the data sets is called, and what is predicted of it.
  private let sets: [(data: DatasetSummary, task: RunFacts.Task?)]

  /// The data of these runs, each once; of a run of another program nothing is known.
  public init(_ runs: [JudgedRun]) {
    var sets: [(data: DatasetSummary, task: RunFacts.Task?)] = []
    for run in runs where run.isOwn {
      guard let data = run.record.facts.data, data.examples > 0,
        !sets.contains(where: { $0.data == data })
      else { continue }
      sets.append((data, run.record.facts.task))
    }
    self.sets = sets
  }

  /// A few lines for each, with an empty one behind them; none where nothing is known.
  public var blocks: [TextBlock] {
    guard !sets.isEmpty else { return [] }
    let rest = sets.count - Self.mostSets
    return sets.prefix(Self.mostSets).flatMap { lines($0.data, $0.task) }.map {
      .line($0, .provenance)
    }
      + (rest > 0
        ? [.line("Read \(rest) more \(rest == 1 ? "data set" : "data sets").", .provenance)] : [])
      + [.blank]
  }

  private func lines(_ data: DatasetSummary, _ task: RunFacts.Task?) -> [String] {
    let isTable = Self.isTable(data)
    let size =
      "\(count(data.examples, isTable ? "row" : "example")), \(count(data.features, "feature"))"
    let target = isTable ? data.target.map { "\($0.inQuotes), " } ?? "" : ""
    let hints = (data.assumptions ?? []).filter { hint in
      !(data.taskReason.map { hint.contains($0) } ?? false)
    }
    return [
      "Read \(Self.name(data)): \(size); predicts \(target)\(prediction(data, task)).",
      changes(data),
    ].compactMap { $0 } + hints.map { "\($0) Another one is named with --target." }
  }

  private static func isTable(_ data: DatasetSummary) -> Bool {
    [".csv", ".csv.gz", ".tsv", ".tsv.gz"].contains { data.name.lowercased().hasSuffix($0) }
  }

  /// Of a table the name of the file, without its folder.
  private static func name(_ data: DatasetSummary) -> String {
    isTable(data) ? URL(filePath: data.name).lastPathComponent : data.name
  }

  // MARK: - What is predicted

  private func prediction(_ data: DatasetSummary, _ task: RunFacts.Task?) -> String {
    let doubt = doubt(data, task)
    switch task {
    case .classification, nil:
      guard data.classes > 0 else { return "values" + doubt }
      return classes(data) + doubt
    case .regression:
      guard doubt.isEmpty, let range = data.targetRange, range.count == 2 else {
        return "values (regression)" + doubt
      }
      return "values from \(number(range[0])) to \(number(range[1])) (regression)" + doubt
    case .multiLabel: return "answers of yes or no"
    case .other: return "something else"
    }
  }

  private func classes(_ data: DatasetSummary) -> String {
    guard let counts = data.classCounts, let least = counts.min(), let most = counts.max() else {
      return count(data.classes, "class", "classes")
    }
    let words = count(counts.count, "class", "classes")
    guard counts.count <= Self.mostClasses, let names = data.classNames,
      names.count == counts.count, names.allSatisfy({ $0.count <= 20 }), Self.isTable(data)
    else {
      return least == most
        ? "\(words) of \(least) examples" : "\(words) of \(least) to \(most) examples"
    }
    let list = zip(names, counts).map { "\($0): \($1)" }.joined(separator: ", ")
    return "\(words) (\(list))"
  }

  /// Why whole numbers were taken for what they were, and how they are taken for the other.
  private func doubt(_ data: DatasetSummary, _ task: RunFacts.Task?) -> String {
    guard let reason = data.taskReason,
      data.assumptions?.contains(where: { $0.contains(reason) }) ?? false
    else { return "" }
    // "values, as "count" has …" without the name, which was said.
    let target = data.target.map { "as \($0.inQuotes) " } ?? ""
    let because = reason.firstRange(of: target).map { String(reason[$0.upperBound...]) } ?? reason
    let other = task == .regression ? "classification" : "regression"
    let meant = task == .regression ? "classes" : "values"
    return ", as it \(because); --task \(other) takes them as \(meant)"
  }

  // MARK: - What was changed

  private func changes(_ data: DatasetSummary) -> String? {
    var parts: [String] = []
    if let columns = data.columnsLeftOut {
      parts.append("left out the \(columns.count == 1 ? "column" : "columns") \(names(columns))")
    }
    if let rows = data.rowsLeftOut {
      parts.append("left out \(count(rows, "row")) with missing cells")
    }
    if let cells = data.cellsFilled {
      parts.append("filled in \(count(cells, "missing cell"))")
    }
    if let columns = data.columnsOfTexts {
      parts.append("made 0/1 columns of \(names(columns))")
    }
    guard !parts.isEmpty else { return nil }
    let text = parts.joined(separator: "; ")
    return text.prefix(1).uppercased() + text.dropFirst() + "."
  }

  private func names(_ names: [String]) -> String {
    let shown = names.prefix(5).map(\.inQuotes).joined(separator: ", ")
    return names.count > 5 ? "\(shown) and \(names.count - 5) more" : shown
  }

  /// As it stands in the table, without commas between thousands.
  private func number(_ value: Double) -> String {
    NumberText.plain(value, significant: 6).replacing(",", with: "")
  }

  private func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(number) \(number == 1 ? noun : plural ?? noun + "s")"
  }
}
