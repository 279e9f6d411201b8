/// Positions 1, 2, … with names in place of numbers.
public struct NamedScale: Scale {
  /// The name of each position.
  public let names: [String]
  private var numbers: LinearScale

  /// Names on a scale of their positions; a position without a name has its number.
  public init(names: [String], numbers: LinearScale) {
    self.names = names
    self.numbers = numbers
  }

  public var domain: (lower: Double, upper: Double) { numbers.domain }
  public var range: (start: Double, end: Double) { numbers.range }
  public func fraction(of value: Double) -> Double? { numbers.fraction(of: value) }
  public func ticks(_ count: Int) -> [Double] { numbers.ticks(count) }

  public func label(_ tick: Double) -> String {
    guard let index = Int(exactly: tick - 1), names.indices.contains(index) else {
      return numbers.label(tick)
    }
    return names[index]
  }

  public func drawn(from start: Double, to end: Double) -> NamedScale {
    NamedScale(names: names, numbers: numbers.drawn(from: start, to: end))
  }
}
