import Charts

/// Place × step, log₁₀ of the activations' deviation, every run on one colour scale: the signal on its way
/// forward.
struct ActivationHeatmapsFigure: RunFigure {
  private let heatmaps: SignalHeatmaps
  static let name = "activation-heatmaps"
  static let topic = "the signal going forward by layer and step, all runs on one colour scale"

  init(context: FigureContext) {
    heatmaps = SignalHeatmaps(context: context, signal: .activation)
  }

  var title: String { heatmaps.title }
  var size: Size { heatmaps.size }
  var lack: String? { heatmaps.lack }
  func draw(on canvas: any Canvas) { heatmaps.draw(on: canvas) }
}
