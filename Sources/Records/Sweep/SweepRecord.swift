/// A sweep: a grid of runs over two variables. Values only.
public struct SweepRecord: Sendable, Equatable {
  /// Along the bottom.
  public var x: SweepAxis
  /// Upward.
  public var y: SweepAxis
  /// What all cells have in common; the values of the two variables are those of the first cell.
  public var facts: RunFacts
  /// The network of the first cell.
  public var network: NetworkSummary
  /// What is needed to train the first cell again.
  public var plan: JSONValue?
  /// Row by row, from the first value of y; nil for a cell that has not ended.
  public var cells: [[SweepCell?]]
  /// What theory says; nil where it says nothing.
  public var theory: SweepTheory?

  /// A sweep without any cell done.
  public init(
    x: SweepAxis, y: SweepAxis, facts: RunFacts, network: NetworkSummary, plan: JSONValue? = nil,
    theory: SweepTheory? = nil
  ) {
    self.x = x
    self.y = y
    self.facts = facts
    self.network = network
    self.plan = plan
    self.theory = theory
    cells = y.values.map { _ in x.values.map { _ in nil } }
  }

  /// Every cell that has ended, with its place.
  public var done: [(column: Int, row: Int, cell: SweepCell)] {
    cells.enumerated().flatMap { row, line in
      line.enumerated().compactMap { column, cell in
        cell.map { (column: column, row: row, cell: $0) }
      }
    }
  }

  /// How many cells there are to train.
  public var cellCount: Int { x.values.count * y.values.count }

  /// Whether values are predicted, which have no accuracy.
  public var isRegression: Bool { facts.isRegression }
}
