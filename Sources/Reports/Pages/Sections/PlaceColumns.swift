import Diagnosis
import Records
import Texts

/// The columns of a run's table of places: those of which any place has a value.
struct PlaceColumns {
  /// One column.
  struct Column {
    /// What it shows, and when.
    let title: String
    let when: String
    /// Where the same number is in the document: `initial.deltaRMS`.
    let key: String
    /// What was measured or expected at a place, by its index; nil where nothing was.
    let value: (_ place: Int) -> Double?
  }

  let columns: [Column]
  private let run: JudgedRun

  init(_ run: JudgedRun) {
    self.run = run
    let values = PlaceValues(run)
    func measured(_ title: String, _ quantity: Quantity, ends: Bool = true, starts: Bool = true)
      -> [Column]
    {
      [
        starts
          ? Column(title: title, when: "start", key: "initial.\(quantity.name)") {
            values.initial($0)?[quantity]
          } : nil,
        ends
          ? Column(title: title, when: "end", key: "final.\(quantity.name)") {
            values.final($0)?[quantity]
          } : nil,
      ].compactMap { $0 }
    }
    func signal(_ title: String, _ quantity: Quantity) -> [Column] {
      var columns = measured(title, quantity)
      columns.insert(
        Column(title: title, when: "theory", key: "predicted.\(quantity.name)") {
          values.band($0, quantity)?.expected
        }, at: 1)
      return columns
    }
    let saturated = Column(title: "saturated", when: "end", key: "final.saturatedFraction") {
      values.final($0).flatMap { statistics in
        let isKnown =
          statistics.measured.contains(.saturatedFraction)
          || statistics.measured.isSuperset(of: [.saturatedLowFraction, .saturatedHighFraction])
        return isKnown ? statistics.saturatedFraction : nil
      }
    }
    let silent = [
      Column(title: "silent units", when: "start", key: "initial.silentUnits") {
        values.silent($0, atEnd: false)
      },
      Column(title: "silent units", when: "end", key: "final.silentUnits") {
        values.silent($0, atEnd: true)
      },
    ]
    let all =
      signal("δ RMS", .deltaRMS) + signal("activation RMS", .activationRMS)
      + measured("‖∂L/∂W‖", .weightGradientNorm) + measured("‖W‖", .weightNorm)
      + measured("‖ΔW‖/‖W‖", .updateRatio, starts: false) + [saturated]
      + measured("zeros", .zeroFraction, starts: false) + silent
      + measured("attention entropy", .attentionEntropy)
      + measured("largest logit", .attentionLogitMax)
      + measured("likeness of tokens", .tokenCosine)
      + measured("forget gate", .forgetGateMean)
    let places = run.record.places.indices
    columns = all.filter { column in places.contains { column.value($0) != nil } }
    self.values = values
  }

  private let values: PlaceValues

  /// Whether what was measured at the start lies outside of the band that theory draws, where it applies.
  func isOff(_ column: Column, _ place: Int) -> Bool {
    guard column.when == "start", let quantity = Quantity.named(String(column.key.dropFirst(8))),
      values.applies(at: place), let band = values.band(place, quantity),
      let value = column.value(place)
    else { return false }
    return !band.contains(value)
  }

  /// Why theory is only a guide here; nil where it is more, or there is none.
  var limit: String? {
    columns.contains { $0.when == "theory" } ? run.record.prediction?.limits.first : nil
  }

  /// Whether any value stands outside of its band.
  var hasOff: Bool {
    columns.contains { column in run.record.places.indices.contains { isOff(column, $0) } }
  }
}

/// What was measured at the places of a run at their first and last time points, as its document has it.
private struct PlaceValues {
  private let run: JudgedRun
  private let first: [Int?]
  private let last: [Int?]
  /// Positions in the main chain.
  private let positions: [Int: Int]

  init(_ run: JudgedRun) {
    self.run = run
    let history = run.history
    let places = run.record.places.indices
    func isMeasured(_ entry: Int, _ place: Int) -> Bool {
      !history[entry, place: place].measured.isEmpty
    }
    first = places.map { place in (0..<history.count).first { isMeasured($0, place) } }
    last = places.map { place in (0..<history.count).last { isMeasured($0, place) } }
    positions = Dictionary(
      (run.chain?.chain.places ?? []).enumerated().map { ($1, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  func initial(_ place: Int) -> PlaceStatistics? {
    first[place].map { run.history[$0, place: place] }
  }
  func final(_ place: Int) -> PlaceStatistics? { last[place].map { run.history[$0, place: place] } }

  func band(_ place: Int, _ quantity: Quantity) -> PredictedProfile.Band? {
    guard let layers = run.record.prediction?.layers, let position = positions[place],
      layers.indices.contains(position)
    else { return nil }
    return switch quantity {
    case .deltaRMS: layers[position].deltaRMS
    case .activationRMS: layers[position].activationRMS
    default: nil
    }
  }

  /// Theory is of hidden layers above the first, whose fan-in is the data's, and before the first update.
  func applies(at place: Int) -> Bool {
    run.showsStart && run.record.prediction?.applies == true && (positions[place] ?? 0) > 0
  }

  func silent(_ place: Int, atEnd: Bool) -> Double? {
    let probes = run.evidence.record.probes
    // A last look at a network that holds NaN counts nothing.
    guard !atEnd || probes.last?.step == run.record.probes.last?.step,
      let probe = atEnd ? probes.last : probes.first, probe.silentUnits.indices.contains(place)
    else { return nil }
    return probe.silentUnits[place].map(Double.init)
  }
}
