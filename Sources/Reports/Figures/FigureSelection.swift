import Texts

/// Which pictures are drawn: the usual ones, all that have something to show, or those of a list.
public struct FigureSelection: Sendable, Hashable {
  /// The names, in the order of the catalog; nil for the usual ones.
  private let names: Set<String>?
  /// Whether somebody asked for these by name, and is told of what is not drawn.
  public let isByName: Bool

  /// What is drawn where nobody chooses.
  public static let usual = FigureSelection(names: nil, isByName: false)
  /// All that have something to show.
  public static let all = FigureSelection(names: Set(known), isByName: false)

  private init(names: Set<String>?, isByName: Bool) {
    self.names = names
    self.isByName = isByName
  }

  /// `usual`, `all`, or names with commas between them; nil where one is not known.
  public init?(parsing text: String) {
    switch text {
    case "usual": self = .usual
    case "all": self = .all
    default:
      let names = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard names.allSatisfy(Self.known.contains) else { return nil }
      self.init(names: Set(names), isByName: true)
    }
  }

  /// Every name that can be asked for: those of the pictures, and of the page that has them all.
  public static let known = FigureCatalog.all.map { $0.name } + [ReportPage.name]

  /// `overview (…)`, one picture a line, for help.
  public static let topics: [(name: String, topic: String)] =
    FigureCatalog.all.map { ($0.name, $0.topic) } + [(ReportPage.name, ReportPage.topic)]

  /// Whether the page is written beside the pictures.
  var hasReport: Bool { names?.contains(ReportPage.name) ?? true }

  /// The kinds of this selection for so many runs, in the order of the catalog.
  func kinds(of runs: Int) -> [any RunFigure.Type] {
    FigureCatalog.all.filter { kind in names?.contains(kind.name) ?? kind.isUsual(of: runs) }
  }
}
