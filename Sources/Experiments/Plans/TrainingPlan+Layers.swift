import Networks
import Records

extension TrainingPlan {
  /// Units of each hidden layer.
  public var hiddenWidths: [Int] {
    widths ?? Array(repeating: width, count: max(min(depth, Self.mostLayers), 0))
  }

  /// What no list of layers is longer than.
  private static let mostLayers = 1_000_000

  /// Whether all hidden layers have as many units.
  public var isOfOneWidth: Bool { Set(hiddenWidths).count <= 1 }

  /// Whether a shortcut can go around some layer: it needs one below of the same width.
  public var hasRoomForShortcuts: Bool {
    zip(hiddenWidths, hiddenWidths.dropFirst()).contains { $0 == $1 }
  }

  mutating func takeWidths() {
    guard let widths else { return }
    depth = widths.count
    width = widths.max() ?? width
  }

  /// Whether some place of the network has a normalization.
  var isNormalized: Bool { norm.values.contains { $0 != NormalizationKind.none.rawValue } }

  /// The network in a few words.
  public var summary: NetworkSummary {
    let count = hiddenWidths.count
    return NetworkSummary(
      widths: hiddenWidths,
      activations: activation.spread(over: count) ?? Array(repeating: "?", count: count),
      norm: norm.values.first { $0 != NormalizationKind.none.rawValue },
      residualScale: residual ? residualScale ?? 1 : nil, initializer: initializer.text,
      biasStd: biasStd)
  }
}
