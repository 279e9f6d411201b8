/// A picture of runs side by side, or of a single one.
protocol RunPicture: ReportPicture {
  /// The picture of these runs.
  init(context: PictureContext)
}

/// All pictures of runs, in the order a reader looks at them: the one list that is drawn, named and locked
/// by. Adding one: a file with a type that conforms, and a line here.
enum PictureCatalog {
  static let all: [any RunPicture.Type] = [
    OverviewPicture.self, GradientHeatmapsPicture.self, LossCurvesPicture.self,
    ActivationsPicture.self, ProfilesPicture.self,
  ]
}
