/// Profiles of one quantity under each other, at several steps, on one scale; as wide as there is room.
public struct ProfileRows: Sendable, Equatable {
  /// A profile.
  public struct Row: Sendable, Equatable {
    /// What it is of, such as `step 0`.
    public var label: String
    /// A value a place, the first first; nil where it was not measured.
    public var values: [Double?]

    /// A profile of these values.
    public init(_ label: String, _ values: [Double?]) {
      self.label = label
      self.values = values
    }
  }

  /// What is shown, and along what: `δ by layer, input → output`.
  public var title: String
  /// The quantity by its sign, such as `δ`.
  public var quantity: String
  /// What a place is called.
  public var noun: String
  /// The profiles, from the top.
  public var rows: [Row]

  /// Profiles of a quantity along places of a name.
  public init(_ title: String, of quantity: String, noun: String, rows: [Row]) {
    self.title = title
    self.quantity = quantity
    self.noun = noun
    self.rows = rows
  }

  /// The title, a line a profile, and what the characters stand for.
  func lines(width: Int?) -> [RichText] {
    let labels = rows.map { "  " + $0.label.printable }
    let label = labels.map(ColumnWidth.of).max() ?? 0
    let count = rows.map(\.values.count).max() ?? 0
    let columns = max(min(width.map { $0 - label - 2 } ?? .max, count), 1)
    let bars = ProfileBars(fitting: rows.map(\.values))
    let profiles = zip(labels, rows).map { text, row in
      RichText(ColumnWidth.padded(text, label + 2) + bars.text(row.values, columns: columns))
    }
    let neighbours = ProfileBars.neighbours(of: count, columns: columns).map {
      "; a character shows the smallest \(quantity) of \($0) neighbouring \(noun)s"
    }
    return [RichText(title, .strong)] + profiles + [RichText("  \(bars.words)\(neighbours ?? "").")]
  }
}
