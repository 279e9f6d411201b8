import Records

/// What came of a case over its seeds.
struct TheoryResult: Sendable {
  let activation: String
  let initializer: String
  let structure: String
  let seeds: Int
  /// Why nothing is drawn for it, or nothing judged by what is drawn; nil where the theory applies.
  var limit: String?
  /// Seeds with δ of every layer 2…L inside the band.
  var deltasInside = 0
  /// The same for the activations.
  var activationsInside = 0
  /// Median over seeds of measured δ₂ over theory's.
  var deltaRatio = 0.0
  /// The band of layer 2, its upper end over its lower one.
  var bandWidth = 0.0

  /// Measures a case.
  init(_ item: TheoryCase, seeds: Int) {
    activation = item.activation
    initializer = item.initializer
    structure = item.structure
    self.seeds = seeds
    var ratios: [Double] = []
    var widths: [Double] = []
    for seed in 1...UInt64(seeds) {
      guard let predicted = item.predicted(seed: seed) else {
        limit = "no number holds its signals"
        return
      }
      guard predicted.applies else {
        limit = predicted.limits.joined(separator: "; ")
        return
      }
      let measured = item.measure(seed: seed)
      let layers = predicted.layers.indices.dropFirst()
      if layers.allSatisfy({ predicted.layers[$0].deltaRMS.contains(measured.deltas[$0]) }) {
        deltasInside += 1
      }
      if layers.allSatisfy({
        predicted.layers[$0].activationRMS.contains(measured.activations[$0])
      }) {
        activationsInside += 1
      }
      ratios.append(measured.deltas[1] / predicted.layers[1].deltaRMS.expected)
      let band = predicted.layers[1].deltaRMS
      widths.append(band.upper / band.lower)
    }
    deltaRatio = ratios.sorted()[seeds / 2]
    bandWidth = widths.sorted()[seeds / 2]
  }
}
