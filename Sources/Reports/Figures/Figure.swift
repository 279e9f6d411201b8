import Charts

/// A picture that knows no type of file: what it asks, how large it is, and how it is drawn.
package protocol Figure: Sendable {
  /// What it is called where one asks for it, and its file without ending: `gradient-heatmaps`.
  static var name: String { get }
  /// What it shows, in a line for whoever chooses pictures.
  static var topic: String { get }
  /// Its file without ending; of a kind of picture that has one of each, its name.
  var fileName: String { get }
  /// What the picture asks.
  var title: String { get }
  /// In points.
  var size: Size { get }
  /// Why there is nothing to draw, as "no place has attention entropy"; nil where there is something.
  var lack: String? { get }
  /// Draws everything.
  func draw(on canvas: any Canvas)
}

extension Figure {
  package var fileName: String { Self.name }
  package var lack: String? { nil }
}
