import Records

/// A forecast as JSON, schema `gradscope.forecast/1`.
public struct ForecastDocument: Encodable, Sendable {
  private let forecast: Forecast
  private let files: [String]

  /// A document of a forecast and the pictures that were drawn of it.
  public init(_ forecast: Forecast, files: [String] = []) {
    self.forecast = forecast
    self.files = files
  }

  private enum Key: String, CodingKey {
    case schema, version, configuration, files, applies, weightVariance, qStar, chi, depthScale,
      factorPerLayer
    case layersToHundredth, trainableDepth, criticalGain
  }

  public func encode(to encoder: any Encoder) throws {
    var forecast = forecast
    let plan = forecast.plan
    // The plan has the name that it has in every document.
    forecast.plan = nil
    try forecast.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode("gradscope.forecast/1", forKey: .schema)
    try container.encode(Version.current, forKey: .version)
    try container.encodeIfPresent(plan, forKey: .configuration)
    try container.encode(files, forKey: .files)
    try container.encode(forecast.limits.isEmpty && !forecast.layers.isEmpty, forKey: .applies)
    // As null where there is none: a script need not ask whether the key exists.
    try container.encode(forecast.weightVariance, forKey: .weightVariance)
    try container.encode(forecast.qStar, forKey: .qStar)
    try container.encode(forecast.chi, forKey: .chi)
    try container.encode(forecast.depthScale, forKey: .depthScale)
    try container.encode(forecast.factorPerLayer, forKey: .factorPerLayer)
    try container.encode(forecast.layersToHundredth, forKey: .layersToHundredth)
    try container.encode(forecast.trainableDepth, forKey: .trainableDepth)
    try container.encode(forecast.criticalGain, forKey: .criticalGain)
  }
}
