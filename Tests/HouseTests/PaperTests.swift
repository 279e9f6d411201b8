import Foundation
import Testing

/// What a stranger reads first is true to the tree: links lead somewhere, and what is named is there.
struct PaperTests {
  private let root = Manifest.root

  /// The papers at the top, and the pages of `Documentation`.
  static let papers: [String] = {
    let folder = Manifest.root.appending(path: "Documentation").path
    let pages = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"]
      + pages.filter { $0.hasSuffix(".md") }.sorted().map { "Documentation/\($0)" }
  }()

  private func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  private func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appending(path: path).standardized.path)
  }

  @Test func thePapersAreThere() {
    #expect(Self.papers.count > 10)
    for paper in Self.papers { #expect(exists(paper), "\(paper)") }
  }

  @Test(arguments: papers) func everyLinkLeadsSomewhere(_ paper: String) throws {
    let folder = (paper as NSString).deletingLastPathComponent
    for match in try text(paper).matches(of: /\]\((?<target>[^)#\s]+)[^)]*\)/) {
      let target = String(match.output.target)
      guard !target.contains("://") else { continue }
      #expect(exists(folder.isEmpty ? target : "\(folder)/\(target)"), "\(target)")
    }
  }

  /// `Folder/File.swift`, from the top or from `Sources`; what begins with My is the reader's own.
  @Test(arguments: ["ARCHITECTURE.md", "CONTRIBUTING.md"])
  func everyFileThatIsNamedIsThere(_ paper: String) throws {
    let named = try text(paper).matches(of: /`(?<file>[\w\/+-]+\.(?:swift|md|py|json|h|c))`/)
      .map { String($0.output.file) }
      .filter { $0.contains("/") && !$0.contains("/My") }
    #expect(named.count > 10)
    for file in named { #expect(exists(file) || exists("Sources/\(file)"), "\(file)") }
  }

  /// The module's page, of which each link in double backquotes is a public type of it.
  @Test func everyLibraryHasAPageOfItsTypes() throws {
    let manifest = try text("Package.swift")
    let product = manifest.firstMatch(of: /name: "GradscopeKit",\s*targets: \[(?<list>[^\]]+)\]/)
    let modules = try #require(product).output.list.matches(of: /"(?<name>\w+)"/)
      .map { String($0.output.name) }
    #expect(modules.count > 10)
    for module in modules {
      let page = try text("Sources/\(module)/\(module).docc/\(module).md")
      let target = try #require(try Manifest().targets.first { $0.name == module })
      let code = try target.files.map { try String(contentsOf: $0, encoding: .utf8) }.joined()
      // Three quotes are a block of code.
      let words = page.replacing("```", with: "")
      for match in words.matches(of: /``(?<name>\w+)[^`]*``/) where match.output.name != module {
        let name = match.output.name
        let kinds = ["struct", "final class", "class", "enum", "protocol", "typealias"]
        #expect(kinds.contains { code.contains("public \($0) \(name)") }, "\(module): \(name)")
      }
    }
  }

  /// Every network file names a command that reads it.
  @Test func theFirstLineOfANetworkSaysHowToRunIt() throws {
    let files = try FileManager.default.contentsOfDirectory(
      atPath: root.appending(path: "Examples/networks").path)
    #expect(files.count >= 3)
    for file in files {
      let path = "Examples/networks/\(file)"
      #expect(try text(path).hasPrefix("# gradscope train --network \(path)"), "\(file)")
    }
  }
}
