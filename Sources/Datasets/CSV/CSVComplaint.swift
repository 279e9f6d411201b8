import Texts

/// What is wrong with the cells of one column.
struct CSVComplaint {
  /// What kind of cells they are, which decides what makes the file readable.
  enum Kind: Hashable {
    /// Missing cells of a feature; `isMost` where they are more than half of the column.
    case missing(isMost: Bool)
    /// A missing target.
    case missingTarget
    /// Texts in a column that has numbers.
    case noNumber
    /// Numbers that are not finite.
    case notFinite
    /// More different texts than make categories; `texts` is a count, or the words `more than …`.
    case manyTexts(texts: String)
    /// Another fault of a target.
    case target
  }

  /// The column, from 0.
  var column: Int
  /// What kind of cells they are.
  var kind: Kind
  /// How many there are.
  var count = 1
  /// The physical line of the first; nil where the whole column is meant.
  var line: Int?
  /// What the first holds.
  var example = ""
  /// The words where it is the only cell that is wrong: what was expected, what came, what to do.
  var problem: FieldMessage

  /// The words in a list of several: `177 missing cells, the first in line 7`.
  var summary: FieldMessage {
    let place = line.map { " in line \($0)" } ?? ""
    let example = self.example.isEmpty ? "" : ", \(self.example.inQuotes)"
    switch kind {
    case .missing, .missingTarget:
      return count == 1 ? "a missing cell\(place)" : "\(count) missing cells, the first\(place)"
    case .noNumber, .notFinite:
      return count == 1
        ? "a cell that is no number\(place)\(example)"
        : "\(count) cells that are no numbers, the first\(place)\(example)"
    case .manyTexts(let texts):
      return "\(texts) different texts, the first\(place)\(example)"
    case .target:
      return count == 1 ? problem : "\(count) cells like the first\(place): \(problem)"
    }
  }
}
