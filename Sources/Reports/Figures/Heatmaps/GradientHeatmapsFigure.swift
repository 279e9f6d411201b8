import Charts

/// Place × step, log₁₀ of δ RMS, every run on one colour scale.
struct GradientHeatmapsFigure: RunFigure {
  private let heatmaps: SignalHeatmaps
  static let name = "gradient-heatmaps"
  static let topic = "δ by layer and step, all runs on one colour scale"
  static let isUsual = true

  init(context: FigureContext) {
    heatmaps = SignalHeatmaps(context: context, signal: .delta)
  }

  var title: String { heatmaps.title }
  var size: Size { heatmaps.size }
  func draw(on canvas: any Canvas) { heatmaps.draw(on: canvas) }
}
