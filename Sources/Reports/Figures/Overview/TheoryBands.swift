import Charts
import Diagnosis
import Records

/// What theory expects of δ in several runs, as bands in their colours; runs of which it expects the same share one
/// in grey, for bands over each other would be a dark slab.
struct TheoryBands {
  private let runs: [(run: JudgedRun, style: RunStyle, prediction: PredictedProfile)]

  /// The bands of the runs to which the theory applies.
  init(_ runs: [(run: JudgedRun, style: RunStyle)]) {
    self.runs = runs.compactMap { run, style in
      run.record.prediction.flatMap { $0.applies ? (run, style, $0) : nil }
    }
  }

  /// Ends that differ by less than this many decades look alike.
  private static let alike = 0.02

  /// The bands.
  var marks: [any Mark] {
    let groups = Dictionary(grouping: runs) { look(of: $0.prediction) }
    return groups.values.sorted { $0[0].run.name < $1[0].run.name }.map { group in
      let layers = group[0].prediction.layers.map(\.deltaRMS).dropFirst()
      return BandMark(
        x: ChainAxis.positions(layers.count + 1).dropFirst().map { $0 },
        lower: layers.map(\.lower), upper: layers.map(\.upper),
        color: (group.count > 1 ? Palette.ink : group[0].style.color).faint(1.3))
    }
  }

  private func look(of prediction: PredictedProfile) -> [Int] {
    prediction.layers.map(\.deltaRMS).flatMap { [$0.lower, $0.upper] }.map { end in
      let decades = LogScale(from: 1e-300, to: 1).fraction(of: end).map { $0 * 300 } ?? -1
      return Int((decades / Self.alike).rounded())
    }
  }
}
