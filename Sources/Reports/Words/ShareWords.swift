/// Shares as percent in words, of which none that is not 0 is said to be.
enum ShareWords {
  /// `38 %`; `< 1 %` of what would be 0 %, and `> 99 %` of what would be all.
  static func bounded(_ share: Double) -> String {
    if share > 0, share < 0.005 { return "< 1 %" }
    return share < 1 && share >= 0.995 ? "> 99 %" : Words.percent(share)
  }

  /// `38 %`, and `0.4 %` of what is less than one; no line ends between the number and its sign.
  static func fine(_ share: Double) -> String {
    share > 0 && share < 0.01
      ? "\(Words.short(share * 100, digits: 1))\u{A0}%"
      : Words.percent(share).replacing(" ", with: "\u{A0}")
  }
}
