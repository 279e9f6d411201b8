import Foundation
import Testing

/// A document that the program wrote, to be looked at by keys and indices; what is not there is nothing.
struct JSONTree {
  private let value: Any?

  fileprivate init(_ value: Any?) { self.value = value is NSNull ? nil : value }

  /// The value of a key of an object.
  subscript(_ key: String) -> JSONTree { JSONTree((value as? [String: Any])?[key]) }

  /// An element of a list.
  subscript(_ index: Int) -> JSONTree {
    let list = self.list
    return list.indices.contains(index) ? list[index] : JSONTree(nil)
  }

  /// The elements of a list; none of what is none.
  var list: [JSONTree] { (value as? [Any] ?? []).map { JSONTree($0) } }

  var text: String? { value as? String }
  var number: Double? { value as? Double }
  var whole: Int? { value as? Int }
  var flag: Bool? { value as? Bool }

  /// Whether there is nothing, or null.
  var isNothing: Bool { value == nil }

  /// The texts of a list.
  var texts: [String] { list.compactMap(\.text) }
  /// The whole numbers of a list.
  var wholes: [Int] { list.compactMap(\.whole) }
  /// The numbers of a list.
  var numbers: [Double] { list.compactMap(\.number) }
}

extension Program.Outcome {
  /// What was written to standard output, read as JSON; no other outcome than success is expected.
  func json(_ location: SourceLocation = #_sourceLocation) throws -> JSONTree {
    #expect(status == 0, "\(errors)", sourceLocation: location)
    return JSONTree(
      try JSONSerialization.jsonObject(with: Data(output.utf8), options: .fragmentsAllowed))
  }

  /// Expects exit code 0.
  func expectSuccess(_ location: SourceLocation = #_sourceLocation) {
    #expect(status == 0, "\(errors)", sourceLocation: location)
  }

  /// Expects one line on standard error, nothing on standard output, and this exit code.
  func expectRefusal(
    _ code: Int32, _ message: String, _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(status == code, "\(errors)", sourceLocation: location)
    #expect(errorLines.count == 1, "\(errors)", sourceLocation: location)
    #expect(errors.contains(message), "\(errors)", sourceLocation: location)
    #expect(output.isEmpty, sourceLocation: location)
  }
}
