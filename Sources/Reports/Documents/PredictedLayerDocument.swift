import Records

/// What theory expected of a layer before the first update, for a document.
struct PredictedLayerDocument: Encodable {
  private let activationRMS: Double
  private let deltaRMS: Double
  /// Lower and upper end of the band in which 99 of 100 draws lie.
  private let activationRange: [Double]
  private let deltaRange: [Double]
  /// Whether measured values can be held against it: not in layer 1, whose fan-in is the data's, and
  /// not where the theory has limits.
  private let applies: Bool

  /// The numbers of a hidden layer; nil where there are none.
  init?(_ record: RunRecord, layer: Int) {
    guard let prediction = record.prediction, prediction.layers.indices.contains(layer - 1),
      layer <= record.depth
    else { return nil }
    let own = prediction.layers[layer - 1]
    activationRMS = own.activationRMS.expected
    deltaRMS = own.deltaRMS.expected
    activationRange = [own.activationRMS.lower, own.activationRMS.upper]
    deltaRange = [own.deltaRMS.lower, own.deltaRMS.upper]
    applies = prediction.applies && layer > 1
  }
}
