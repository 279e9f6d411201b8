import Foundation

/// Moments as ISO 8601 text in UTC with milliseconds, such as `2025-01-31T12:00:00.250Z`: it sorts
/// by time, and SQLite's, pandas' and DuckDB's functions of time read it.
enum Timestamp {
  private static let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

  static func text(_ date: Date) -> String {
    // Rounded, so that what is read is written as the same text again.
    date.rounded.formatted(style)
  }

  static func date(_ text: String) -> Date? { (try? style.parse(text))?.rounded }
}

extension Date {
  fileprivate var rounded: Date {
    Date(timeIntervalSince1970: (timeIntervalSince1970 * 1000).rounded() / 1000)
  }
}
