import Foundation

/// The numbers of the chapter that the lessons grew from, computed outside of the project in double precision.
struct Chapter {
  private let root: Any

  /// The file beside this one.
  init() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "chapter-examples.json")
    root = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
  }

  /// The numbers at a path of keys, however deep their lists are, in their order; empty where there are none.
  func numbers(_ path: String...) -> [Double] {
    var node: Any? = root
    for key in path { node = (node as? [String: Any])?[key] }
    return Self.flat(node)
  }

  private static func flat(_ node: Any?) -> [Double] {
    if let list = node as? [Any] { return list.flatMap(flat) }
    return (node as? NSNumber).map { [$0.doubleValue] } ?? []
  }
}

/// Whether two lists have the same numbers, to what both sides computed in Double.
func agree(_ a: [Double]?, _ b: [Double], within tolerance: Double = 1e-9) -> Bool {
  guard let a, a.count == b.count, !b.isEmpty else { return false }
  return zip(a, b).allSatisfy { abs($0 - $1) <= tolerance }
}
