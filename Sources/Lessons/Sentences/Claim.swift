/// What has to be true for a sentence to be said: a comparison of two numbers, or a fact.
public enum Claim: Sendable, Hashable {
  /// left < right
  case below(Shown, Shown)
  /// left ≤ right
  case atMost(Shown, Shown)
  /// left = right, to the last bit.
  case equal(Shown, Shown)
  /// What is not a comparison, with its words for whoever reads a test.
  case fact(String, Bool)

  /// Whether it is true. Nothing that compares a NaN is.
  public var holds: Bool {
    switch self {
    case .below(let left, let right): left.value < right.value
    case .atMost(let left, let right): left.value <= right.value
    case .equal(let left, let right): left.value == right.value
    case .fact(_, let isTrue): isTrue
    }
  }

  /// Whether it is true of the numbers as they are printed: two that are rounded to one are not different for a
  /// reader.
  public var holdsAsPrinted: Bool {
    switch self {
    case .below(let left, let right): Self.compare(left, right, <)
    case .atMost(let left, let right): Self.compare(left, right, <=)
    case .equal(let left, let right): Self.compare(left, right, ==)
    case .fact(_, let isTrue): isTrue
    }
  }

  private static func compare(
    _ left: Shown, _ right: Shown, _ relation: (Double, Double) -> Bool
  ) -> Bool {
    guard let left = left.reading, let right = right.reading else { return false }
    return relation(left, right)
  }

  /// The numbers that it compares.
  public var numbers: [Shown] {
    switch self {
    case .below(let left, let right), .atMost(let left, let right), .equal(let left, let right):
      [left, right]
    case .fact: []
    }
  }
}

extension Shown {
  /// The claim that one is below the other.
  public static func < (left: Shown, right: Shown) -> Claim { .below(left, right) }
  /// The claim that one is above the other.
  public static func > (left: Shown, right: Shown) -> Claim { .below(right, left) }
  /// The claim that one is at most the other.
  public static func <= (left: Shown, right: Shown) -> Claim { .atMost(left, right) }
  /// The claim that one is at least the other.
  public static func >= (left: Shown, right: Shown) -> Claim { .atMost(right, left) }
}
