/// Names as columns and tags have them: `deltaRMS` is `delta_rms`, a run of capitals being one word.
public enum SnakeCase {
  /// A name in camel case with underscores.
  public static func text(_ name: String) -> String {
    var text = ""
    var wasUpper = true
    for character in name {
      if character.isUppercase, !wasUpper { text += "_" }
      wasUpper = character.isUppercase
      text += character.lowercased()
    }
    return text
  }
}
