extension Place {
  /// Its name within a sentence: `encoder.3`; of a name that has no letter, as those in a `Sequential` are, `module 3`.
  public var words: String { Self.words(name) }

  /// The same of a name.
  public static func words(_ name: String) -> String {
    name.contains(where: \.isLetter) ? name : "module \(name)"
  }
}
