/// The sizes of one example's signal, batch apart: [units], or [channels, height, width]. The values
/// of an example are a row of a matrix, the last size running fastest.
public struct Shape: Sendable, Hashable, CustomStringConvertible {
  /// The sizes.
  public let sizes: [Int]

  /// A shape of these sizes; what is below 1 counts as 1.
  public init(_ sizes: [Int]) { self.sizes = sizes.map { max($0, 1) } }

  /// A vector.
  public init(_ units: Int) { self.init([units]) }

  /// Values of an example.
  public var count: Int { sizes.reduce(1, *) }

  /// `64`, `16 × 8 × 8`.
  public var description: String { sizes.map(String.init).joined(separator: " × ") }
}

/// A layer that cannot read what comes to it: which layer, what it expects, what came.
public struct ShapeError: Error, Equatable, CustomStringConvertible {
  /// One line.
  public let description: String

  /// One line that names the object, what was expected, what came and what to do.
  public init(_ description: String) { self.description = description }
}
