import Foundation
import Texts

/// What somebody chose for a lesson; everything else has the lesson's own value.
public struct LessonSettings: Sendable, Hashable {
  /// As they were typed.
  public let texts: [LessonOption: String]

  /// Settings of these texts.
  public init(_ texts: [LessonOption: String] = [:]) { self.texts = texts }

  /// The same with another value.
  public func with(_ option: LessonOption, _ text: String) -> LessonSettings {
    LessonSettings(texts.merging([option: text]) { $1 })
  }

  /// As words of the command line, in the order of the options.
  public var words: [String] {
    LessonOption.allCases.flatMap { option in texts[option].map { [option.words, $0] } ?? [] }
  }

  /// A whole number.
  ///
  /// - Throws: `LessonError` for another text, or one that is out of the range.
  public func whole(
    _ option: LessonOption, or standard: Int, in range: ClosedRange<Int>
  ) throws(LessonError) -> Int {
    guard let text = texts[option] else { return standard }
    guard let value = Int(text), range.contains(value) else {
      throw .value(
        option, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)",
        got: text)
    }
    return value
  }

  /// A number.
  ///
  /// - Throws: `LessonError` for another text, or one that is out of the range.
  public func number(
    _ option: LessonOption, or standard: Double, in range: ClosedRange<Double> = -1e6...1e6
  ) throws(LessonError) -> Double {
    guard let text = texts[option] else { return standard }
    return try number(option, text, in: range)
  }

  /// Numbers with commas between them.
  ///
  /// - Parameter count: how many there have to be.
  /// - Throws: `LessonError` where there are others, or one is out of the range.
  public func numbers(
    _ option: LessonOption, or standard: [Double], count: ClosedRange<Int>,
    in range: ClosedRange<Double> = -1e6...1e6
  ) throws(LessonError) -> [Double] {
    guard let text = texts[option] else { return standard }
    var values: [Double] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      values.append(try number(option, String(part), in: range))
    }
    guard count.contains(values.count) else {
      let words =
        count.count == 1 ? "\(count.lowerBound)" : "\(count.lowerBound) to \(count.upperBound)"
      throw .value(option, expected: "\(words) numbers with commas between them", got: text)
    }
    return values
  }

  /// The seed of every random choice; 1 where nobody chose one.
  ///
  /// - Throws: `LessonError` for another text.
  public func seed() throws(LessonError) -> UInt64 {
    guard let text = texts[.seed] else { return 1 }
    guard let value = UInt64(text) else {
      throw .value(.seed, expected: "a whole number from 0 up", got: text)
    }
    return value
  }

  private func number(
    _ option: LessonOption, _ text: String, in range: ClosedRange<Double>
  ) throws(LessonError) -> Double {
    guard let value = Double(text.trimmingCharacters(in: .whitespaces)), range.contains(value)
    else {
      throw .value(
        option,
        expected:
          "a number from \(NumberText.short(range.lowerBound, digits: 1)) to "
          + NumberText.short(range.upperBound, digits: 1),
        got: text)
    }
    return value
  }
}
