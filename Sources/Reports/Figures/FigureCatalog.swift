/// A picture of runs side by side, or of a single one.
protocol RunFigure: Figure {
  /// Whether it is drawn where nobody chooses.
  static var isUsual: Bool { get }
  /// The same of so many runs; without, it does not depend on their number.
  static func isUsual(of runs: Int) -> Bool
  /// The picture of these runs.
  init(context: FigureContext)
}

extension RunFigure {
  static var isUsual: Bool { false }
  static func isUsual(of runs: Int) -> Bool { isUsual }
}

/// All pictures of runs, in the order a reader looks at them: the one list that is drawn, named and locked
/// by. Adding one: a file with a type that conforms, and a line here.
enum FigureCatalog {
  static let all: [any RunFigure.Type] = [
    OverviewFigure.self, DashboardFigure.self, GradientHeatmapsFigure.self, LossCurvesFigure.self,
    ActivationsFigure.self, ProfilesFigure.self, WeightGradientHeatmapsFigure.self,
    ActivationHeatmapsFigure.self, SaturationFigure.self, UnitMapFigure.self,
    UpdateRatiosFigure.self, DistributionsFigure.self, DistributionsOverTimeFigure.self,
    PrecisionFigure.self, TimeGradientFigure.self, DecisionFigure.self, AttentionFigure.self,
  ]
}
