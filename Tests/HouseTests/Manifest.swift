import Foundation

/// The targets of `Package.swift` and what they say they depend on, read as text.
struct Manifest {
  /// A target.
  struct Target {
    var name: String
    /// The targets of this package that it may import.
    var dependencies: Set<String>
    /// The folder of its sources.
    var folder: URL
  }

  let targets: [Target]

  /// The folder of the package.
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardized

  init() throws {
    let text = try String(contentsOf: Self.root.appending(path: "Package.swift"), encoding: .utf8)
    // Dependencies may be written in the same way, further in.
    let start =
      /(?m)^    \.(?<kind>target|executableTarget|testTarget|systemLibrary)\(\s*name: "(?<name>\w+)"/
    let matches = text.matches(of: start)
    let names = Set(matches.map { String($0.output.name) })
    targets = matches.enumerated().map { index, match in
      let end = index + 1 < matches.count ? matches[index + 1].range.lowerBound : text.endIndex
      let body = text[match.range.upperBound..<end]
        .replacing(/, condition: \.when\(platforms: \[[^\]]*\]\)/, with: "")
      let own = body.firstMatch(of: /path: "(?<path>[^"]+)"/)?.output.path
      let listed = body.firstMatch(of: /dependencies: \[(?<list>(?s:.*?))\]\s*[,)]/)?.output.list
      let words = (listed ?? "").matches(of: /"(?<word>\w+)"/).map { String($0.output.word) }
      let name = String(match.output.name)
      let place = match.output.kind == "testTarget" ? "Tests/\(name)" : "Sources/\(name)"
      return Target(
        name: name, dependencies: Set(words).intersection(names),
        folder: Self.root.appending(path: own.map(String.init) ?? place))
    }
  }

  /// What a target can reach, by way of others too.
  func reach(of name: String) -> Set<String> {
    var seen: Set<String> = []
    var open = [name]
    while let next = open.popLast() {
      let own = targets.first { $0.name == next }?.dependencies ?? []
      open += own.subtracting(seen)
      seen.formUnion(own)
    }
    return seen
  }
}

extension Manifest.Target {
  /// Its Swift files.
  var files: [URL] {
    let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (all?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
  }

  /// The modules that its files import.
  func imports() throws -> Set<String> {
    let pattern =
      /^(?:@testable |@_exported )?(?:(?:public|package|internal) )?import (?:struct |enum |class |func )?(?<module>\w+)/
    var modules: Set<String> = []
    for file in files {
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
        if let match = line.firstMatch(of: pattern) { modules.insert(String(match.output.module)) }
      }
    }
    return modules
  }
}
