import Charts

/// Place × step, log₁₀ of the weight gradient, every run on one colour scale: beside δ it shows that a weight
/// gradient alone does not tell a healthy network from a sick one.
struct WeightGradientHeatmapsFigure: RunFigure {
  private let heatmaps: SignalHeatmaps
  static let name = "weight-gradient-heatmaps"
  static let topic = "the weight gradient by layer and step, all runs on one colour scale"

  init(context: FigureContext) {
    heatmaps = SignalHeatmaps(context: context, signal: .weightGradient)
  }

  var title: String { heatmaps.title }
  var size: Size { heatmaps.size }
  var lack: String? { heatmaps.lack }
  func draw(on canvas: any Canvas) { heatmaps.draw(on: canvas) }
}
