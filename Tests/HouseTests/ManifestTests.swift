import Foundation
import Testing

/// Who may import whom: the plan of the house, held by a test.
struct ManifestTests {
  private let manifest: Manifest

  init() throws { manifest = try Manifest() }

  @Test func theManifestIsRead() {
    #expect(manifest.targets.count > 30)
    #expect(manifest.reach(of: "GradscopeCommand").contains("Texts"))
    #expect(
      manifest.targets.first { $0.name == "Reports" }?.dependencies.contains("Charts") == true)
  }

  /// An import that is not declared works only as long as somebody else declares it.
  @Test func everyImportIsDeclared() throws {
    let names = Set(manifest.targets.map(\.name))
    for target in manifest.targets {
      let undeclared = try target.imports().intersection(names)
        .subtracting(target.dependencies).subtracting([target.name])
      #expect(undeclared.isEmpty, "\(target.name) imports \(undeclared.sorted())")
    }
  }

  /// Arrows that must not be, not even by a detour.
  @Test(arguments: [
    ("Texts", ["Texts"]), ("Records", ["Texts"]),
    ("Charts", ["Texts", "Files", "CCairo", "CPNG", "CLibPNG", "CTemporaryNames"]),
    ("Diagnosis", ["Texts", "Records"]),
    ("Files", ["Texts", "CTemporaryNames"]),
    ("RecordStore", ["Texts", "Files", "Records", "CTemporaryNames", "CZlib"]),
    (
      "Reports",
      [
        "Texts", "Charts", "Diagnosis", "Files", "Records", "CCairo", "CPNG",
        "CLibPNG",
        "CTemporaryNames",
      ]
    ),
    (
      "Exchange",
      ["Texts", "Diagnosis", "Files", "Gzip", "Records", "CTemporaryNames", "CZlib"]
    ),
    ("Gzip", ["Texts", "CZlib"]),
    (
      "Networks", ["Tensors", "CBLAS", "CTensorKernels"]
    ),
  ])
  func aRoomKnowsOnlyWhatItMay(name: String, allowed: [String]) {
    let more = manifest.reach(of: name).subtracting(allowed)
    #expect(more.isEmpty, "\(name) reaches \(more.sorted())")
  }

  @Test func thereIsNoCircle() {
    for target in manifest.targets {
      #expect(!manifest.reach(of: target.name).contains(target.name), "\(target.name)")
    }
  }
}
