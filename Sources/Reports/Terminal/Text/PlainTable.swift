/// Columns of text under headings, with notes on what they mean. How wide they are, which there is room for,
/// and whether rows are folded into records instead, is decided when the width is known.
public struct PlainTable: Sendable, Equatable {
  /// A cell.
  public struct Cell: Sendable, Equatable, ExpressibleByStringLiteral {
    /// What stands in it.
    public var text: String
    /// What it means; nil for what is said plainly.
    public var role: TextRole?

    /// A cell with a text.
    public init(_ text: String, role: TextRole? = nil) {
      self.text = text
      self.role = role
    }

    public init(stringLiteral text: String) { self.init(text) }
  }

  /// What becomes of a cell that is wider than its column.
  public enum Overflow: Sendable, Equatable {
    /// It may not be: a number that is cut is another number.
    case never
    /// It is shortened in its middle, to no less than these columns: two names often begin alike.
    case shortens(to: Int)
    /// It is wrapped between words, in no less than these columns.
    case wraps(to: Int)
  }

  /// A column.
  public struct Column: Sendable, Equatable {
    /// What it shows.
    public var heading: String
    /// What becomes of its cells where there is less room.
    public var overflow: Overflow
    /// Its place among those that are left out where there is no room, the lowest first; nil for a
    /// column without which the table says nothing.
    public var priority: Int?

    /// A column under this heading.
    public init(_ heading: String, overflow: Overflow = .never, priority: Int? = nil) {
      self.heading = heading
      self.overflow = overflow
      self.priority = priority
    }
  }

  /// What a column means.
  public struct Note: Sendable, Equatable {
    /// The sentence.
    public var text: String
    /// The heading of the column it is about, without which it is not shown; nil for the whole table.
    public var heading: String?

    /// A note on a column, or on the table.
    public init(_ text: String, on heading: String? = nil) {
      self.text = text
      self.heading = heading
    }
  }

  /// The columns, from the left.
  public var columns: [Column]
  /// The rows, from the top; one that is shorter than the columns ends with empty cells.
  public var rows: [[Cell]]
  /// What is said below the table.
  public var notes: [Note]

  /// A table with notes on it.
  public init(columns: [Column], rows: [[Cell]], notes: [Note] = []) {
    self.columns = columns
    self.rows = rows
    self.notes = notes
  }

  /// The table with every text of it changed.
  func mapped(_ change: (String) -> String) -> PlainTable {
    var table = self
    for column in columns.indices {
      table.columns[column].heading = change(columns[column].heading)
    }
    for row in rows.indices {
      for cell in rows[row].indices { table.rows[row][cell].text = change(rows[row][cell].text) }
    }
    for note in notes.indices {
      table.notes[note].text = change(notes[note].text)
      table.notes[note].heading = notes[note].heading.map(change)
    }
    return table
  }
}
