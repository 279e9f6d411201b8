/// What stands above a list of written files: they may be pictures, a page, or both.
public enum FileHeading {
  /// `Pictures:`, `Report page:` or `Pictures and the report page:`.
  public static func text(_ files: [String]) -> String {
    let pages = files.count { $0.lowercased().hasSuffix(".html") }
    if pages == 0 { return "Pictures:" }
    return pages == files.count ? "Report page:" : "Pictures and the report page:"
  }
}
