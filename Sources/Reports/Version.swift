/// The version of the program.
public enum Version {
  /// Semantic versioning; 0 before the first release.
  public static let current = "0.1.0"
}
