import Records

/// The statistics of a place at a time point that were measured, the saturated share summed up, silent units
/// beside.
struct StatisticsDocument: Encodable {
  let statistics: PlaceStatistics
  let silentUnits: Int?
  /// Whether silent units are named, as null where they are not known.
  let showsSilence: Bool

  private enum Key: String, CodingKey { case saturatedFraction, silentUnits }

  func encode(to encoder: any Encoder) throws {
    try statistics.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    if !statistics.saturatedFraction.isNaN
      || statistics.measured.isSuperset(of: [.saturatedLowFraction, .saturatedHighFraction])
    {
      try container.encode(statistics.saturatedFraction, forKey: .saturatedFraction)
    }
    if showsSilence { try container.encode(silentUnits, forKey: .silentUnits) }
  }
}
