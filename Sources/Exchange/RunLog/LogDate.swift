import Foundation

/// Times as logs have them: ISO 8601, such as `2026-01-31T12:00:00Z`, `2026-01-31 12:00:00.123+01:00`.
enum LogDate {
  /// The time of a text; one without a zone is taken as UTC. nil for what is none.
  ///
  /// Foundation's parser takes neither six digits behind the seconds, as Python writes them, nor a text
  /// without a zone.
  static func date(_ text: String) -> Date? {
    let pattern =
      /(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|z|([+-])(\d\d):?(\d\d))?/
    guard let match = text.wholeMatch(of: pattern)?.output else { return nil }
    func number(_ digits: Substring?) -> Int { digits.flatMap { Int($0) } ?? 0 }
    var parts = DateComponents()
    (parts.year, parts.month, parts.day) = (number(match.1), number(match.2), number(match.3))
    (parts.hour, parts.minute, parts.second) = (number(match.4), number(match.5), number(match.6))
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    parts.calendar = calendar
    guard (1970...2999).contains(number(match.1)), parts.isValidDate,
      let date = calendar.date(from: parts)
    else { return nil }
    let offset = Double(number(match.8) * 3600 + number(match.9) * 60)
    return date.addingTimeInterval(match.7 == "-" ? offset : -offset)
  }

  /// A time as text, in UTC.
  static func text(_ date: Date) -> String { date.formatted(.iso8601) }
}
