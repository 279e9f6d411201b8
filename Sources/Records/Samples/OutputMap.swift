/// What a network of one or two features answers all over them, at a few steps, and some of the examples
/// that it was to learn.
///
/// The features, and the values of a regression, have the units of the data as they were given.
public struct OutputMap: Codable, Sendable, Equatable {
  /// A feature: `count` cells between `lower` and `upper`, cell i with its centre at
  /// lower + (i + ½)·(upper − lower) / count.
  public struct Axis: Codable, Sendable, Equatable {
    public var name: String
    public var lower: Double
    public var upper: Double
    public var count: Int

    public init(name: String, lower: Double, upper: Double, count: Int) {
      (self.name, self.lower, self.upper, self.count) = (name, lower, upper, count)
    }

    /// The centre of a cell.
    public func center(_ cell: Int) -> Double {
      lower + (Double(cell) + 0.5) * (upper - lower) / Double(max(count, 1))
    }

    /// The cell that a value lies in; nil outside.
    public func cell(of value: Double) -> Int? {
      let share = (value - lower) / (upper - lower)
      return share >= 0 && share < 1 ? min(Int(share * Double(count)), count - 1) : nil
    }
  }

  /// An example of the data.
  public struct Example: Codable, Sendable, Equatable {
    /// A number a feature.
    public var features: [Double]
    /// The index of its class, or the value to predict.
    public var answer: Double
    /// Whether the network was not trained on it.
    public var isHeldOut: Bool

    public init(features: [Double], answer: Double, isHeldOut: Bool) {
      (self.features, self.answer, self.isHeldOut) = (features, answer, isHeldOut)
    }
  }

  /// One or two features.
  public var axes: [Axis]
  /// What is predicted, in the words of the data: the class or the value.
  public var target: String
  /// The names of the classes; empty where a value is predicted.
  public var classes: [String]
  /// A few hundred at most.
  public var examples: [Example]
  /// The network's answers, in order of steps.
  public var grids: [OutputGrid] = []

  /// A map without answers yet.
  public init(axes: [Axis], target: String, classes: [String], examples: [Example]) {
    (self.axes, self.target, self.classes) = (axes, target, classes)
    self.examples = examples
  }

  /// The number of cells.
  public var cellCount: Int { axes.reduce(1) { $0 * $1.count } }

  /// The cell of a point, numbered as in `OutputGrid`; nil outside of the map.
  public func cell(of features: [Double]) -> Int? {
    guard features.count == axes.count else { return nil }
    var (index, stride) = (0, 1)
    for (axis, value) in zip(axes, features) {
      guard let cell = axis.cell(of: value) else { return nil }
      index += cell * stride
      stride *= axis.count
    }
    return index
  }

  /// The same without the answers.
  public var withoutGrids: OutputMap {
    var map = self
    map.grids = []
    return map
  }

  /// More cells of a feature no picture has.
  private static let mostCells = 10_000

  /// Whether it is a map over one or two features with cells, whose examples have these features and an answer.
  public var isDrawable: Bool {
    (1...2).contains(axes.count)
      && axes.allSatisfy {
        (1...Self.mostCells).contains($0.count) && $0.lower.isFinite && $0.upper.isFinite
          && $0.lower < $0.upper
      }
      && examples.allSatisfy { example in
        example.features.count == axes.count && example.answer.isFinite
          && (classes.isEmpty || (0..<Double(classes.count)).contains(example.answer))
      }
  }
}
