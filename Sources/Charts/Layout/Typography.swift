/// The type sizes of every picture, in points, for canvases some 1,600 points wide.
public enum Typography {
  /// The one question a picture asks.
  public static let pageTitle = Font(size: 30, weight: .bold)
  public static let pageSubtitle = Font(size: 17)
  public static let panelTitle = Font(size: 17, weight: .bold)
  public static let panelSubtitle = Font(size: 14.5)
  public static let axisTitle = Font(size: 14.5)
  public static let tickLabel = Font(size: 14)
  public static let directLabel = Font(size: 14.5)
  public static let note = Font(size: 13.5)
}
