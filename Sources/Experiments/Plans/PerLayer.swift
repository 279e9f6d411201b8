/// A setting of the hidden layers: one for all, or one for each.
public struct PerLayer<Value: Hashable & Codable & Sendable>: Hashable, Codable, Sendable {
  /// The values: a single one for all layers, or as many as there are layers.
  public var values: [Value]

  /// One value for all layers.
  public init(_ value: Value) { values = [value] }

  /// A value for each layer; of none, the layers have none either.
  public init(_ values: [Value]) { self.values = values }

  /// The value for all; nil where layers may differ.
  public var single: Value? { values.count == 1 ? values[0] : nil }

  /// The value of each of so many layers; nil where there is another number of values.
  public func spread(over layers: Int) -> [Value]? {
    if values.count == 1 { return Array(repeating: values[0], count: max(layers, 0)) }
    return values.count == layers ? values : nil
  }

  /// The value of the last layer, or for all.
  public var last: Value? { values.last }

  /// The same with each value changed; one for all stays one for all.
  public func map(_ change: (Value) -> Value) -> PerLayer { PerLayer(values.map(change)) }

  /// A value, or a list of values.
  ///
  /// - Throws: `DecodingError` where it is neither.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(Value.self) {
      self.init(value)
    } else {
      self.init(try container.decode([Value].self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let single { try container.encode(single) } else { try container.encode(values) }
  }
}

extension PerLayer: ExpressibleByUnicodeScalarLiteral, ExpressibleByExtendedGraphemeClusterLiteral,
  ExpressibleByStringLiteral
where Value == String {
  public init(stringLiteral value: String) { self.init(value) }

  /// Such as `relu`, or `tanh,relu,relu`.
  public var text: String { values.joined(separator: ",") }
}

extension PerLayer: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral where Value == Double {
  public init(floatLiteral value: Double) { self.init(value) }
  public init(integerLiteral value: Int) { self.init(Double(value)) }
}
