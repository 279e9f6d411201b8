import Records

/// The statistics of a layer at a time point, the saturated share summed up, silent units beside.
struct StatisticsDocument: Encodable {
  let statistics: LayerStatistics
  let silentUnits: Int?

  private enum Key: String, CodingKey { case saturatedFraction, silentUnits }

  func encode(to encoder: any Encoder) throws {
    try statistics.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(statistics.saturatedFraction, forKey: .saturatedFraction)
    try container.encode(silentUnits, forKey: .silentUnits)
  }
}
