/// A piece of text metadata in a picture file: what drew it, from which command and data.
///
/// PNG's customary keys are Title, Author, Description, Copyright, Creation Time, Software,
/// Source and Comment; any other key of 1…79 printable ASCII characters is allowed.
public struct TextEntry: Sendable, Hashable {
  public var key: String
  public var value: String

  public init(_ key: String, _ value: String) {
    self.key = key
    self.value = value
  }
}
