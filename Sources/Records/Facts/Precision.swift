/// The format of the numbers that a network computes with.
public struct Precision: Codable, Sendable, Hashable {
  /// Such as `float32`.
  public var name: String

  /// A precision of this name.
  public init(_ name: String) { self.name = name }

  public init(from decoder: any Decoder) throws {
    name = try decoder.singleValueContainer().decode(String.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var value = encoder.singleValueContainer()
    try value.encode(name)
  }

  /// The smallest positive number of the format; nil for one that is not known.
  public var smallestNumber: Double? {
    switch name {
    case "float64": Double.leastNonzeroMagnitude
    case "float32": Double(Float.leastNonzeroMagnitude)
    case "bfloat16": 0x1p-133
    case "float16": 0x1p-24
    default: nil
    }
  }
}
