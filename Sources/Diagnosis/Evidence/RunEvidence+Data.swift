import Records
import Texts

extension RunEvidence {
  /// What rules about the data say of a record that does not tell what the data hold.
  static let lackOfData = NotApplicable.needs(
    "what the data hold", .data, note: ", which this record does not say")

  /// The data, where what they hold is known: of a run of this program.
  var data: DatasetSummary? { facts.origin.isOwn ? facts.data : nil }

  /// The accuracy that says most: held out where there is one, else of the training set; NaN where none
  /// was taken.
  var comparedAccuracy: Double {
    record.evaluation.validationAccuracy ?? record.evaluation.trainingAccuracy
  }

  /// The answers are no better than always naming the most frequent class; false where that is not known,
  /// and after a loss that was lost.
  func isAtBaseRate(_ thresholds: Thresholds) -> Bool {
    guard let share = record.chance?.accuracy, record.status != .diverged else { return false }
    // A class of 99.5 % leaves less than the margin to gain.
    let margin = min(thresholds[.baseRateMargin], (1 - share) / 2)
    return comparedAccuracy <= share + margin
  }
}

extension [String] {
  /// Names in a sentence: `"a", "b"`, of very many the first and how many more.
  var quotedNames: String {
    let shown = prefix(8).map(\.inQuotes).joined(separator: ", ")
    return count > 8 ? "\(shown) and \(count - 8) more" : shown
  }
}

extension ExampleRecord {
  /// A run of this program on a table.
  static func onTable(
    finalLoss: Double = 0.1, _ edit: (inout DatasetSummary) -> Void
  ) -> RunRecord {
    var record = make(finalLoss: finalLoss)
    var data = DatasetSummary(name: "data.csv", examples: 400, features: 6, classes: 10)
    edit(&data)
    record.facts.data = data
    return record
  }
}
