import Charts

/// A picture of a report.
protocol ReportPicture: Sendable {
  /// The name of the file, without folder.
  static var fileName: String { get }
  /// What the picture asks.
  var title: String { get }
  /// In points.
  var size: Size { get }
  /// Draws everything.
  func draw(on canvas: any Canvas)
}
