/// As an object of the quantities that were measured, by their names. A name that this program does not
/// know is passed over.
extension PlaceStatistics: Codable {
  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Decodes an object of numbers.
  ///
  /// - Throws: `DecodingError` where the value of a known name is no number.
  public init(from decoder: any Decoder) throws {
    self.init()
    let values = try decoder.container(keyedBy: Key.self)
    for key in values.allKeys {
      guard let quantity = Quantity.named(key.stringValue) else { continue }
      self[quantity] = try values.decodeIfPresent(Double.self, forKey: key)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    for quantity in Quantity.all {
      guard let number = self[quantity] else { continue }
      let key = Key(stringValue: quantity.name)
      if quantity.isCount, let count = Int(exactly: number) {
        try values.encode(count, forKey: key)
      } else {
        try values.encode(number, forKey: key)
      }
    }
  }
}
