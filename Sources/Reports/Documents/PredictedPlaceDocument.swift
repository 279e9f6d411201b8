import Diagnosis
import Records

/// What theory expected of a place before the first update, for a document.
struct PredictedPlaceDocument: Encodable {
  private let activationRMS: Double
  private let deltaRMS: Double
  /// Lower and upper end of the band in which 99 of 100 draws lie.
  private let activationRange: [Double]
  private let deltaRange: [Double]
  /// Whether measured values can be held against it: not at the first place, whose fan-in is the data's,
  /// and not where the theory has limits.
  private let applies: Bool

  /// The numbers of a place of the main chain, by its index in the record; nil where there are none.
  init?(_ run: JudgedRun, place: Int) {
    guard let prediction = run.record.prediction,
      let position = run.chain?.chain.places.firstIndex(of: place),
      prediction.layers.indices.contains(position)
    else { return nil }
    let own = prediction.layers[position]
    activationRMS = own.activationRMS.expected
    deltaRMS = own.deltaRMS.expected
    activationRange = [own.activationRMS.lower, own.activationRMS.upper]
    deltaRange = [own.deltaRMS.lower, own.deltaRMS.upper]
    applies = prediction.applies && position > 0
  }
}
