import Foundation
import Records
import Texts

/// The gates of recurrent layers that keep what a state holds, as far as a record tells of them.
struct RecurrentGates {
  /// What they are called: of an LSTM the forget gate, of a GRU the update gate.
  let name: String
  /// Their mean at the first time point that has it, over the places; nil where it was not measured.
  let mean: Double?

  /// Looks for them: by what was measured of them, or by four (LSTM) or three (GRU) blocks of weights to a
  /// unit; nil where there is no sign of any.
  init?(_ record: RunRecord) {
    let history = record.history
    let layers = record.places.indices.filter {
      record.places[$0].kind == .recurrent && $0 < history.placeCount
    }
    guard !layers.isEmpty else { return nil }
    let measured = (0..<history.count).lazy.map { entry in
      layers.compactMap { history[entry, place: $0][.forgetGateMean] }
        .filter(\.isFinite)
    }.first { !$0.isEmpty }
    mean = measured.map { $0.reduce(0, +) / Double($0.count) }
    let blocks = layers.map { record.places[$0] }.compactMap { place in
      place.fanIn > 0 && place.units > 0 && place.fanOut.isMultiple(of: place.units)
        ? place.fanOut / place.units : nil
    }
    guard mean != nil || blocks.contains(where: { $0 == 3 || $0 == 4 }) else { return nil }
    name = mean == nil && !blocks.contains(4) ? "update gate" : "forget gate"
  }

  /// Whether they begin so far open that opening them is no advice.
  var beginOpen: Bool { mean.map { $0 >= 0.9 } ?? false }

  /// Letting them begin open: a gate g leaves δ the factor g a step, and σ⁻¹(g) is the bias that makes it g.
  ///
  /// - Parameter healthy: the least factor of a healthy network.
  func opening(to healthy: Double?) -> Remedy {
    let factor = min(max(healthy ?? 0.9, 0.9), 0.999)
    let bias = log(factor / (1 - factor)).rounded(.up)
    let now = mean.map { ", which are \(NumberText.percent($0)) open at first" } ?? ""
    return Remedy(.openGates(bias: bias), " (\(name)s\(now); a bias of \(Int(bias)) or more)")
  }
}
