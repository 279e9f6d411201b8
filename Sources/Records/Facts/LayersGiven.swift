/// How a run of this program was told its hidden layers: what may be typed beside it follows from it.
public struct LayersGiven: Codable, Sendable, Hashable {
  /// How many there are, and how wide.
  public enum Form: String, Codable, Sendable {
    /// A number of layers, and one width.
    case depth
    /// A list of widths.
    case widths
    /// A file.
    case file
  }

  /// How many there are, and how wide.
  public var form: Form
  /// The path of the file; nil without one.
  public var file: String?
  /// Whether something else has a value for each layer, so that another number of layers would not fit.
  public var hasLists: Bool

  /// Layers given in this way.
  public init(_ form: Form, file: String? = nil, hasLists: Bool = false) {
    self.form = form
    self.file = file
    self.hasLists = hasLists
  }
}
